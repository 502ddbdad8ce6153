"""The words of the dashboard in two languages: English is the key, Chinese comes from zh.po of its folders.

A catalogue lies beside the code that says its texts (i18n/catalogues.py). `_()` translates into the language
of the request; languages and catalogues as such are those of graph.i18n.
"""

import gettext
import json
from functools import cache
from importlib import resources
from typing import Any

from babel.messages.catalog import Catalog

from dashboard.i18n.catalogues import catalogue_files
from graph.i18n import ENGLISH, LANGUAGES, N_, join, language, read_catalogue, spoken_in, tag

__all__ = [
    "LANGUAGES",
    "N_",
    "_",
    "catalogues",
    "grid_words",
    "language",
    "requested_language",
    "spoken_in",
    "tag",
]


def _(message: str) -> str:
    """Return a text in the language of the request; fill its {fields} afterwards, with `.format()`."""
    return message if language() == ENGLISH else _translations(language()).gettext(message)


@cache
def catalogues(code: str) -> dict[str, Catalog]:
    """Return the catalogues of a language by path, as they are written."""
    return {name: read_catalogue(file, code) for name, file in catalogue_files(code)}


@cache
def _translations(code: str) -> gettext.GNUTranslations:
    return join(catalogues(code).values(), code)


@cache
def grid_words(code: str) -> dict[str, Any] | None:
    """Return AG Grid's own words (`localeText`) of a language; None is its built-in English."""
    if code == ENGLISH:
        return None
    text = resources.files("dashboard.words").joinpath(f"grid_{code}.json").read_text(encoding="utf-8")
    words: dict[str, Any] = json.loads(text)
    return words


def requested_language(cookie: str, accepted: str) -> str:
    """Return the language of a request: that of its cookie, else the first known one its browser accepts."""
    if cookie in LANGUAGES:
        return cookie
    for part in accepted.split(","):
        code = part.split(";")[0].strip().lower().split("-")[0]
        if code in LANGUAGES:
            return code
    return ENGLISH
