"""The command's options."""

import argparse
from pathlib import Path

from .baselines import NAMES


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog="run.sh", description="Measures extractions against known truth."
    )
    add = made.add_argument
    add("--answers", type=Path, help="folder with our answers, the paths mirrored")
    add("--url", help="running service to ask instead, http://127.0.0.1:PORT")
    add("--save", type=Path, help="with --url: keep the answers in this folder")
    add(
        "--baselines",
        default=",".join(NAMES),
        help="engines to compare with, comma separated, or `none`",
    )
    add(
        "--other",
        action="append",
        default=[],
        metavar="NAME=FOLDER",
        help="one more engine: its .md or .txt files, the paths mirrored",
    )
    add("--against", type=Path, help="earlier --json: what changed since")
    add("--file", help="one document in detail: part of its path")
    add("--most", type=int, default=25, help="lines a list in the detail")
    add("--group", action="append", default=[], help="only these groups in the table")
    add("--worst", nargs=2, metavar=("N", "METRIC"), help="documents that lose most")
    add("--json", type=Path, help="write all figures here")
    add("--markdown", action="store_true", help="print the table of docs/quality.md")
    add("--robustness", action="store_true", help="with --url: odd files too")
    add(
        "--write-variants",
        type=Path,
        help="copy tagless and turned PDFs to this folder",
    )
    return made
