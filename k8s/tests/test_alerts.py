"""Alerts fire on what they are for and are explained; every query is PromQL."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from rendered import K8S, one

PROMTOOL = shutil.which("promtool")
CASES = K8S / "tests/alerts.test.yaml"

needs_promtool = pytest.mark.skipif(
    PROMTOOL is None, reason="promtool is not installed (Debian: prometheus)"
)


def groups() -> list[dict[str, Any]]:
    rule = one("overlays/production + monitoring", "PrometheusRule")
    found: list[dict[str, Any]] = rule["spec"]["groups"]
    return found


def alerts() -> list[dict[str, Any]]:
    return [rule for group in groups() for rule in group["rules"]]


def _promtool(*arguments: str | Path) -> None:
    assert PROMTOOL
    done = subprocess.run([PROMTOOL, *arguments], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@needs_promtool
def test_rules_are_valid_and_fire_when_they_should(tmp_path: Path) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text(yaml.safe_dump({"groups": groups()}))
    _promtool("check", "rules", rules)
    cases = yaml.safe_load(CASES.read_text())
    cases["rule_files"] = [str(rules)]
    for case in cases["tests"]:
        for check in case["alert_rule_test"]:
            (rule,) = [r for r in alerts() if r["alert"] == check["alertname"]]
            for expected in check.get("exp_alerts", []):
                expected["exp_annotations"] = rule["annotations"]
    unit = tmp_path / "unit.yaml"
    unit.write_text(yaml.safe_dump(cases))
    _promtool("test", "rules", unit)


def queries() -> list[str]:
    """Of the dashboard and the autoscaler's adapter, with their variables filled in."""
    board = json.loads((K8S / "grafana-dashboard.json").read_text())
    adapter = yaml.safe_load((K8S / "prometheus-adapter.yaml").read_text())
    templates = [t["expr"] for panel in board["panels"] for t in panel["targets"]]
    templates += [rule["metricsQuery"] for rule in adapter["rules"]["custom"]]
    filled = {
        "$__rate_interval": "5m",
        "$namespace": "a",
        "$pod": ".*",
        "<<.Series>>": "pagebridge_pool_saturation",
        "<<.LabelMatchers>>": 'namespace="a",pod=~"b|c"',
        "<<.GroupBy>>": "pod",
    }
    for variable, value in filled.items():
        templates = [template.replace(variable, value) for template in templates]
    return templates


@needs_promtool
def test_every_query_is_promql(tmp_path: Path) -> None:
    rules = [
        {"record": f"query:{number}", "expr": query}
        for number, query in enumerate(queries())
    ]
    assert len(rules) > 12
    file = tmp_path / "queries.yaml"
    file.write_text(yaml.safe_dump({"groups": [{"name": "queries", "rules": rules}]}))
    _promtool("check", "rules", file)


def test_every_alert_has_its_case() -> None:
    tried = {
        check["alertname"]
        for case in yaml.safe_load(CASES.read_text())["tests"]
        for check in case["alert_rule_test"]
        if check.get("exp_alerts")
    }
    assert tried == {rule["alert"] for rule in alerts()}


def test_every_alert_says_what_to_do() -> None:
    """In docs/operations.md, a row each, none for an alert that is gone."""
    text = (K8S.parent / "docs/operations.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| `Pagebridge")]
    told = [row.split("`")[1] for row in rows]
    assert told == [rule["alert"] for rule in alerts()]
    for rule in alerts():
        assert rule["labels"]["severity"] in {"critical", "warning", "info"}
        assert rule["annotations"]["summary"]
