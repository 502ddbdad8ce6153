"""The files of a delivery: which file is which table, unpacked, readable, and with the digest of them all."""

from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from etl.contract import TABLES
from etl.forms import TEXTS, Form
from etl.mapping import Mapping, TableMapping
from etl.reading.databases import Origin, Since, read_queries
from etl.reading.expected import Expected, is_control, read_expected
from etl.reading.folder import digest_of, entries, fingerprint, require_inside, table_files, table_of
from etl.reading.readable import readable
from etl.reading.unpacking import unpacked
from graph.errors import UserError
from graph.i18n.message import Message, message


@dataclass(frozen=True)
class Files:
    """What is to be read.

    `paths`: by table, one of a plain table, perhaps several of a mapped one. `mapped`: the tables that a
    mapping reads. `digest`: of the contents (hex blake2b). `origin`: of what comes from databases.
    `expected`: what the control file says, by table.
    """

    paths: Dict[str, Sequence[Path]]
    mapped: Dict[str, TableMapping]
    digest: str
    origin: Origin | None = None
    expected: Dict[str, Expected] = field(default_factory=dict)


def open_files(
    place: Path | Sequence[Path], mapping: Mapping | None, work: Path, notices: list[Message], since: Since
) -> Files:
    """Find the files of all tables, and make them readable; copies are written into the folder `work`.

    What a mapping takes from databases is read `since` then. What is left alone, and how files are read, is
    added to `notices`.

    Raises:
        UserError: naming the file that is none, or cannot be read.
    """
    specs = dict(mapping.tables) if mapping else {}

    def mapped(name: str) -> bool:
        return any(spec.reads(name, a_table=table_of(name) is not None) for spec in specs.values())

    def used(name: str) -> bool:
        return mapped(name) or table_of(name) is not None or is_control(Path(name))

    unpacked_files = unpacked(entries(place), work, used, notices)
    expected = read_expected([path for path in unpacked_files if is_control(path)])
    listed = [path for path in unpacked_files if not is_control(path)]
    plain, others = table_files(listed, mapped)
    notices += others
    theirs = _their_files(specs, listed, plain, notices)
    queries = {name: specs[name] for name in theirs if specs[name].query}
    queried, origin = read_queries(queries, work, since, notices)
    theirs |= {name: [path] for name, path in queried.items()}
    if not plain and not theirs:
        places = [place] if isinstance(place, Path) else place
        raise UserError(
            "{folder} holds no table: expected files such as members.csv and orders.csv (or .parquet)",
            folder=", ".join(map(str, places)),
        )
    numbers = count()

    def copy(name: str) -> Path:
        folder = work / f"copy-{next(numbers)}"
        folder.mkdir()
        return folder / name

    done: dict[tuple[Path, Form], Path] = {}
    paths: dict[str, list[Path]] = {}
    for table in TABLES:
        form = specs[table].form if table in theirs else _PLAIN
        for path in theirs.get(table) or ([plain[table]] if table in plain else []):
            if (path, form) not in done:
                require_inside(path)
                same = form is _PLAIN and path.suffix.lower() in TEXTS
                done[path, form] = path if same else readable(path, form, copy, notices)
            paths.setdefault(table, []).append(done[path, form])
    prints = {path: fingerprint(path) for path in sorted(set(done.values()))}
    parts = {
        f"{table} {n}" if n else table: prints[path] for table in paths for n, path in enumerate(paths[table])
    }
    if mapping:
        parts["mapping"] = mapping.model_dump_json().encode()
    return Files(paths, {name: specs[name] for name in theirs}, _digest(parts), origin, expected)


_PLAIN = Form(encoding="utf-8")
"""Of a file that is a table by its own name: a text of it must be UTF-8 as it is."""


def _their_files(
    specs: Dict[str, TableMapping], listed: Sequence[Path], plain: Dict[str, Path], notices: list[Message]
) -> dict[str, list[Path]]:
    """Return the files that a mapping reads, by table of ours; none of a table that is a query."""
    theirs: dict[str, list[Path]] = {}
    for name, spec in specs.items():
        files = [path for path in listed if spec.reads(path.name, a_table=table_of(path.name) is not None)]
        if name in plain:
            if spec.fallback:
                continue
            raise UserError(
                "the mapping takes {name} from {sources}, so leave {files} out",
                name=name,
                sources=", ".join(path.name for path in files) or spec.sources,
                files=plain[name].name,
            )
        if files or spec.query:
            theirs[name] = files
        elif spec.optional or spec.fallback:
            notices.append(message("there is no {sources}: {name} left out", sources=spec.sources, name=name))
        else:
            raise UserError(
                "there is no file {sources}, from which the mapping takes {name}",
                sources=spec.sources,
                name=name,
            )
    return theirs


def _digest(prints: Dict[str, bytes]) -> str:
    return digest_of(part for name in sorted(prints) for part in (name.encode(), prints[name]))
