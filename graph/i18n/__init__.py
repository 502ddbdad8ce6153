"""The words of Upline in two languages: English is the key, Chinese comes from catalogues (zh/*.po).

The catalogues here hold errors, and what the command says; the dashboard joins its own by the same means.
They are read by Babel and joined in memory, so that nothing compiled is kept.
"""

import gettext
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

LANGUAGES = {"zh": "中文", "en": "English"}
"""The languages by their code, each named in itself."""
ENGLISH = "en"
"""The language of the source: what has no other is in it."""
COLUMN = "column"
"""The context (`msgctxt`) of titles of columns, which are names: key, run."""
_NAMES = {"zh": "chinese", "en": "english"}
_TAGS = {"zh": "zh-CN", "en": "en"}
_language: ContextVar[str] = ContextVar("language", default=ENGLISH)


def language() -> str:
    """Return the language of this request or command: "zh" or "en"."""
    return _language.get()


def language_name(code: str = "") -> str:
    """Return a language, or that of the request or command, as files name it: "chinese" or "english"."""
    return _NAMES[code or language()]


def tag(code: str = "") -> str:
    """Return a language, or that of the request, as HTML names it (`lang`)."""
    return _TAGS[code or language()]


@contextmanager
def spoken_in(code: str) -> Iterator[None]:
    """Let `_()` speak a language of LANGUAGES until the block ends; English for any other."""
    token = _language.set(code if code in LANGUAGES else ENGLISH)
    try:
        yield
    finally:
        _language.reset(token)


def N_(message: str) -> str:  # noqa: N802 - the name by which extractors of messages know it
    """Mark a text that is translated later, such as the title of a page; return it as it is."""
    return message


def _(message: str, code: str = "", context: str = "") -> str:
    """Return a text of the catalogues here; fill its {fields} afterwards, with `.format()`.

    code: the language, else that of the request or command. context: tells apart what is one word in English.
    """
    code = code or language()
    if code == ENGLISH or not message:
        return message
    known = _translations(code)
    return known.pgettext(context, message) if context else known.gettext(message)


@cache
def catalogues(code: str) -> dict[str, "Catalog"]:
    """Return the catalogues here of a language, by file name, as they are written."""
    return {file.name: read_catalogue(file, code) for file in po_files(files("graph.i18n").joinpath(code))}


def po_files(folder: Traversable) -> list[Traversable]:
    """Return the catalogue files of a folder by name."""
    return sorted(
        (file for file in folder.iterdir() if file.name.endswith(".po")), key=lambda file: file.name
    )


def read_catalogue(file: Traversable, code: str) -> "Catalog":
    """Return the catalogue of a .po file."""
    from io import BytesIO  # noqa: PLC0415 - a command in English needs no catalogue

    from babel.messages.pofile import read_po  # noqa: PLC0415

    return read_po(BytesIO(file.read_bytes()), locale=code, charset="utf-8")


def join(catalogues: Iterable["Catalog"], code: str) -> gettext.GNUTranslations:
    """Return catalogues of a language as one; what several have is the last one's."""
    from io import BytesIO  # noqa: PLC0415 - as above

    from babel.messages.catalog import Catalog  # noqa: PLC0415
    from babel.messages.mofile import write_mo  # noqa: PLC0415

    joined = Catalog(locale=code, charset="utf-8")
    for catalogue in catalogues:
        for message in catalogue:
            if message.id:
                joined.add(message.id, message.string, context=message.context)
    compiled = BytesIO()
    write_mo(compiled, joined)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@cache
def _translations(code: str) -> gettext.GNUTranslations:
    return join(catalogues(code).values(), code)
