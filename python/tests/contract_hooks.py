"""Real PDFs, whole and cut, among the bodies that schemathesis makes up."""

from __future__ import annotations

from pathlib import Path

import schemathesis
from hypothesis import strategies as st

_PDFS = Path(__file__).resolve().parents[2] / "src/test/resources/pdf"
_SAMPLES = [
    (_PDFS / name).read_bytes()
    for name in ("lists.pdf", "form.pdf", "encrypted-user.pdf", "truncated.pdf")
]

_whole = st.sampled_from(_SAMPLES)
_cut = st.builds(
    lambda pdf, at: pdf[: len(pdf) * at // 100], _whole, st.integers(1, 99)
)
_bodies = _whole | _cut | st.binary(max_size=200)

schemathesis.openapi.media_type("application/pdf", _bodies)
schemathesis.openapi.format("binary", _bodies)
