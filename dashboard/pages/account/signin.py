"""Signing in and out, and choosing a language: plain HTML forms, which work without scripts."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from dashboard.page import PREFIX
from dashboard.pages.account.forms import FAILURES, NOTHING, Trouble, address, field, form, own_path, page
from dashboard.words import LANGUAGES, _
from graph.access import Viewer
from graph.access.sessions import end_session, half_signed_in, start_half, start_session
from graph.access.signing_in import CodeNeededError, finish_sign_in, sign_in
from web.requests import origin_of, remember_device, service_of

router = APIRouter(include_in_schema=False)
_YEAR = 31_536_000
_CODE = "/login/code"
_BRAND = '<h1><span class="icon icon-sitemap" aria-hidden="true"></span> Upline</h1>'


@router.get("/")
def first() -> Response:
    """Lead to the dashboard."""
    return RedirectResponse(PREFIX, 303)


@router.get("/login")
def ask(next: str = "") -> Response:  # noqa: A002 - the name in the address
    """Show the form; `next` is where it leads afterwards."""
    return _page(own_path(next))


@router.post("/login")
def enter(
    request: Request,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "",  # noqa: A002 - the name of the field
) -> Response:
    """Sign in and go on to `next`, or to the second step; or show the form again and say what was wrong."""
    where = own_path(next)
    try:
        account = sign_in(service_of(request), name, password, origin_of(request, name))
    except CodeNeededError as error:
        start_half(request.session, error.viewer)
        return RedirectResponse(address(_CODE, where), 303)
    except FAILURES as error:
        return _page(where, Trouble.of(error), name)
    return _start_and_redirect(request, account, where)


@router.get(_CODE)
def ask_code(request: Request, next: str = "") -> Response:  # noqa: A002 - the name in the address
    """Show the form of the second step to who has proved the password; lead all others to the first."""
    where = own_path(next)
    if half_signed_in(request.session) is None:
        return RedirectResponse(address("/login", where), 303)
    return _code_page(where)


@router.post(_CODE)
def enter_code(
    request: Request,
    code: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "",  # noqa: A002 - the name of the field
) -> Response:
    """Sign in by the second step and go on to `next`."""
    where = own_path(next)
    half = half_signed_in(request.session)
    origin = origin_of(request, half.account if half else "")
    try:
        account = finish_sign_in(service_of(request), request.session, code, origin)
    except FAILURES as error:
        return _code_page(where, Trouble.of(error))
    if account is None:
        return RedirectResponse(address("/login", where), 303)
    return _start_and_redirect(request, account, where)


@router.post("/logout")
def leave(request: Request) -> Response:
    """End the session of this browser, also where its cookie was copied to."""
    end_session(service_of(request), request.session)
    return RedirectResponse("/login", 303)


@router.post("/lang")
def choose(
    request: Request,
    language: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "",  # noqa: A002 - the name of the field
) -> Response:
    """Remember a language in a cookie and go back to where the form was, its filters kept."""
    answer = RedirectResponse(own_path(next or _referer(request)), 303)
    if language in LANGUAGES:
        secure = request.url.scheme == "https"
        answer.set_cookie("language", language, max_age=_YEAR, samesite="lax", httponly=True, secure=secure)
    return answer


def _start_and_redirect(request: Request, account: Viewer, where: str) -> Response:
    start_session(request.session, account)
    answer = RedirectResponse(where, 303)
    remember_device(request, answer, account.account)
    return answer


def _referer(request: Request) -> str:
    came = urlsplit(request.headers.get("referer", ""))
    if came.netloc != request.headers.get("host"):
        return ""
    return came.path + (f"?{came.query}" if came.query else "")


def _page(where: str, trouble: Trouble = NOTHING, name: str = "") -> Response:
    lead = _("Teams, volumes and rewards of the referral network")
    fields = field(
        "name", _("Name"), value=name, complete="username", focus=not name, trouble=trouble
    ) + field(
        "password",
        _("Password"),
        kind="password",
        complete="current-password",
        focus=bool(name),
        trouble=trouble,
    )
    title = _("Sign in")
    body = f"{_BRAND}<p>{lead}</p>{form('/login', fields, title, where)}"
    return page(title, body, trouble, address("/login", where))


def _code_page(where: str, trouble: Trouble = NOTHING) -> Response:
    hint = _("Six digits of your authenticator app, or one of your recovery codes.")
    fields = field("code", _("Code"), complete="one-time-code", focus=True, hint=hint, trouble=trouble)
    title, button = _("Second step"), _("Sign in")
    body = f"{_BRAND}<h2>{title}</h2>{form(_CODE, fields, button, where)}"
    return page(title, body, trouble, address(_CODE, where))
