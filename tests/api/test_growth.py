"""Growth by API: the figures tie out with the metrics, and each account reads its own scope."""

from fastapi.testclient import TestClient

from graph.access import Role, Viewer
from tests.api.conftest import Clients

MANAGER = Viewer("manager of A", Role.MANAGER, "A")
MEMBER = Viewer("member A", Role.MEMBER, "A")


def test_channels_tie_out_with_the_metrics_of_the_same_names(client: TestClient):
    days = {"from": "2026-01-01", "to": "2026-02-01"}
    found = client.get("/api/v1/growth/channels", params=days).json()
    total = found["total"]
    whole = client.get("/api/v1/metrics/conversion", params=days).json()["items"][0]
    cost = client.get("/api/v1/metrics/cac", params=days).json()["items"][0]
    revenue = client.get("/api/v1/metrics/payout", params=days).json()["items"][0]
    assert [total[name] for name in ("visitors", "converted", "conversion")] == [
        whole[name] for name in ("visitors", "converted", "rate")
    ]
    assert (total["first_orders"], total["rewards"]) == (cost["new_members"], cost["rewards"])
    assert total["revenue"] == revenue["revenue"]
    assert (found["from"], found["to"], found["currency"]) == ("2026-01-01", "2026-02-01", "CNY")


def test_growth_is_of_the_own_team_and_not_for_members(client: TestClient, client_of: Clients):
    manager = client_of(MANAGER)
    for table in ("channels", "inviters"):
        own = manager.get(f"/api/v1/growth/{table}").json()
        assert own["team"] == "A"
        assert own["items"] == client.get(f"/api/v1/growth/{table}", params={"team": "A"}).json()["items"]
        assert manager.get(f"/api/v1/growth/{table}", params={"team": "X"}).status_code == 404
        assert client_of(MEMBER).get(f"/api/v1/growth/{table}").status_code == 404
        assert client.get(f"/api/v1/growth/{table}", params={"team": "nobody"}).status_code == 404
