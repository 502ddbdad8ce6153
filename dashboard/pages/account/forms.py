"""Pages of plain HTML forms, which work without scripts: their frame, their fields, what went wrong."""

from dataclasses import dataclass
from html import escape
from typing import Final
from urllib.parse import quote

from fastapi.responses import HTMLResponse

from dashboard.page import PREFIX
from dashboard.scheme import scheme
from dashboard.words import LANGUAGES, _, language, tag
from graph.access.attempts import TooManyAttemptsError, WrongSignInError
from graph.access.passwords import WeakPasswordError
from graph.access.second_step import WrongCodeError
from graph.errors import DatabaseBusyError, DatabaseUnavailableError, UplineError

FAILURES: Final = (
    WrongSignInError,
    WeakPasswordError,
    TooManyAttemptsError,
    DatabaseUnavailableError,
    DatabaseBusyError,
)
"""What a form may meet and shows again with words for it (`Trouble.of`)."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What went wrong with a form: words for it, the status of the answer, seconds to wait."""

    words: str = ""
    status: int = 200
    wait: int = 0

    @classmethod
    def of(cls, error: UplineError, *, signed_in: bool = False) -> "Trouble":
        """Return what is said of one of `FAILURES`, in the language of the request."""
        if isinstance(error, WrongCodeError):
            words = _("The code is wrong, or was used before. Wait for the next one, then try again.")
            return cls(words, 401)
        if isinstance(error, WrongSignInError):
            if signed_in:
                return cls(_("The password is wrong. Try again."), 403)
            return cls(_("The name or the password is wrong. Check both, then try again."), 401)
        if isinstance(error, WeakPasswordError):
            words = error.text()
            return cls(f"{words[0].upper()}{words[1:]}{'。' if language() == 'zh' else '.'}", 422)
        if isinstance(error, TooManyAttemptsError):
            words = _("Too many failed attempts. Wait {seconds} seconds, then try again.")
            return cls(words.format(seconds=error.retry_after), 429, error.retry_after)
        return cls(_("The database does not answer. Try again in a moment."), 503)


NOTHING: Final = Trouble()


def own_path(where: str) -> str:
    """Return a path of this site as it is, and the dashboard's first page for anything else."""
    plain = where.isprintable() and where.isascii() and "\\" not in where
    return where if plain and where.startswith("/") and not where.startswith("//") else PREFIX


def address(path: str, following: str) -> str:
    """Return the address of a form that leads to `following` afterwards."""
    return f"{path}?next={quote(following, safe='/')}"


def field(
    name: str,
    label: str,
    *,
    kind: str = "text",
    value: str = "",
    complete: str = "off",
    focus: bool = False,
    hint: str = "",
    trouble: Trouble = NOTHING,
) -> str:
    """Return a labelled input; `complete` tells password managers what it is, `hint` what it must be."""
    about = [*(["problem"] if trouble.words else []), *([f"{name}-hint"] if hint else [])]
    described = f' aria-describedby="{" ".join(about)}"' if about else ""
    digits = ' autocapitalize="none" spellcheck="false"' if complete == "one-time-code" else ""
    shown = f' value="{escape(value)}"' if value else ""
    below = f'<p class="hint" id="{name}-hint">{escape(hint)}</p>' if hint else ""
    return (
        f'<label for="{name}">{escape(label)}</label>'
        f'<input id="{name}" name="{name}" type="{kind}"{shown} autocomplete="{complete}" required'
        f"{described}{digits}{' autofocus' if focus else ''}>{below}"
    )


def form(action: str, fields: str, button: str, following: str = "") -> str:
    """Return a form with its button; `following` is where it leads afterwards."""
    kept = f'<input type="hidden" name="next" value="{escape(following)}">' if following else ""
    return (
        f'<form method="post" action="{action}">{kept}{fields}'
        f'<button class="enter" type="submit">{escape(button)}</button></form>'
    )


def page(title: str, body: str, trouble: Trouble = NOTHING, here: str = "") -> HTMLResponse:
    """Return a page of HTML; `here` is its own address, where it can be shown in another language."""
    problem = f'<p class="problem" role="alert" id="problem">{escape(trouble.words)}</p>'
    answer = HTMLResponse(
        f"""<!DOCTYPE html>
<html lang="{tag()}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)} · Upline</title>
<link rel="icon" type="image/svg+xml" href="{PREFIX}assets/upline.svg">
<link rel="stylesheet" href="{PREFIX}assets/icons.css">
<link rel="stylesheet" href="{PREFIX}assets/upline.css">
</head>
<body class="signin signin-{scheme()}">
<main>
{problem if trouble.words else ""}
{body}
{_languages(here) if here else ""}
</main>
</body>
</html>""",
        trouble.status,
    )
    if trouble.wait:
        answer.headers["Retry-After"] = str(trouble.wait)
    return answer


def _languages(here: str) -> str:
    buttons = "".join(
        f'<button class="quiet-button" name="language" value="{code}" lang="{code}"'
        f' aria-current="{str(code == language()).lower()}">{shown}</button>'
        for code, shown in LANGUAGES.items()
    )
    return (
        '<form method="post" action="/lang" class="inline-form languages">'
        f'<input type="hidden" name="next" value="{escape(here)}">{buttons}</form>'
    )
