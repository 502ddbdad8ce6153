"""What a delivery from outside may be: which mappings it may name or bring (graph.intake)."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from etl.contract import TABLES
from etl.mapping import Mapping, load_mapping, load_mappings, shipped_mappings
from etl.mending import write_waiting
from etl.original import write_original
from graph.database import Database
from graph.errors import UserError
from graph.i18n import language_name
from graph.intake import spool_of
from graph.intake.rules import WaitingForm
from graph.settings import Settings
from graph.words import without_names


@dataclass(frozen=True)
class Rules:
    """Tables and mappings, for graph.intake: graph.intake.rules.DeliveryRules says how.

    The mappings are those that Upline brings and those in the operator's folder (UPLINE_MAPPINGS), by name.
    One that reads a database is for the operator alone: its address and rights are the service's.
    """

    settings: Settings
    tables: Sequence[str] = tuple(TABLES)

    def mappings(self) -> Sequence[str]:
        """Return the names of the mappings that a delivery from outside may use."""
        return [name for name, path in self._paths().items() if _reads_files_only(path)]

    def check(self, names: Sequence[str], own: Path | None = None) -> None:
        """Require that a delivery may use these mappings, and one of its own.

        Raises:
            UserError: when one is not there, is no mapping, or reads a database.
        """
        self.mapping(names, own)

    def mapping(self, names: Sequence[str], own: Path | None = None) -> Mapping | None:
        """Return the mapping of several, and one of the delivery's own; None of none.

        Raises:
            UserError: see `check`.
        """
        known = self._paths()
        for name in names:
            if name not in known:
                raise UserError(
                    "there is no mapping {name}: hand in one of your own as a .yaml file, or name one of "
                    "{known}",
                    name=name[:64],
                    known=", ".join(self.mappings()),
                )
        paths = [*(known[name] for name in names), *([own] if own else [])]
        for path in paths:
            for table, spec in load_mapping(path, path.name).tables.items():
                if spec.query:
                    raise UserError(
                        "the mapping {name} reads {table} from a database: a delivery that is handed in reads"
                        " its own files only; use `upline sync` where the service runs",
                        name=path.stem,
                        table=table,
                    )
        return load_mappings([str(path) for path in paths])

    def write_waiting(self, database: Database, folder: Path, form: WaitingForm) -> None:
        """Write the rows that wait into a folder that is not there, to be mended and handed in again."""
        words = without_names(language_name())
        if form == "original":
            write_original(database, spool_of(self.settings), self.mapping, folder, words)
        else:
            write_waiting(database, folder, words, form)

    def _paths(self) -> dict[str, Path]:
        folder = self.settings.upline_mappings or self.settings.upline_home / "mappings"
        own = {path.stem: path for path in sorted(folder.glob("*.yaml"))} if folder.is_dir() else {}
        return {**shipped_mappings(), **own}


def _reads_files_only(path: Path) -> bool:
    try:
        return all(spec.query is None for spec in load_mapping(path).tables.values())
    except UserError:
        return False  # an operator's file that is no mapping: naming it says what is wrong with it
