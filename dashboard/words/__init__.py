"""The words of the dashboard in two languages: English is the key, Chinese comes from zh.po of its folders.

A catalogue lies beside the code that says its texts (i18n/catalogues.py); they are read by Babel and joined
in memory, so that nothing compiled is kept. `_()` translates into the language of the request.
"""

import gettext
import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib import resources
from io import BytesIO
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from dashboard.i18n.catalogues import catalogue_files

LANGUAGES = {"zh": "中文", "en": "English"}
"""The languages by their code, each named in itself."""
_TAGS = {"zh": "zh-CN", "en": "en"}
_FALLBACK = "en"
_language: ContextVar[str] = ContextVar("language", default=_FALLBACK)


def language() -> str:
    """Return the language of this request: "zh" or "en"."""
    return _language.get()


def tag() -> str:
    """Return the language of this request as HTML names it (`lang`)."""
    return _TAGS[language()]


@contextmanager
def spoken_in(code: str) -> Iterator[None]:
    """Let `_()` speak a language of LANGUAGES until the block ends; English for any other."""
    token = _language.set(code if code in LANGUAGES else _FALLBACK)
    try:
        yield
    finally:
        _language.reset(token)


def _(message: str) -> str:
    """Return a text in the language of the request; fill its {fields} afterwards, with `.format()`."""
    return message if language() == _FALLBACK else _translations(language()).gettext(message)


def N_(message: str) -> str:  # noqa: N802 - the name by which extractors of messages know it
    """Mark a text that is translated later, by `_()`, such as the title of a page; return it as it is."""
    return message


@cache
def catalogues(code: str) -> dict[str, Catalog]:
    """Return the catalogues of a language by path, as they are written."""
    return {
        name: read_po(BytesIO(file.read_bytes()), locale=code, charset="utf-8")
        for name, file in catalogue_files(code)
    }


@cache
def _translations(code: str) -> gettext.GNUTranslations:
    joined = Catalog(locale=code, charset="utf-8")
    for catalogue in catalogues(code).values():
        for message in catalogue:
            if message.id:
                joined.add(message.id, message.string)
    compiled = BytesIO()
    write_mo(compiled, joined)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@cache
def grid_words(code: str) -> dict[str, Any] | None:
    """Return AG Grid's own words (`localeText`) of a language; None is its built-in English."""
    if code == _FALLBACK:
        return None
    text = resources.files("dashboard.words").joinpath(f"grid_{code}.json").read_text(encoding="utf-8")
    words: dict[str, Any] = json.loads(text)
    return words


def asked_for(cookie: str, accepted: str) -> str:
    """Return the language of a request: that of its cookie, else the first known one its browser accepts."""
    if cookie in LANGUAGES:
        return cookie
    for part in accepted.split(","):
        code = part.split(";")[0].strip().lower().split("-")[0]
        if code in LANGUAGES:
            return code
    return _FALLBACK
