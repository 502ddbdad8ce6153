"""What became of the lines of an approved batch: paid or failed, each with a reference."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

from graph.access.writing import now
from graph.database import Database
from graph.errors import ConflictError
from graph.i18n.message import Message, message
from graph.payouts.batches import Batch, LineState, State, batch_numbered, lines
from graph.payouts.csv_files import column_of, read_rows
from graph.payouts.template import Results, Template, bill_no
from graph.yaml_text import mistakes_error

_AT_ONCE = 5000
_LONGEST = 200
_MOST_MISTAKES = 100
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one line. place: where that stands, such as "row 3"; reference: of the bank."""

    place: str
    member_id: str
    state: LineState
    reference: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A batch after a confirmation: how many outcomes were new, how its lines stand (minor units)."""

    batch: Batch
    changed: int
    repeated: int
    open: int
    paid: int
    failed: int
    paid_net: int
    failed_net: int


def read_outcomes(database: Database, number: int, file: Path, template: Template) -> list[Outcome]:
    """Return the outcomes of a CSV file, in the words of a template.

    Raises:
        UserError: with one line per row that says nothing or names no line.
    """
    results, outcomes, mistakes = template.results, list[Outcome](), list[tuple[str, Message]]()
    members: dict[str, str] | None = None
    for number_of_row, row in read_rows(file, template.encoding):
        place = f"{file.name}, row {number_of_row}"
        member = column_of(row, results.member_id)
        if member is None:
            if members is None:
                members = {
                    bill_no(number, line.member_id): line.member_id for line in lines(database, number)
                }
            member = members.get(column_of(row, results.bill_no) or "")
        state = _state(column_of(row, results.status), results)
        if not member:
            mistakes.append((place, message("no line of batch {number} is meant", number=number)))
        elif state is None:
            mistakes.append((place, message("the status is neither paid nor failed")))
        else:
            reference, reason = (column_of(row, names) or "" for names in (results.reference, results.reason))
            outcomes.append(Outcome(place, member, state, reference[:_LONGEST], reason[:_LONGEST]))
        if len(mistakes) > _MOST_MISTAKES:
            break
    if mistakes:
        raise mistakes_error(mistakes)
    return outcomes


def _state(word: str | None, results: Results) -> LineState | None:
    if word in results.paid or word == LineState.PAID:
        return LineState.PAID
    return LineState.FAILED if word in results.failed or word == LineState.FAILED else None


def confirm(
    database: Database,
    number: int,
    outcomes: Iterable[Outcome],
    by: str,
    *,
    notices: bool = False,
    progress: Callable[[int], None] = lambda _done: None,
) -> Confirmed:
    """Note what became of lines; what is noted already is repeated without effect.

    All is looked at before anything is written. Stopped in between, it is simply done again. `notices`: a
    webhook is to hear of who was paid.

    Raises:
        NotFoundError: when there is no such batch.
        ConflictError: when it is not approved, or a line is to be paid that failed, or the other way round.
        UserError: with one line per outcome that names no line, or a line twice.
    """
    batch = batch_numbered(database, number)
    if batch.state in {State.PREPARED, State.CANCELLED}:
        raise ConflictError(
            "batch {number} is {state}: only one that is approved is confirmed",
            number=number,
            state=batch.state,
        )
    outcomes = list(outcomes)
    new = _new(database, number, outcomes)
    changed, at = 0, now()
    lock = "payouts/decide/lock", {"number": number, "now": at}
    for done, page in enumerate(_pages(new)):
        progress(done)
        rows = [
            {
                "member_id": one.member_id,
                "state": one.state.value,
                "reference": one.reference,
                "reason": one.reason,
            }
            for one in page
        ]
        noted = {"number": number, "rows": rows, "by": by, "now": at}
        steps: list[tuple[str, Mapping[str, object]]] = [lock, ("payouts/confirm/set", noted)]
        if notices:
            members = [one.member_id for one in page]
            steps.append(("payouts/notices/paid", {"number": number, "members": members, "now": at}))
        row = database.write_all(steps)[1][0]
        changed += row["changed"]
        if row["contrary"]:
            raise ConflictError(
                "somebody noted the opposite of the member {member} meanwhile: look at batch {number}, "
                "then confirm what is right",
                member=row["contrary"][0],
                number=number,
            )
    progress(-1)
    row = database.write_all([lock, ("payouts/confirm/finish", {"number": number, "now": at})])[1][0]
    counts = {name: row[name] for name in ("open", "paid", "failed", "paid_net", "failed_net")}
    return Confirmed(batch_numbered(database, number), changed, len(outcomes) - changed, **counts)


def _new(database: Database, number: int, outcomes: list[Outcome]) -> list[Outcome]:
    """Return the outcomes that are not noted yet.

    Raises:
        ConflictError, UserError: as `confirm`.
    """
    states: dict[str, str] = {}
    for page in _pages(outcomes):
        rows = database.read("payouts/confirm/known", number=number, members=[one.member_id for one in page])
        states |= {row["member_id"]: row["state"] for row in rows}
    said: dict[str, LineState] = {}
    unknown, contrary = list[tuple[str, Message]](), list[tuple[str, Message]]()
    for one in outcomes:
        state = states.get(one.member_id)
        if state is None:
            unknown.append((one.place, message("no line of batch {number} is meant", number=number)))
        elif said.setdefault(one.member_id, one.state) is not one.state or state not in {"", one.state}:
            contrary.append(
                (
                    one.place,
                    message(
                        "the member {member} is {state} already in batch {number}",
                        member=one.member_id,
                        state=state or said[one.member_id],
                        number=number,
                    ),
                )
            )
    if unknown:
        raise mistakes_error(unknown)
    if contrary:
        words = mistakes_error(contrary)
        raise ConflictError("{mistakes}", mistakes=words.message)
    return [one for one in {one.member_id: one for one in outcomes}.values() if not states[one.member_id]]


def _pages(items: Iterable[T]) -> Iterator[list[T]]:
    remaining = iter(items)
    while page := list(islice(remaining, _AT_ONCE)):
        yield page
