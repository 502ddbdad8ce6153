"""The forms in which a table may come, by the extension of its file."""

from dataclasses import dataclass
from pathlib import Path

TEXTS = (".csv", ".tsv", ".txt")
SHEETS = (".xlsx", ".xlsm", ".xls")
JSON = (".jsonl", ".ndjson")
PARQUET = (".parquet",)
SUFFIXES = (*TEXTS, *SHEETS, *JSON, *PARQUET)
"""What a mapping may name; a file that is a table by its own name may be all of these but .txt."""


@dataclass(frozen=True)
class Form:
    """How a file of theirs is to be opened: the name of a sheet, and the encoding of a text ("": found)."""

    sheet: str = ""
    encoding: str = ""


def is_parquet(path: Path) -> bool:
    """Return whether a file is Parquet by its extension."""
    return path.suffix.lower() in PARQUET


def separator_of(path: Path) -> str:
    """Return what separates the cells of a text by its extension."""
    return "\t" if path.suffix.lower() == ".tsv" else ","
