"""How the routes of the API are made: their address, their name, and the way from a request to JSON."""

import inspect
from asyncio import get_running_loop
from collections.abc import Callable
from contextvars import copy_context
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError, create_model
from starlette.datastructures import QueryParams
from starlette.types import Receive, Scope, Send

from api.reading import Reading, RunAsked, reading
from web.requests import service_of

PREFIX: Final = "/api/v1"
_SEEN, _RUN = "seen", "run"


def operation_id(route: APIRoute) -> str:
    """Return the stable name of an operation, by which generated clients call it, such as members_volume."""
    return f"{route.tags[0]}_{route.name}" if route.tags else route.name


class Reads(APIRoute):
    """A route that reads a run: takes `seen` and parameters of path and query, answers with a model.

    FastAPI describes it. Its own way of answering finds out at every request what an endpoint takes, and
    checks the answer, a model, once more in another thread: it costs three times as much as a short read.
    Here all parameters are checked at once by a model made of them, and the answer becomes JSON where it is
    made.
    """

    def __init__(self, path: str, endpoint: Callable[..., BaseModel], **options: Any) -> None:  # noqa: ANN401
        super().__init__(path, endpoint, **options)
        self._query = _model(endpoint)
        self.app = self._answer

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        parameters = self._parameters(scope)
        request = Request(scope)
        seen = await reading(request, parameters.pop(_RUN))
        body = await get_running_loop().run_in_executor(
            service_of(request).readers, copy_context().run, self._to_json, seen, parameters
        )
        await Response(body, media_type="application/json")(scope, receive, send)

    def _to_json(self, seen: Reading, parameters: dict[str, Any]) -> str:
        answer: BaseModel = self.endpoint(seen=seen, **parameters)
        return answer.model_dump_json(by_alias=True)

    def _parameters(self, scope: Scope) -> dict[str, Any]:
        """Return the checked parameters of a request by the endpoint's names for them.

        Raises:
            RequestValidationError: when one is not as it must be.
        """
        path: dict[str, str] = scope["path_params"]
        try:
            return dict(self._query.model_validate({**QueryParams(scope["query_string"]), **path}))
        except ValidationError as error:
            wrong = error.errors(include_url=False)
            for one in wrong:
                one["loc"] = ("path" if one["loc"][0] in path else "query", *one["loc"])
            raise RequestValidationError(wrong) from error


def area(tag: str, prefix: str = "", *, route_class: type[APIRoute] = Reads) -> APIRouter:
    """Return a router under /api/v1. Apps take its routes as they are: included, they are matched twice."""
    return APIRouter(
        prefix=PREFIX + prefix,
        tags=[tag],
        route_class=route_class,
        generate_unique_id_function=operation_id,
    )


def _model(endpoint: Callable[..., BaseModel]) -> type[BaseModel]:
    """Return the model of everything that an endpoint is asked with, `?run=` included."""
    fields: dict[str, Any] = {_RUN: (RunAsked, None)}
    for one in inspect.signature(endpoint).parameters.values():
        if one.name != _SEEN:
            fields[one.name] = (one.annotation, ... if one.default is one.empty else one.default)
    return create_model(endpoint.__name__, **fields)
