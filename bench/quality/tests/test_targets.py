"""Targets and the pooling they are judged by."""

from quality.report import Report, markdown, table
from quality.tally import Tally
from quality.targets import against_targets


def _report() -> Report:
    report = Report()
    for key, hits in (("a.pdf", 98), ("b.pdf", 1)):
        scores = {"rows": Tally(hits, hits + 1), "text_f1": Tally(0.9, 1)}
        report.add("pagebridge", key, ("synthetic", "all"), scores)
        report.add("pdfium", key, ("synthetic", "all"), {"text_f1": Tally(0.95, 1)})
    return report


def test_groups_are_pooled_by_counts() -> None:
    assert _report().pooled("pagebridge", "all")["rows"] == Tally(99, 101)
    assert "0.980       –  101" in table(_report(), "all")


def test_missed_target_and_text_below_pdfium_are_named() -> None:
    lines = against_targets(_report(), "pagebridge").splitlines()
    assert "  MISSED rows (all) 0.980 >= 0.99" in lines
    assert "  MISSED text_f1 (all) 0.900 < PDFium's 0.950" in lines


def test_worst_documents_lead() -> None:
    worst = _report().worst("pagebridge", "text_f1", 1)
    assert worst[0][0] == "a.pdf"
    ((key, tally),) = _report().worst("pagebridge", "rows", 1)
    assert (key, tally.lost) == ("a.pdf", 1)


def test_candidate_that_was_not_measured_stays_blank() -> None:
    lines = markdown(_report(), ["pagebridge", "liteparse"]).splitlines()
    assert lines[0] == "| set | metric | of | pagebridge | liteparse |"
    assert "| all | rows | 101 | 0.980 | – |" in lines
