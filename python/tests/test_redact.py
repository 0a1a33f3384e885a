"""The example route `examples/routes/redact.py`."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from pagebridge_worker.route_modules import load

EXAMPLES = Path(__file__).parent.parent.parent / "examples" / "routes"


def post(body: str, kind: str = "text/plain") -> tuple[int, Any]:
    (module,) = [module for module in load(EXAMPLES) if module.name == "redact"]
    headers = {"content-type": [kind]}
    status, text, _ = module.request("POST", "/py/redact", {}, {}, headers, body)
    return status, json.loads(text)


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("Write to jo.doe+x@mail.example.org.", "Write to [email]."),
        ("müller@bücher.example", "[email]"),
        ("IBAN DE89 3704 0044 0532 0130 00, thanks", "IBAN [iban], thanks"),
        ("GB82WEST12345698765432", "[iban]"),
        ("DE89 3704 0044 0532 0130 00 USD 5", "[iban] USD 5"),
        ("DE88 3704 0044 0532 0130 00", "DE88 3704 0044 0532 0130 00"),
        ("call +49 (0)30 1234-567 now", "call [phone] now"),
        ("Tel. (030) 1234567.", "Tel. [phone]."),
        ("0171 2345678", "[phone]"),
        ("00441632960123", "[phone]"),
        ("2025-11-22, 1,000,000.00 EUR, p. 12-15", None),
        ("version 1.2.3, ISBN 978-3-16-148410-0", None),
        ("a @ b, x@y, 5@6.7", None),
        ("mailto:ada@mail.example?subject=x", "mailto:[email]?subject=x"),
        ("<ADA@MAIL.EXAMPLE>,c@d.example;", "<[email]>,[email];"),
        ("de89 3704 0044 0532 0130 00", "[iban]"),
        (
            "IBAN: DE89\u00a03704\u00a00044\u00a00532\u00a00130\u00a000.",
            "IBAN: [iban].",
        ),
        ("MT84MALT011000012345MTLCAST001S", "[iban]"),
        ("DE89 3704 0044 0532 0130 00, NO93 8601 1117 947", "[iban], [iban]"),
        ("+1 (202) 555-0143, +49/30/123456", "[phone], [phone]"),
        ("12:30-14:00, 01.02.2024 and 1-2-24", None),
        ("10.0.0.1:8080, 192.168.100.200, 3.141592653589793", None),
        ("4111 1111 1111 1111", None),
        ("o'brien@mail.example, 'ada@mail.example'", "[email], '[email]'"),
        ("john%doe@mail.example .ada@mail.example", "[email] .[email]"),
        ("用户@例子.公司 and ünï@exämple.café", "[email] and [email]"),
        ("+49\u202f30\u202f123456, +49\u201130\u2011123456", "[phone], [phone]"),
        ("DE89\u202f3704\u202f0044\u202f0532\u202f0130\u202f00", "[iban]"),
        ("DE89  3704 0044\n0532 0130 00", "[iban]"),
        ("DE89 3704 0044 0532 0130 00\nBE68 5390 0754 7034", "[iban]\n[iban]"),
        ("01 23 45 67 89 and 01-23-45-67-89", "[phone] and [phone]"),
        ("01-02-2024 10:00, 31.12.2024 23.59", None),
        ("09.30-10.45, 00:01:02.345678", None),
        ("(2024) 1234567, Smith (1998) 12 345 678", None),
        ("ISBN 0306406152, ISSN 0317-8471, EAN 0012345678905", None),
        ("order no. 0812345678, Rechnungsnr. 0812345678", None),
        ("Art. 0815 4711 2342, account 0532013000", None),
        ("order by phone: 0800 123 4567", "order by phone: [phone]"),
        ("invoice +49 30 123456", "invoice [phone]"),
    ],
)
def test_what_is_removed(text: str, redacted: str | None) -> None:
    assert post(text)[1]["text"] == (text if redacted is None else redacted)


def test_places_are_told_in_the_text_that_was_sent() -> None:
    sent = "🙂 a@b.example or +49 30 123456"
    answer = post(sent)[1]
    assert [sent[item["start"] : item["end"]] for item in answer["removed"]] == [
        "a@b.example",
        "+49 30 123456",
    ]
    assert answer["counts"] == {"email": 1, "iban": 0, "phone": 1}


def test_as_a_hook_it_covers_and_moves_nothing() -> None:
    load(EXAMPLES)
    cover = sys.modules["pagebridge_route_redact"].cover
    text = "🙂 a@b.example, DE89 3704 0044 0532 0130 00"
    (chunk,) = cover([{"text": text}], {})
    assert chunk == {"text": f"🙂 {'█' * 11}, {'█' * 27}", "redacted": 2}


@pytest.mark.parametrize("piece", ["a.", "b@c.", "+1 ", "DE12 ", "0", "0 1", "-\n"])
def test_a_long_text_takes_no_longer_than_its_length(piece: str) -> None:
    before = time.process_time()
    post(piece * 100_000)
    assert time.process_time() - before < 5


def test_json_is_taken_too() -> None:
    kind = "application/json; charset=utf-8"
    assert post('{"text": "a@b.example"}', kind)[1]["text"] == "[email]"
    assert post("[]", kind)[0] == 400
