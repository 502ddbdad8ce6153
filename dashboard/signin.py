"""Signing in and out, and choosing a language: plain HTML forms, which work without scripts."""

from html import escape
from typing import Annotated
from urllib.parse import quote, urlsplit

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.reading import client_of, service_of
from dashboard.front import PREFIX
from dashboard.scheme import scheme
from dashboard.words import LANGUAGES, _, language, tag
from graph.access.attempts import TooManyAttemptsError, WrongSignInError
from graph.access.sessions import end_session, sign_in, start_session
from graph.audit import Event, EventName
from graph.errors import DatabaseUnavailableError

router = APIRouter(include_in_schema=False)
_YEAR = 31_536_000


@router.get("/")
def first() -> Response:
    """Lead to the dashboard."""
    return RedirectResponse(PREFIX, 303)


@router.get("/login")
def ask(next: str = "") -> Response:  # noqa: A002 - the name in the address
    """Show the form; `next` is where it leads afterwards."""
    return _page(_own_path(next))


@router.post("/login")
def enter(
    request: Request,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "",  # noqa: A002 - the name of the field
) -> Response:
    """Sign in and go on to `next`, or show the form again and say what was wrong."""
    where = _own_path(next)
    try:
        found = sign_in(service_of(request), name, password, client_of(request))
    except WrongSignInError:
        words = _("The name or the password is wrong. Check both, then try again.")
        return _page(where, words, name, 401)
    except TooManyAttemptsError as error:
        words = _("Too many failed attempts. Wait {seconds} seconds, then try again.")
        answer = _page(where, words.format(seconds=error.retry_after), name, 429)
        answer.headers["Retry-After"] = str(error.retry_after)
        return answer
    except DatabaseUnavailableError:
        return _page(where, _("The database does not answer. Try again in a moment."), name, 503)
    start_session(request.session, found)
    return RedirectResponse(where, 303)


@router.post("/logout")
def leave(request: Request) -> Response:
    """End the session of this browser."""
    service_of(request).audit.record_now(Event(EventName.SIGNED_OUT))
    end_session(request.session)
    return RedirectResponse("/login", 303)


@router.post("/lang")
def choose(
    request: Request,
    language: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "",  # noqa: A002 - the name of the field
) -> Response:
    """Remember a language in a cookie and go back to where the form was, its filters kept."""
    answer = RedirectResponse(_own_path(next or _referer(request)), 303)
    if language in LANGUAGES:
        secure = request.url.scheme == "https"
        answer.set_cookie("language", language, max_age=_YEAR, samesite="lax", httponly=True, secure=secure)
    return answer


def _own_path(where: str) -> str:
    """Return a path of this site as it is, and the dashboard's first page for anything else."""
    plain = where.isprintable() and where.isascii() and "\\" not in where
    return where if plain and where.startswith("/") and not where.startswith("//") else PREFIX


def _referer(request: Request) -> str:
    came = urlsplit(request.headers.get("referer", ""))
    if came.netloc != request.headers.get("host"):
        return ""
    return came.path + (f"?{came.query}" if came.query else "")


def _page(where: str, problem: str = "", name: str = "", status: int = 200) -> HTMLResponse:
    told = f'<p class="problem" role="alert" id="problem">{escape(problem)}</p>' if problem else ""
    here = f"/login?next={quote(where, safe='/')}"
    wrong = ' aria-describedby="problem"' if problem else ""
    languages = "".join(
        f'<button class="quiet-button" name="language" value="{code}" lang="{code}"'
        f' aria-current="{str(code == language()).lower()}">{shown}</button>'
        for code, shown in LANGUAGES.items()
    )
    title, lead = _("Sign in"), _("Teams, volumes and rewards of the referral network")
    name_words, password_words = _("Name"), _("Password")
    focus = ("", " autofocus") if name else (" autofocus", "")
    return HTMLResponse(
        f"""<!DOCTYPE html>
<html lang="{tag()}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · Upline</title>
<link rel="icon" type="image/svg+xml" href="{PREFIX}assets/upline.svg">
<link rel="stylesheet" href="{PREFIX}assets/icons.css">
<link rel="stylesheet" href="{PREFIX}assets/upline.css">
</head>
<body class="signin signin-{scheme()}">
<main>
<h1><span class="icon icon-sitemap" aria-hidden="true"></span> Upline</h1>
<p>{lead}</p>
{told}
<form method="post" action="/login">
<input type="hidden" name="next" value="{escape(where)}">
<label for="name">{name_words}</label>
<input id="name" name="name" value="{escape(name)}" autocomplete="username" required{wrong}{focus[0]}>
<label for="password">{password_words}</label>
<input id="password" name="password" type="password" autocomplete="current-password"
 required{wrong}{focus[1]}>
<button class="enter" type="submit">{title}</button>
</form>
<form method="post" action="/lang" class="inline-form languages">
<input type="hidden" name="next" value="{escape(here)}">
{languages}
</form>
</main>
</body>
</html>""",
        status,
    )
