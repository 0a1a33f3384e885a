"""Prints a CycloneDX 1.6 bill of materials of the environment that runs it."""

import json
import re
from importlib.metadata import Distribution, distributions
from typing import Any


def component(package: Distribution) -> dict[str, Any]:
    about = package.metadata.json
    name = re.sub(r"[-_.]+", "-", str(about["name"])).lower()
    entry: dict[str, Any] = {
        "type": "library",
        "name": name,
        "version": package.version,
        "purl": f"pkg:pypi/{name}@{package.version}",
        "bom-ref": f"pkg:pypi/{name}@{package.version}",
    }
    known = str(about.get("license_expression") or about.get("license") or "")
    if 0 < len(known) < 80:
        entry["licenses"] = [{"license": {"name": known}}]
    return entry


def main() -> None:
    found = [component(package) for package in distributions()]
    bom = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "components": sorted(found, key=lambda entry: str(entry["name"])),
    }
    print(json.dumps(bom, indent=1))


if __name__ == "__main__":
    main()
