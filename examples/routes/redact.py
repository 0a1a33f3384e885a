"""POST /py/redact: takes e-mail addresses, IBANs and phone numbers out of a text.

    curl --data-binary @letter.txt localhost:8080/py/redact

    {"text": "Write to [email] or call [phone].",
     "removed": [{"kind": "email", "start": 9, "end": 26}, ...],
     "counts": {"email": 1, "iban": 0, "phone": 1}}

`start` and `end` are code points of the text that was sent. What was removed is told by
its place, never repeated. JSON `{"text": ...}` is taken, too.

These are patterns: an IBAN is known by its check digits, a phone number by country
code, leading zero or area code in brackets. Numbers without one of these stay, and a
long number in a table that begins with a zero goes. Look at your own texts before you
rely on it.

As a chunk hook (`pagebridge.chunks.hook=redact:cover`) it covers the same in every
chunk of every document, and counts it in the chunk's member `redacted`.
"""

import json
import re

_EMAIL = re.compile(
    r"(?<!\w)\w[\w.+'%&~-]{0,63}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}(?![\w-])"
)
# Blanks and hyphens, also those that do not break and narrow ones; a line may end.
_GAP = r"[ \t\u00a0\u2009\u202f\u2010\u2011-]{0,2}\n?"
# Country, check digits, then 11 to 30 letters and digits, in groups or not.
_IBAN = re.compile(rf"(?<!\w)[A-Z]{{2}}\d{{2}}(?:{_GAP}[A-Z0-9]){{11,30}}(?!\w)", re.I)
# With a country code, a leading zero or an area code in brackets.
_PHONE = re.compile(
    r"(?<![\w.,/+-])(?<!\d:)(?<!\d{4}[ \u00a0])"
    r"(?:(?:[+\uff0b]|00)[1-9]\d{0,2}|\(\+?\d{2,5}\)|0[1-9]\d{0,4})"
    r"(?:[ \u00a0\u2009\u202f\u2010\u2011./()-]{0,2}\d{1,6}){1,7}(?![\w-]|[.,]\d)"
)
# Figures that look like one: days, times from and to, a year in brackets.
_DATE = re.compile(
    r"(?:[012]?\d|3[01])([./-])(?:[012]?\d|3[01])\1(?:\d{4}|\d{2})(?![\d./-])"
    r"|[012]?\d[.][0-5]\d ?- ?[012]?\d[.][0-5]\d$"
    r"|\((?:19|20)\d{2}\)"
)
# In front of a number with neither country code nor brackets.
_OTHER_NUMBER = re.compile(
    r"\b(?:ISBN|ISSN|EAN|GTIN|UPC|CAS|BLZ|order|invoice|item|article|artikel|art|account|"
    r"konto|kunden|rechnungs?|bestell|pp?)-?(?:nr|nummer|number)?"
    r"[\s.:#-]{0,3}(?:(?:no|nr|number)[\s.:#]{0,3})?$",
    re.I,
)
_IBAN_LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22,
    "BH": 22, "BR": 29, "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18,
    "DO": 28, "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FO": 18, "FR": 27, "GB": 22,
    "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28, "HR": 21, "HU": 28, "IE": 22,
    "IL": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LI": 21,
    "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MT": 31,
    "NL": 18, "NO": 15, "PL": 28, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24,
    "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TN": 24, "TR": 26, "UA": 29, "XK": 20,
}  # fmt: skip


def init():
    return {"/py/redact": ["POST"]}


def request(method, path, params, query, headers, body):
    text = body
    if headers.get("content-type", [""])[0].startswith("application/json"):
        try:
            text = json.loads(body)["text"]
        except (ValueError, KeyError, TypeError):
            text = None
        if not isinstance(text, str):
            return _json(400, {"error": 'send a text, or JSON {"text": "..."}'})
    redacted, removed = redact(text)
    counts = dict.fromkeys(("email", "iban", "phone"), 0)
    for item in removed:
        counts[item["kind"]] += 1
    return _json(200, {"text": redacted, "removed": removed, "counts": counts})


def cover(chunks, document):
    """A chunk hook: one sign for each character, so that all offsets stay."""
    for chunk in chunks:
        text, removed = chunk["text"], redact(chunk["text"])[1]
        for item in removed:
            start, end = item["start"], item["end"]
            text = text[:start] + "█" * (end - start) + text[end:]
        chunk["text"] = text
        chunk["redacted"] = len(removed)
    return chunks


def redact(text):
    """The text without what identifies somebody, and where that stood."""
    found = [("email", match.span()) for match in _EMAIL.finditer(text)]
    found += [("iban", span) for span in _ibans(text)]
    taken = [span for _, span in found]
    for match in _PHONE.finditer(text):
        before = text[max(0, match.start() - 32) : match.start()]
        if _DATE.match(match[0]) or (
            match[0][0] == "0" and _OTHER_NUMBER.search(before)
        ):
            continue
        digits = sum(character.isdigit() for character in match[0])
        if 7 <= digits <= 15 and not _overlaps(match.span(), taken):
            found.append(("phone", match.span()))
    found.sort(key=lambda item: item[1])
    pieces, removed, last = [], [], 0
    for kind, (start, end) in found:
        if start < last:
            continue
        pieces += [text[last:start], f"[{kind}]"]
        removed.append({"kind": kind, "start": start, "end": end})
        last = end
    return "".join([*pieces, text[last:]]), removed


def _ibans(text):
    """Spans whose check digits are right. What follows one may look like a part of
    it, so each country's own length is tried."""
    at = 0
    while match := _IBAN.search(text, at):
        at = match.start() + 1
        wanted = _IBAN_LENGTHS.get(match[0][:2].upper())
        count = 0
        for offset, character in enumerate(match[0]):
            count += character.isalnum()
            if count == wanted:
                compact = re.sub(r"[^A-Z0-9]", "", match[0][: offset + 1].upper())
                if _is_iban(compact):
                    at = match.start() + offset + 1
                    yield match.start(), at
                break


def _is_iban(compact):
    """ISO 7064: moved around and with letters as numbers, 1 modulo 97."""
    moved = compact[4:] + compact[:4]
    return int("".join(str(int(character, 36)) for character in moved)) % 97 == 1


def _overlaps(span, others):
    return any(span[0] < end and start < span[1] for start, end in others)


def _json(status, value):
    text = json.dumps(value, ensure_ascii=False)
    return status, text, {"content-type": ["application/json"]}
