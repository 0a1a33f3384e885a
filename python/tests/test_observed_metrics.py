"""What dashboard, alerts, autoscaler and documents name is what the service exposes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.running_service import JAR, ROOT, management_of, running_service

pytestmark = pytest.mark.skipif(not JAR.exists(), reason="needs the packaged service")

K8S = ROOT / "k8s"
_NAME = r"\b(?:pagebridge|jvm|process|http|system)_[a-z0-9_]+"
# Labels that a cluster's Prometheus adds to every series.
_OF_THE_CLUSTER = {"namespace", "pod"}
_MATCHER = re.compile(r'(\w+)(=~|!~|=|!=)"([^"]*)"')

Series = dict[str, list[dict[str, str]]]


@pytest.fixture(scope="module")
def exposed(tmp_path_factory: pytest.TempPathFactory) -> Series:
    """Names, each with the labels of its series, after one document."""
    folder = tmp_path_factory.mktemp("metrics")
    spool = f"pagebridge.api.spool-directory={folder / 'spool'}"
    with running_service(folder / "log", spool) as address:
        pdf = (ROOT / "src/test/resources/pdf/report.pdf").read_bytes()
        assert httpx.post(f"{address}/v1/extract", content=pdf, timeout=60).is_success
        text = httpx.get(f"{management_of(folder / 'log')}/q/metrics", timeout=30).text
    found: Series = {}
    for line in text.splitlines():
        if match := re.match(r"(\w+)(?:\{(.*)\})? \S+$", line):
            labels = dict(re.findall(r'(\w+)="([^"]*)"', match[2] or ""))
            found.setdefault(match[1], []).append(labels)
    return found


def _dashboard() -> Iterator[str]:
    board = json.loads((K8S / "grafana-dashboard.json").read_text())
    for panel in board["panels"]:
        for target in panel["targets"]:
            yield target["expr"]
    for variable in board["templating"]["list"]:
        yield variable.get("definition", "")


def _yaml_expressions() -> Iterator[str]:
    rules = (K8S / "components/monitoring/prometheusrule.yaml").read_text()
    yield from re.findall(r"expr: (.*)", rules)
    adapter = (K8S / "prometheus-adapter.yaml").read_text()
    yield from re.findall(r"seriesQuery: (.*)", adapter)
    scaler = (K8S / "base/horizontalpodautoscaler.yaml").read_text()
    yield from re.findall(r"^ +name: (pagebridge_\w+)", scaler, re.M)


EXPRESSIONS = [*_dashboard(), *_yaml_expressions()]


def test_there_are_expressions() -> None:
    assert len(EXPRESSIONS) > 25


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_names_and_labels_exist(expression: str, exposed: Series) -> None:
    for name, matchers in re.findall(rf"({_NAME})(?:\{{(.*?)\}})?", expression):
        assert name in exposed, name
        for label, operator, value in _MATCHER.findall(matchers):
            if label in _OF_THE_CLUSTER:
                continue
            values = {labels.get(label) for labels in exposed[name]}
            wanted = value.split("|") if operator in ("=~", "!~") else [value]
            assert set(wanted) <= values, f"{name}: {label}"


def test_operations_page_names_meters_that_exist(exposed: Series) -> None:
    page = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    meters = re.findall(r"`(pagebridge\.[a-z.]+[a-z])(?:\{[^`]*\})?`", page)
    names = {name for name in exposed if name.startswith("pagebridge_")}
    settings = (ROOT / "README.md").read_text(encoding="utf-8")
    checked = [meter for meter in meters if f"| `{meter}`" not in settings]
    assert len(checked) > 8
    for meter in checked:
        assert any(name.startswith(meter.replace(".", "_")) for name in names), meter


def test_a_missing_metric_is_seen(exposed: Series) -> None:
    with pytest.raises(AssertionError):
        test_names_and_labels_exist('rate(pagebridge_gone_total{pod="a"}[5m])', exposed)
    with pytest.raises(AssertionError):
        test_names_and_labels_exist(
            'pagebridge_worker_exits_total{reason="boredom"}', exposed
        )


def test_panels_do_not_overlap() -> None:
    board = json.loads(Path(K8S / "grafana-dashboard.json").read_text())
    places = [(p["gridPos"]["x"], p["gridPos"]["y"]) for p in board["panels"]]
    assert len(places) == len(set(places)) >= 8
    assert len({p["id"] for p in board["panels"]}) == len(places)
