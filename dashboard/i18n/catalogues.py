"""Where the catalogues of translated texts are: beside the code that says them."""

from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable


def catalogue_files(code: str) -> Iterator[tuple[str, Traversable]]:
    """Yield the catalogues of a language with their paths: <code>.po of each folder of the dashboard."""
    yield from _below(resources.files("dashboard"), "", code)


def _below(folder: Traversable, path: str, code: str) -> Iterator[tuple[str, Traversable]]:
    for part in sorted(folder.iterdir(), key=lambda part: part.name):
        if part.is_dir():
            yield from _below(part, f"{path}{part.name}/", code)
        elif part.name == f"{code}.po" or (path == f"words/{code}/" and part.name.endswith(".po")):
            yield f"{path}{part.name}", part
