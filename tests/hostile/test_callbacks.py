"""Whatever a browser puts into callbacks, grids and downloads is answered at once and calmly."""

import json
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.exceptions import StarletteDeprecationWarning
from structlog.testing import capture_logs

from dashboard.app import attach
from dashboard.incoming import LONGEST
from dashboard.middleware import Middleware
from graph.access import Role, Viewer
from graph.service import Service
from server.app import create_app
from tests.api.conftest import company, key_of, left_behind, service
from tests.hostile.callbacks import BODIES, FILTERS, NO_TEXTS, ROWS, TEXTS, Answer
from tests.hostile.memory import MOST_MB, Peak

with warnings.catch_warnings():
    warnings.simplefilter("ignore", StarletteDeprecationWarning)
    from fastapi.testclient import TestClient
    from httpx import Response

__all__ = ["company", "left_behind", "service"]  # fixtures
CALLBACK = "/dashboard/_dash-update-component"
LEDGER, LEGS = "rewards-ledger", "team-legs"
NAMES = ("from", "until", "channel", "month", "run", "order", "kind", "model", "member", "open", "why")
"""The filters that addresses of the dashboard have."""


@dataclass(frozen=True)
class Site:
    """The dashboard of a small company, signed in as a manager, and its callbacks by their output."""

    client: TestClient
    callbacks: dict[str, Any]

    def send(self, method: str, address: str, **options: Any) -> Response:
        """Ask; nothing may fail, take a second or 100 MB of the process, or be logged as an error."""
        begun, peak = time.process_time(), Peak()
        with capture_logs() as logs:
            answer = self.client.request(method, address, **options)
        assert time.process_time() - begun < 1
        assert peak.grown_mb < MOST_MB
        assert answer.status_code < 500
        assert [one for one in logs if one["log_level"] == "error"] == []
        return answer

    def call(self, output: str, changed: dict[str, str], outputs: object = None) -> Response:
        """Call back; `changed` are JSON texts of inputs and states by their names, such as url.search."""
        callback = self.callbacks[output]
        page = output.strip(".").split("-")[0]
        usual = {"url.pathname": json.dumps(f"/dashboard/{page.removeprefix('overview')}")}

        def listed(specs: list[dict[str, Any]]) -> str:
            parts = []
            for one in specs:
                name = f"{one['id']}.{one['property']}"
                value = changed.get(name, usual.get(name, "null"))
                parts.append(f'{{"id": "{one["id"]}", "property": "{one["property"]}", "value": {value}}}')
            return f"[{', '.join(parts)}]"

        body = (
            f'{{"output": {json.dumps(output)}, "outputs": {json.dumps(outputs or outputs_of(callback))}, '
            f'"inputs": {listed(callback["inputs"])}, "state": {listed(callback["state"])}, '
            f'"changedPropIds": []}}'
        )
        return self.post(body.encode())

    def post(self, body: object, kind: str = "application/json") -> Response:
        return self.send("POST", CALLBACK, content=body, headers={"Content-Type": kind})

    def grid(self, ident: str, request: str) -> Answer:
        """Let a grid ask for rows by the JSON of a request; return how it is answered."""
        output = next(one for one in self.callbacks if one.startswith(f"..{ident}.getRowsResponse"))
        changed = {f"{ident}.getRowsRequest": request, "url.search": '"?from=2020-01-01"'}
        answer = self.call(output, {**changed, "team-member.data": '"A"'})
        if answer.status_code == 400:
            return "refused"
        told = answer.json()["response"]
        return "words" if told[f"{ident}-problem"]["children"] else "rows"


def outputs_of(callback: dict[str, Any]) -> object:
    """Return the outputs of a callback as a browser names them."""
    outputs = callback["output"]
    parts = [
        {"id": one.component_id, "property": one.component_property}
        for one in (outputs if isinstance(outputs, list) else [outputs])
    ]
    return parts if isinstance(outputs, list) else parts[0]


@pytest.fixture(scope="module")
def site(service: Service) -> Iterator[Site]:
    app = create_app(service, [attach])
    middleware: list[Any] = list(app.user_middleware)
    board = next(one.kwargs["board"] for one in middleware if one.cls is Middleware)
    known = {name: one for name, one in board.callback_map.items() if "callback" in one}
    sent = {"Authorization": f"Bearer {key_of(service.database, Viewer('boss', Role.MANAGER, 'A'))}"}
    with TestClient(app, headers=sent, raise_server_exceptions=False) as client:
        yield Site(client, known)


def properties(callback: dict[str, Any]) -> list[str]:
    return [f"{one['id']}.{one['property']}" for one in (*callback["inputs"], *callback["state"])]


@pytest.mark.parametrize(("number", "expected"), FILTERS.items())
def test_an_amount_that_the_ledger_is_filtered_by(site: Site, number: str, expected: Answer) -> None:
    for kind in ("equals", "inRange"):
        narrowed = f'{{"amount": {{"type": "{kind}", "filter": {number}, "filterTo": {number}}}}}'
        request = f'{{"startRow": 0, "endRow": 9, "sortModel": [], "filterModel": {narrowed}}}'
        assert site.grid(LEDGER, request) == expected
    query = urlencode({"grid": f'{{"filter": {narrowed}}}'})
    answer = site.send("GET", f"/dashboard/downloads/ledger.csv?{query}")
    assert answer.status_code == (200 if expected == "rows" else 422)


@pytest.mark.parametrize(("number", "expected"), ROWS.items())
def test_a_row_that_a_grid_asks_from(site: Site, number: str, expected: Answer) -> None:
    assert site.grid(LEDGER, f'{{"startRow": {number}, "endRow": 9}}') == expected
    # The legs take what is no number for the first row.
    assert site.grid(LEGS, f'{{"startRow": {number}, "endRow": 9}}') == expected.replace("words", "rows")


@pytest.mark.parametrize("value", NO_TEXTS)
def test_json_that_is_no_text_is_refused_by_every_callback(site: Site, value: str) -> None:
    for output, callback in site.callbacks.items():
        for name in properties(callback):
            if not name.endswith(".getRowsRequest"):
                assert site.call(output, {name: value}).status_code == 400


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_in_every_filter_of_every_callback(site: Site, text: str) -> None:
    search = ("?" + urlencode(dict.fromkeys(NAMES, text)))[:LONGEST]
    values = {"url.search": search, **dict.fromkeys(("team-member.data", "team-open.data"), text)}
    searches = (f"{box}-asked.data" for box in ("team-search", "search-text", "order-member"))
    values |= dict.fromkeys((*searches, "team-why.data"), text)
    for output in site.callbacks:
        changed = {name: json.dumps(value) for name, value in values.items()}
        assert site.call(output, changed).status_code in {200, 204}
    legs = dict.fromkeys(("member", "name", "rank", "sort", "order", "member_id"), text)
    for file, query in (("legs", legs), ("legs", {**legs, "member": "A"}), ("ledger", {"search": search})):
        answer = site.send("GET", f"/dashboard/downloads/{file}.csv?{urlencode(query)}")
        assert answer.status_code in {200, 404, 422}


@pytest.mark.parametrize("value", [*NO_TEXTS, '{"sortModel": 5, "filterModel": 7, "startRow": {}}'])
def test_anything_in_the_place_of_sorts_and_filters(site: Site, value: str) -> None:
    narrowed = f'{{"name": {value}, "amount": {value}, "rank": {{"type": {value}, "filter": {value}}}}}'
    sorts = f'[{value}, {{"colId": {value}, "sort": {value}}}]'
    forms = (
        value,
        f'{{"startRow": 0, "endRow": 9, "sortModel": {value}, "filterModel": {value}}}',
        f'{{"startRow": 0, "endRow": 9, "sortModel": {sorts}, "filterModel": {narrowed}}}',
    )
    for ident in (LEDGER, LEGS):
        output = next(one for one in site.callbacks if one.startswith(f"..{ident}.getRowsResponse"))
        for form in forms:
            assert site.call(output, {f"{ident}.getRowsRequest": form}).status_code in {200, 204, 400}


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_a_body_that_is_no_callback_is_refused(site: Site, body: bytes) -> None:
    assert site.post(body).status_code == 400


def test_outputs_of_another_component_are_refused(site: Site) -> None:
    foreign = {"id": "page", "property": "children"}
    for output, callback in site.callbacks.items():
        if output.startswith("..page.children"):
            continue
        own = outputs_of(callback)
        for outputs in (foreign, [foreign], [own, own], "x", {"id": {"a": 1}, "property": "children"}):
            assert site.call(output, {}, outputs).status_code == 400
    assert site.call("run-told.children", {}).status_code == 200


def test_another_kind_of_body_is_refused(site: Site) -> None:
    assert site.post(b"{}", "text/plain").status_code == 400


def test_a_body_without_a_length_is_refused_when_it_is_too_large(site: Site) -> None:
    def pieces() -> Iterator[bytes]:
        for _piece in range(12):
            yield b" " * 100_000

    assert site.post(pieces()).status_code == 413


def test_a_channel_that_the_scope_has_not_is_told_in_words(site: Site) -> None:
    for output in ("conversion-cost.children", "rewards-earners.children", "repurchase-communities.children"):
        for channel in ("nowhere", "c" * 257):
            answer = site.call(output, {"url.search": json.dumps(f"?channel={channel}")})
            assert "There is no such channel here" in answer.text
