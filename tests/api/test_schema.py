"""Every operation of the OpenAPI description answers as described, whatever it is asked: no 5xx."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS

from graph.service import Service
from server.app import create_app
from tests.api.company import MEMBERS
from tests.api.conftest import ADMIN, TestClient, key_of

EXAMPLES = 12
IDS = [*MEMBERS.split(), "o1", "o9", "k1", "z1", "1", "2", "kate"]
WANTED = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)


@pytest.fixture(scope="module")
def described(service: Service) -> Any:
    return schemathesis.openapi.from_asgi("/api/openapi.json", create_app(service))


def operations(described: Any) -> Iterator[Any]:
    for found in described.get_all_operations():
        yield found.ok()


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_every_operation_answers_as_described(
    service: Service, described: Any, subtests: pytest.Subtests, mode: GenerationMode
):
    sent = {"Authorization": f"Bearer {key_of(service.database, ADMIN)}"}
    checks = CHECKS.get_by_names(WANTED)

    for operation in operations(described):
        # Known ids, else nearly every answer would be a 404.
        @settings(
            max_examples=EXAMPLES,
            derandomize=True,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode), known=st.sampled_from(IDS))
        def conforms(case: Any, known: str) -> None:
            if "id" in (case.path_parameters or {}) and mode is GenerationMode.POSITIVE:
                case.path_parameters["id"] = known
            case.call_and_validate(headers=sent, checks=checks)

        if mode is GenerationMode.NEGATIVE and not {"parameters", "requestBody"} & set(
            operation.definition.raw
        ):
            continue  # nothing in it can be wrong
        with subtests.test(operation=operation.label):
            conforms()


def test_every_operation_under_the_api_documents_its_problems(described: Any):
    for operation in operations(described):
        answers = operation.definition.raw["responses"]
        problems = {status: answer for status, answer in answers.items() if status >= "400"}

        assert problems or operation.path == "/healthz", operation.label
        for status, answer in problems.items():
            assert list(answer["content"]) == ["application/problem+json"], (operation.label, status)


def test_names_of_operations_and_schemas_are_stable(described: Any):
    names = [operation.definition.raw["operationId"] for operation in operations(described)]

    assert len(set(names)) == len(names)
    assert {"members_read_volume", "orders_read_explanation", "runs_read_runs"} <= set(names)
    # Two models of one name would be told apart by the module or by the direction.
    assert not [one for one in described.raw_schema["components"]["schemas"] if "__" in one or "-" in one]


def test_fields_have_examples(service: Service):
    told = create_app(service).openapi()

    assert set(told["components"]["securitySchemes"]) == {"key", "session"}
    assert told["info"]["description"]
    for name, schema in told["components"]["schemas"].items():
        for field, described in schema.get("properties", {}).items():
            parts = {"$ref", "anyOf", "allOf", "items", "examples", "enum", "const", "additionalProperties"}
            assert parts & set(described), f"{name}.{field} has no example"


def test_the_docs_load_nothing_from_other_hosts(service: Service):
    client = TestClient(create_app(service))
    page = client.get("/docs")

    assert "//" not in page.text.replace("<!DOCTYPE html>", "")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    parts = ("swagger-ui.css", "swagger-ui-bundle.js", "start.js")
    assert [name for name in parts if f"/docs/{name}" not in page.text] == []
    for name in (*parts, "LICENSE"):
        assert client.get(f"/docs/{name}").status_code == 200
