"""Makes random tables with exact truth: statements, statistics, forms, price lists.

    python -m quality.variations FOLDER [--count N] [--first SEED]

writes N documents into FOLDER/synthetic with `manifest.json` beside it, so that
`PAGEBRIDGE_SHARED_DATA=FOLDER bench/quality/run.sh` measures them. Even seeds are
for tuning, odd ones (`synthetic/check`) for checking only. Needs the packages of the
group `dev`; the same seed and versions give the same document.
"""

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

import reportlab
import typst

from .variation_page import document
from .variation_tables import MAKERS
from .variation_text import Words

CREATED = 1_735_689_600
_FONTS = Path(reportlab.__file__).parent / "fonts"


def make(folder: Path, seed: int) -> dict[str, Any]:
    """One document and its truth; its record for the manifest."""
    words = Words(f"variation {seed}")
    maker = words.random.choice(MAKERS)
    source, blocks = document(words, maker(words))
    name = f"synthetic/{seed:05}-{maker.__name__}"
    typ = folder / f"{name}.typ"
    typ.write_text(source, "utf-8")
    pdf = bytes(
        typst.compile(
            str(typ),
            format="pdf",
            timestamp=CREATED,
            pdf_tags=False,
            font_paths=[str(_FONTS)],
            ignore_system_fonts=True,
        )
    )
    (folder / f"{name}.pdf").write_bytes(pdf)
    truth = json.dumps({"blocks": blocks}, ensure_ascii=False, indent=1)
    (folder / f"{name}.structure.json").write_text(truth, "utf-8")
    return {
        "path": f"{name}.pdf",
        "sha256": hashlib.sha256(pdf).hexdigest(),
        "expected": "ok",
        "tags": [maker.__name__],
        "ground_truth": [f"{name}.structure.json"],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--first", type=int, default=0, help="the first seed, even")
    given = parser.parse_args()
    (given.folder / "synthetic").mkdir(parents=True, exist_ok=True)
    seeds = range(given.first, given.first + given.count)
    files = [make(given.folder, seed) for seed in seeds]
    written = json.dumps({"files": files}, ensure_ascii=False, indent=1)
    (given.folder / "manifest.json").write_text(written, "utf-8")
    print(f"{len(files)} documents in {given.folder}")


if __name__ == "__main__":
    main()
