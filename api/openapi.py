"""The OpenAPI description: what FastAPI finds out by itself, and how to sign in, ETags and problems."""

from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.caching import is_of_run
from api.routing import PREFIX
from web.problem_schema import Problem, problems
from web.problems import MEDIA_TYPE
from web.session_cookie import COOKIE, SECURE_COOKIE

DESCRIPTION_PATH: Final = "/api/openapi.json"
_TEXT = """
Team volumes, ranks and rewards of a referral network, each explained to the cent.

**Runs.** Every figure comes from a published run. An answer names it (`run`, `as_of`) and never mixes two;
`?run=` reads an older one. Cursors stay in the run they began in.

**Signing in.** Programs send `Authorization: Bearer KEY` with a key of `upline key add`; browsers have the
session cookie. What an account may not read answers as if it did not exist.

**Values.** Money is a decimal with two places as text, in the answer's `currency`. Times have an offset; days
and months are of the plan's zone. Ids are opaque.

**Unchanged answers.** Send an answer's `ETag` back as `If-None-Match`: 304 while nothing changed.

**Errors** are problem documents (RFC 9457): `type` is a stable name, `detail` says what to do.
"""
_PUBLIC = frozenset({("/healthz", "get"), ("/readyz", "get"), (f"{PREFIX}/session", "post")})
_ETAG = {"ETag": {"description": "Names this answer: see If-None-Match.", "schema": {"type": "string"}}}


def add_description(app: FastAPI) -> None:
    """Let an app describe itself, once, when it is first asked."""

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _describe(app)
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]  # the documented way to extend it


def _describe(app: FastAPI) -> dict[str, Any]:
    told = get_openapi(title=app.title, version=app.version, description=_TEXT, routes=app.routes)
    parts = told.setdefault("components", {})
    parts["securitySchemes"] = {
        "key": {"type": "http", "scheme": "bearer", "description": "An API key of `upline key add`."},
        "session": {
            "type": "apiKey",
            "in": "cookie",
            "name": COOKIE,
            "description": f"A browser's session; its name over https is {SECURE_COOKIE}.",
        },
    }
    told["security"] = [{"key": []}, {"session": []}]
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            _complete(path, method, operation)
    schemas = parts.setdefault("schemas", {})
    schemas.pop("HTTPValidationError", None)
    schemas.pop("ValidationError", None)
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas |= {**problem.pop("$defs", {}), "Problem": problem}
    return told


def _complete(path: str, method: str, operation: dict[str, Any]) -> None:
    """Add what the gate, the cache and the error handlers answer in place of a route."""
    answers: dict[str, Any] = operation["responses"]
    if (path, method) in _PUBLIC:
        operation["security"] = []
    else:
        for status in (401, 429, 503):
            _add(answers, status)
    if "422" in answers:
        answers.pop("422")
        _add(answers, 422)
    if "requestBody" in operation:
        _add(answers, 400)
        _add(answers, 413)
    if method == "get" and is_of_run(path):
        answers["200"]["headers"] = _ETAG
        _add(answers, 404)  # of `?run=`, where nothing else
        _add(answers, 410)
        answers["304"] = {"description": "Unchanged since the answer of that ETag."}
    for answer in answers.values():
        if MEDIA_TYPE in answer.get("content", {}):
            answer["content"].pop("application/json", None)
    operation["responses"] = dict(sorted(answers.items()))


def _add(answers: dict[str, Any], status: int) -> None:
    if str(status) not in answers:
        told = problems(status)[status]
        answers[str(status)] = {"description": told["description"], "content": told["content"]}
