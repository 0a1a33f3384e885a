"""The manifests render, fit the real schemas, and fit each other."""

from __future__ import annotations

from typing import Any

import kubernetes_validate
import pytest
import yaml

from rendered import K8S, TREES, defaults, one, pod, rendered, seconds, settings

KUBERNETES = ["1.30", "1.32", "1.34"]
# Of the Prometheus operator: no schema of Kubernetes' own.
CUSTOM = {"ServiceMonitor", "PrometheusRule"}


@pytest.mark.parametrize("version", KUBERNETES)
@pytest.mark.parametrize("tree", TREES)
def test_fits_the_schemas(tree: str, version: str) -> None:
    """Unknown or misspelt fields count as errors."""
    checked = [item for item in rendered(tree) if item["kind"] not in CUSTOM]
    assert len(checked) >= 7
    for item in checked:
        kubernetes_validate.validate(item, version, strict=True)


def test_a_misspelt_field_does_not_fit() -> None:
    item = one("base", "Deployment") | {"replica": 3}
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(item, "1.32", strict=True)


@pytest.mark.parametrize("tree", TREES)
def test_probes_use_the_management_port(tree: str) -> None:
    (container,) = pod(tree)["containers"]
    asked = {}
    for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
        assert container[probe]["httpGet"]["port"] == "management"
        asked[probe] = container[probe]["httpGet"]["path"].rpartition("/")[2]
    assert list(asked.values()) == ["started", "ready", "live"]
    startup = container["startupProbe"]
    assert startup["periodSeconds"] * startup["failureThreshold"] >= 60


@pytest.mark.parametrize("tree", TREES)
def test_nothing_goes_out_and_only_callers_and_metrics_come_in(tree: str) -> None:
    policy = one(tree, "NetworkPolicy")["spec"]
    assert policy["policyTypes"] == ["Ingress", "Egress"]
    assert policy["egress"] == []
    callers, metrics = policy["ingress"]
    assert callers["from"] and [port["port"] for port in callers["ports"]] == ["http"]
    assert [port["port"] for port in metrics["ports"]] == ["management"]
    assert metrics["from"][0]["namespaceSelector"]["matchLabels"]


@pytest.mark.parametrize("tree", TREES)
def test_selectors_meet_the_pods(tree: str) -> None:
    deployment = one(tree, "Deployment")["spec"]
    labels = deployment["template"]["metadata"]["labels"].items()
    selectors = [
        deployment["selector"]["matchLabels"],
        *(i["spec"]["selector"] for i in rendered(tree) if i["kind"] == "Service"),
        one(tree, "PodDisruptionBudget")["spec"]["selector"]["matchLabels"],
        one(tree, "NetworkPolicy")["spec"]["podSelector"]["matchLabels"],
        *(s["labelSelector"]["matchLabels"] for s in spread(tree)),
    ]
    for selector in selectors:
        assert selector
        assert selector.items() <= labels


def spread(tree: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pod(tree)["topologySpreadConstraints"]
    return found


@pytest.mark.parametrize("tree", TREES)
def test_replicas_are_spread_over_nodes_and_zones(tree: str) -> None:
    keys = {constraint["topologyKey"] for constraint in spread(tree)}
    assert keys == {"kubernetes.io/hostname", "topology.kubernetes.io/zone"}


@pytest.mark.parametrize("tree", TREES)
def test_services_name_ports_of_the_container(tree: str) -> None:
    (container,) = pod(tree)["containers"]
    ports = {port["name"] for port in container["ports"]}
    for service in (item for item in rendered(tree) if item["kind"] == "Service"):
        assert {port["targetPort"] for port in service["spec"]["ports"]} <= ports


@pytest.mark.parametrize("tree", TREES)
def test_rollout_never_loses_capacity(tree: str) -> None:
    rolling = one(tree, "Deployment")["spec"]["strategy"]["rollingUpdate"]
    assert rolling == {"maxUnavailable": 0, "maxSurge": 1}
    assert one(tree, "PodDisruptionBudget")["spec"]["maxUnavailable"] == 1


@pytest.mark.parametrize("tree", TREES)
def test_the_autoscaler_alone_sets_replicas(tree: str) -> None:
    scaler = one(tree, "HorizontalPodAutoscaler")["spec"]
    deployment = one(tree, "Deployment")
    assert "replicas" not in deployment["spec"]
    assert scaler["scaleTargetRef"]["name"] == deployment["metadata"]["name"]
    assert 1 <= scaler["minReplicas"] <= scaler["maxReplicas"]
    saturation, cpu = scaler["metrics"]
    assert cpu["resource"]["name"] == "cpu"
    (rule,) = yaml.safe_load((K8S / "prometheus-adapter.yaml").read_text())["rules"][
        "custom"
    ]
    assert saturation["pods"]["metric"]["name"] == rule["name"]["as"]
    assert rule["seriesQuery"].startswith(rule["name"]["as"] + "{")


@pytest.mark.parametrize("tree", TREES)
def test_grace_period_covers_the_drain(tree: str) -> None:
    found = settings(tree)
    delay = seconds(found["PAGEBRIDGE_API_DRAIN_DELAY"])
    drain = seconds(found["PAGEBRIDGE_API_DRAIN_TIMEOUT"])
    assert delay >= 3, "endpoints are not taken out at once"
    assert pod(tree)["terminationGracePeriodSeconds"] >= delay + drain + 15


@pytest.mark.parametrize("tree", TREES)
def test_every_setting_is_one(tree: str) -> None:
    """Every key of the manifests is a setting of the service, or the JVM's."""
    for key in settings(tree):
        assert key in defaults() or key in {"JDK_JAVA_OPTIONS"}, key


@pytest.mark.parametrize("tree", TREES)
def test_the_pod_uses_the_generated_map(tree: str) -> None:
    """Its name carries a hash: another setting is another pod, rolled out."""
    (container,) = pod(tree)["containers"]
    (source,) = container["envFrom"]
    assert source["configMapRef"]["name"].startswith("pagebridge-")


def test_production_asks_for_keys_from_a_secret() -> None:
    tree = "overlays/production"
    (container,) = pod(tree)["containers"]
    file = settings(tree)["PAGEBRIDGE_AUTH_API_KEYS_FILE"]
    (mount,) = [m for m in container["volumeMounts"] if file.startswith(m["mountPath"])]
    (volume,) = [v for v in pod(tree)["volumes"] if v["name"] == mount["name"]]
    assert mount["readOnly"] is True
    assert volume["secret"]["secretName"] == "pagebridge-api-keys"
    assert not any("KEYS" in k for k in settings("base"))
    assert not any(item["kind"] == "Secret" for t in TREES for item in rendered(t))


def test_the_monitor_finds_the_management_port() -> None:
    tree = "overlays/production + monitoring"
    monitor = one(tree, "ServiceMonitor")["spec"]
    service = one(tree, "Service", "pagebridge-management")
    wanted = monitor["selector"]["matchLabels"].items()
    assert wanted <= service["metadata"]["labels"].items()
    other = one(tree, "Service", "pagebridge")
    assert not wanted <= other["metadata"]["labels"].items()
    (endpoint,) = monitor["endpoints"]
    assert endpoint["port"] in {port["name"] for port in service["spec"]["ports"]}
    scraped = one("base", "Deployment")["spec"]["template"]["metadata"]["annotations"]
    assert endpoint["path"] == scraped["prometheus.io/path"]
    template = one(tree, "Deployment")["spec"]["template"]["metadata"]
    assert "annotations" not in template, "every pod would be scraped twice"
