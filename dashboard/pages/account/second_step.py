"""The page on which an account sets up its second step with an authenticator app, or takes it away."""

from dataclasses import replace
from html import escape
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from dashboard.pages.account.account import SECOND_STEP, back, by_session, heading
from dashboard.pages.account.forms import FAILURES, NOTHING, Trouble, address, field, form, own_path, page
from dashboard.words import _
from graph.access import Viewer
from graph.access.attempts import Step
from graph.access.duties import Duty, duty_of, required_roles
from graph.access.second_step import begin_second_step, confirm_second_step, remove_second_step
from graph.access.sessions import start_session
from graph.access.signing_in import account_row, prove_code, prove_password
from graph.access.totp import address as otp_address
from graph.access.totp import qr_svg
from graph.audit import Event, EventName
from graph.service import Service
from web.requests import origin_of, service_of

router = APIRouter(include_in_schema=False)
_GROUPS = 4


@router.get(SECOND_STEP)
def show(request: Request, next: str = "") -> Response:  # noqa: A002 - the name in the address
    """Show a new secret to scan, or that there is a second step; each look makes another secret."""
    account, where = by_session(), own_path(next)
    if account is None:
        return RedirectResponse(address("/login", where), 303)
    return _page(request, account, where)


@router.post(SECOND_STEP)
def set_up(
    request: Request,
    password: Annotated[str, Form()] = "",
    code: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "",  # noqa: A002 - the name of the field
) -> Response:
    """Set up the second step by a code of the app, and show the recovery codes, this once."""
    account, where = by_session(), own_path(next)
    if account is None:
        return RedirectResponse(address("/login", where), 303)
    service, origin = service_of(request), origin_of(request, account.account)
    try:
        row = prove_password(service, account.account, password, origin)
        with service.attempts.attempt(account.account, origin, Step.CODE):
            codes, version = confirm_second_step(service.database, row, code)
    except FAILURES as error:
        return _page(request, account, where, Trouble.of(error, signed_in=True), fresh=False)
    _record(service, account, "set up")
    start_session(request.session, replace(account, version=version))
    listed = "".join(f"<li><code>{one}</code></li>" for one in codes)
    words = _(
        "Keep these codes where you find them without your phone. Each signs you in once in place of the app."
        " They are shown this once."
    )
    title, further = _("Your recovery codes"), _("I have kept them: go on")
    body = f"""{heading(title)}<p>{words}</p><ul class="codes">{listed}</ul>
<p class="back"><a href="{escape(where)}">{further}</a></p>"""
    return page(title, body)


@router.post(f"{SECOND_STEP}/remove")
def remove(
    request: Request,
    password: Annotated[str, Form()] = "",
    code: Annotated[str, Form()] = "",
) -> Response:
    """Take the second step away from who has both; where the role must have one, another is set up then."""
    account = by_session()
    if account is None:
        return RedirectResponse("/login", 303)
    service, origin = service_of(request), origin_of(request, account.account)
    try:
        row = prove_password(service, account.account, password, origin)
        prove_code(service, row, code, origin)
    except FAILURES as error:
        return _page(request, account, SECOND_STEP, Trouble.of(error, signed_in=True))
    _removed, version = remove_second_step(service.database, account.account)
    _record(service, account, "removed")
    start_session(request.session, replace(account, version=version))
    return RedirectResponse(SECOND_STEP, 303)


def _record(service: Service, account: Viewer, change: str) -> None:
    service.audit.record_now(
        Event(EventName.SECOND_FACTOR, subject=account.account, detail={"change": change})
    )


def _page(
    request: Request, account: Viewer, where: str, trouble: Trouble = NOTHING, *, fresh: bool = True
) -> Response:
    """Return the page; with `fresh` its secret is new, else the one before, which the app has by now."""
    title = _("Second step")
    required = duty_of(account, required_roles(service_of(request).settings)) is Duty.SECOND_STEP
    words = _("Your role requires a second step. Set it up to go on.")
    lead = f"<p><strong>{words}</strong></p>" if required else ""
    if account.second_step:
        body = f"{heading(title)}{_there(request, account, trouble)}"
    else:
        database = service_of(request).database
        row = None if fresh else account_row(database, account.account)
        secret = (row["totp_new"] if row else "") or begin_second_step(database, account.account)
        body = f"{heading(title)}{lead}{_to_scan(account, secret, where, trouble)}"
    return page(title, f"{body}{'' if required else back()}", trouble, address(SECOND_STEP, where))


def _there(request: Request, account: Viewer, trouble: Trouble) -> str:
    row = account_row(service_of(request).database, account.account)
    left = _("Your account has a second step. Recovery codes left: {count}.").format(
        count=row["recovery"] if row else 0
    )
    words = _("To use another phone, or to get new recovery codes, remove it and set it up again.")
    fields = _password_field(trouble) + _code_field(trouble)
    shown = form(f"{SECOND_STEP}/remove", fields, _("Remove the second step"))
    return f"<p>{left}</p><p>{words}</p>{shown}"


def _to_scan(account: Viewer, secret: str, where: str, trouble: Trouble) -> str:
    words = _(
        "Then the password alone signs nobody in. Scan this with an authenticator app, or type the letters"
        " into it; then enter the six digits that it shows."
    )
    picture = qr_svg(otp_address(secret, account.account), _("QR code for the authenticator app"))
    letters = " ".join(secret[at : at + _GROUPS] for at in range(0, len(secret), _GROUPS))
    fields = _password_field(trouble) + _code_field(trouble)
    shown = form(SECOND_STEP, fields, _("Set up the second step"), where)
    return f"""<p>{words}</p><div class="qr">{picture}</div>
<p class="letters"><code>{letters}</code></p>{shown}"""


def _password_field(trouble: Trouble) -> str:
    return field("password", _("Password"), kind="password", complete="current-password", trouble=trouble)


def _code_field(trouble: Trouble) -> str:
    return field("code", _("Code"), complete="one-time-code", trouble=trouble)
