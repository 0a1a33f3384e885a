"""What the AOT cache is worth: start to ready, in wall time and CPU, interleaved.

PAGEBRIDGE_IMAGE_ROOT=… PAGEBRIDGE_IMAGE_CONFIG=… container/start_cost.py [ROUNDS]

.ci/image runs it with one round. `other jar`: a cache that does not fit.
"""

import dataclasses
import json
import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from pod import Deployment, Pod, cpu_seconds

JAR = "/opt/pagebridge/app/quarkus-run.jar"


def measured(pod: Pod) -> tuple[float, float, float]:
    """Seconds to ready; of CPU by then: the JVM's, all processes'."""
    try:
        pod.start()
        java = cpu_seconds(pod.java())
        return pod.seconds, java, sum(cpu_seconds(pid) for pid in pod.processes())
    finally:
        pod.remove()


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    root = Path(os.environ["PAGEBRIDGE_IMAGE_ROOT"])
    told = json.loads(Path(os.environ["PAGEBRIDGE_IMAGE_CONFIG"]).read_text())
    deployment = Deployment.read()
    options = deployment.settings["JDK_JAVA_OPTIONS"]
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        scratch.chmod(0o755)
        jar = shutil.copy(root / JAR[1:], scratch / "quarkus-run.jar")
        os.utime(jar, (1, 1))
        bind = {"destination": JAR, "type": "bind", "source": str(jar)}
        kinds: dict[str, dict[str, Any]] = {
            "with the cache": {},
            "without (-XX:AOTMode=off)": {
                "settings": {"JDK_JAVA_OPTIONS": f"{options} -XX:AOTMode=off"}
            },
            "other jar": {"mounts": [bind | {"options": ["bind", "ro"]}]},
        }
        found: dict[str, list[tuple[float, float, float]]] = {k: [] for k in kinds}
        pod = Pod(scratch, root, told["OCIv1"]["config"], deployment)
        for turn in range(rounds):
            for number, (kind, changes) in enumerate(kinds.items()):
                place = scratch / f"{turn}-{number}"
                place.mkdir()
                made = dataclasses.replace(pod, folder=place, **changes)
                found[kind].append(measured(made))
    for kind, rows in found.items():
        wall, java, everybody = (
            statistics.median(column) for column in zip(*rows, strict=True)
        )
        print(
            f"image: ready after {wall:.1f} s, CPU {java:.2f} s of the JVM, "
            f"{everybody:.2f} s of all: {kind} (median of {rounds})"
        )


if __name__ == "__main__":
    main()
