"""The pages of one's own account: password, second step, sessions. Plain forms, as those to sign in."""

from dataclasses import replace
from html import escape
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from dashboard.page import PREFIX
from dashboard.pages.account.forms import FAILURES, NOTHING, Trouble, address, field, form, own_path, page
from dashboard.words import N_, _
from graph.access import Role, Viewer, viewer
from graph.access.own_password import change_own_password
from graph.access.sessions import clear_session, end_sessions, start_session
from web.requests import origin_of, service_of

router = APIRouter(include_in_schema=False)
HOME, PASSWORD, SECOND_STEP = "/account", "/account/password", "/account/second-step"
_ROLES = {
    Role.ADMIN: N_("Administrator: reads everything"),
    Role.FINANCE: N_("Finance: reads everything, prepares and approves payouts"),
    Role.ANALYST: N_("Analyst: reads everything"),
    Role.MANAGER: N_("Manager: reads the own team"),
    Role.MEMBER: N_("Member: reads the own figures"),
    Role.LOADER: N_("Loader: hands in deliveries, by the API"),
}


@router.get(HOME)
def show() -> Response:
    """Show who is signed in, and what can be changed."""
    account = viewer()
    state = _("Second step: is set up") if account.second_step else _("Second step: is not set up")
    title, change, leave = _("Your account"), _("Change the password"), _("Sign out everywhere")
    hint = _("Ends the sessions of this account on all devices, this one too. API keys stay.")
    body = f"""{heading(title)}
<p><strong>{escape(account.account)}</strong><br>{_(_ROLES[account.role])}</p>
<ul class="choices">
<li><a href="{PASSWORD}">{change}</a></li>
<li><a href="{SECOND_STEP}">{state}</a></li>
</ul>
{form("/account/sessions", "", leave)}
<p class="hint">{hint}</p>
{back()}"""
    return page(title, body, here=HOME)


@router.get(PASSWORD)
def ask_password(next: str = "") -> Response:  # noqa: A002 - the name in the address
    """Show the form to change the password; `next` is where it leads afterwards."""
    return _password_page(own_path(next))


@router.post(PASSWORD)
def change_password(
    request: Request,
    old: Annotated[str, Form()] = "",
    new: Annotated[str, Form()] = "",
    again: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "",  # noqa: A002 - the name of the field
) -> Response:
    """Change the password and go on to `next`; the other sessions of the account end."""
    account, where = by_session(), own_path(next)
    if account is None:
        return RedirectResponse(address("/login", where), 303)
    if new != again:
        words = _("The two new passwords differ. Type the same one twice.")
        return _password_page(where, Trouble(words, 422))
    try:
        version = change_own_password(
            service_of(request), account.account, old, new, origin_of(request, account.account)
        )
    except FAILURES as error:
        return _password_page(where, Trouble.of(error, signed_in=True))
    start_session(request.session, replace(account, version=version))
    return RedirectResponse(where, 303)


@router.post("/account/sessions")
def leave_everywhere(request: Request) -> Response:
    """End all sessions of the account."""
    account = by_session()
    if account is not None:
        end_sessions(service_of(request), account.account)
        clear_session(request.session)
    return RedirectResponse("/login", 303)


def by_session() -> Viewer | None:
    """Return who is signed in by a session; None for a key, which changes nothing of its account."""
    account = viewer()
    return account if account.session else None


def heading(title: str) -> str:
    """Return the heading of a page."""
    return f"<h1>{escape(title)}</h1>"


def back() -> str:
    """Return the way back to the dashboard."""
    words = _("Back to the dashboard")
    return f'<p class="back"><a href="{PREFIX}">{words}</a></p>'


def _password_page(where: str, trouble: Trouble = NOTHING) -> Response:
    forced = viewer().must_change
    lead = _("An operator set your password. Choose one that only you know.") if forced else ""
    hint = _(
        "At least 12 characters, and nothing that is guessed first: such as four words that have nothing to"
        " do with each other."
    )
    fields = (
        field(
            "old",
            _("Present password"),
            kind="password",
            complete="current-password",
            focus=True,
            trouble=trouble,
        )
        + field("new", _("New password"), kind="password", complete="new-password", hint=hint)
        + field("again", _("New password again"), kind="password", complete="new-password")
    )
    title = _("Change the password")
    ends = _("Your other sessions end. API keys stay.")
    body = f"""{heading(title)}<p>{lead}</p>{form(PASSWORD, fields, title, where)}
<p class="hint">{ends}</p>{"" if forced else back()}"""
    return page(title, body, trouble, address(PASSWORD, where))
