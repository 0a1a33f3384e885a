"""Robustness: the manifest's expected outcome for every odd file, and how fast.

Asked of a running service for all files that are hostile, malformed or encrypted.
`ok`: 200 with text. `empty-text`: 200 without, or with text by OCR.
`password-required`: 422 `pdf-encrypted`. `corrupt`: 415, or 422 `pdf-corrupt`.
`limit`: 413, 422 `too-many-pages`, 503 or 504, or 200 marked `truncated`; also any
clean answer within 2 s. `also_accepted` outcomes are good too. A broken connection or
a 500 never is.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .corpus import manifest
from .sources import Reply, post

_QUICK = 2.0
_ODD = {"hostile", "malformed", "encrypted"}
_LIMITS = {"too-many-pages", "output-too-large", "body-too-large", "out-of-memory"}


@dataclass(frozen=True)
class Outcome:
    path: str
    expected: str
    outcome: str
    good: bool
    seconds: float
    asked_with_password: bool = False


def outcome_of(reply: Reply) -> str:
    """One of the manifest's words, or what went wrong instead."""
    kind = str(reply.body.get("type", "")).rsplit("/", 1)[-1]
    if reply.status == 200:
        if reply.body.get("truncated"):
            return "limit"
        return "ok" if str(reply.body.get("text", "")).strip() else "empty-text"
    if kind == "pdf-encrypted":
        return "password-required"
    if kind in ("pdf-corrupt", "not-a-pdf"):
        return "corrupt"
    if kind in _LIMITS or reply.status in (413, 503, 504):
        return "limit"
    return f"{reply.status} {kind}".strip()


def judged(record: dict[str, Any], reply: Reply, expected: str) -> Outcome:
    outcome = outcome_of(reply)
    accepted = {expected, *record.get("also_accepted", [])}
    clean = outcome in ("ok", "empty-text", "corrupt", "password-required", "limit")
    good = outcome in accepted or (
        "limit" in accepted and clean and reply.seconds <= _QUICK
    )
    if outcome == "limit" and reply.status == 200 and "ok" in accepted:
        good = True
    if outcome == "ok" and "empty-text" in accepted:
        # a page without a text layer that OCR could read
        good = good or any(page.get("ocr") for page in reply.body.get("pages") or ())
    return Outcome(record["path"], expected, outcome, good, reply.seconds)


def measure(url: str, folder: Path) -> list[Outcome]:
    odd = [r for r in manifest(folder) if _ODD & set(r["tags"])]

    def one(record: dict[str, Any]) -> list[Outcome]:
        pdf = folder / record["path"]
        found = [judged(record, post(url, pdf), record["expected"])]
        if record.get("password") and record.get("with_password"):
            reply = post(url, pdf, record["password"])
            found.append(judged(record, reply, record["with_password"]))
        return found

    with ThreadPoolExecutor(2) as pool:
        return [outcome for found in pool.map(one, odd) for outcome in found]


def summary(outcomes: list[Outcome]) -> str:
    bad = [o for o in outcomes if not o.good]
    slow = [o for o in outcomes if o.seconds > _QUICK]
    lines = [
        f"robustness: {len(outcomes) - len(bad)} of {len(outcomes)} as expected, "
        f"{len(slow)} slower than {_QUICK:.0f} s"
    ]
    lines += [f"  {o.path}: wanted {o.expected}, got {o.outcome}" for o in bad]
    lines += [f"  {o.path}: {o.seconds:.1f} s" for o in slow]
    return "\n".join(lines)
