"""HTTP answers in the words of the manifest."""

from typing import Any

import pytest

from quality.robustness import judged, outcome_of
from quality.sources import Reply


def _problem(status: int, kind: str, seconds: float = 0.1) -> Reply:
    return Reply(status, {"type": f"/problems/{kind}", "detail": "…"}, seconds)


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (Reply(200, {"text": "words", "truncated": False}, 0.1), "ok"),
        (Reply(200, {"text": " \n", "truncated": False}, 0.1), "empty-text"),
        (Reply(200, {"text": "words", "truncated": True}, 0.1), "limit"),
        (_problem(422, "pdf-encrypted"), "password-required"),
        (_problem(422, "pdf-corrupt"), "corrupt"),
        (_problem(415, "not-a-pdf"), "corrupt"),
        (_problem(422, "too-many-pages"), "limit"),
        (_problem(504, "deadline-exceeded"), "limit"),
        (_problem(500, "internal"), "500 internal"),
        (Reply(0, {"detail": "refused"}, 0.1), "0"),
    ],
)
def test_outcome_follows_status_and_problem_kind(reply: Reply, outcome: str) -> None:
    assert outcome_of(reply) == outcome


def _record(**more: Any) -> dict[str, Any]:
    return {"path": "hostile/x.pdf", **more}


def test_accepted_alternatives_are_good() -> None:
    record = _record(also_accepted=["corrupt"])
    assert judged(record, _problem(422, "pdf-corrupt"), "ok").good
    assert not judged(_record(), _problem(422, "pdf-corrupt"), "ok").good


def test_limit_may_be_any_clean_answer_that_is_quick() -> None:
    assert judged(_record(), Reply(200, {"text": "a"}, 0.5), "limit").good
    assert not judged(_record(), Reply(200, {"text": "a"}, 9.0), "limit").good
    assert judged(_record(), _problem(504, "deadline-exceeded", 20), "limit").good


def test_server_error_is_never_good() -> None:
    assert not judged(_record(), _problem(500, "internal"), "limit").good
    assert not judged(_record(), Reply(0, {}, 0.1), "limit").good
