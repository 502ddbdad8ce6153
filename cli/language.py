"""In which language the command speaks: `--lang`, else UPLINE_LANG, else the locale, else English."""

from collections.abc import Mapping, Sequence

from graph.errors import UserError
from graph.i18n import ENGLISH, LANGUAGES

OPTION = "--lang"
_LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")  # as POSIX orders them: the first that is set holds


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return "zh" or "en"; it is known before the command line is read, as help and errors are told in it.

    A `--lang` that names no language is left to the reader of the command line, which refuses it.

    Raises:
        UserError: when UPLINE_LANG names no language.
    """
    named = _option(arguments)
    if named in LANGUAGES:
        return named
    if own := environment.get("UPLINE_LANG", ""):
        if _language(own) not in LANGUAGES:
            raise UserError(
                "UPLINE_LANG={value!r} is no language: choose one of {known}",
                value=own,
                known=", ".join(LANGUAGES),
            )
        return _language(own)
    locale = next((value for name in _LOCALES if (value := environment.get(name))), "")
    return _language(locale) if _language(locale) in LANGUAGES else ENGLISH


def _option(arguments: Sequence[str]) -> str:
    """Return what stands behind --lang; behind the name of a sub-command there is none."""
    for place, argument in enumerate(arguments):
        name, _equals, value = argument.partition("=")
        if name == OPTION:
            return value or next(iter(arguments[place + 1 :]), "")
        if not argument.startswith("-"):
            return ""
    return ""


def _language(locale: str) -> str:
    """Return the language of a locale such as zh_CN.UTF-8 or zh-Hans."""
    return locale.replace("-", "_").partition("_")[0].partition(".")[0].lower()
