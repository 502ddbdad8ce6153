"""Approving and cancelling a batch: two names, and a sum that is right."""

from collections.abc import Mapping

from graph.access.writing import now
from graph.database import Database
from graph.errors import ConflictError, NotAllowedError, UserError
from graph.payouts.batches import Batch, State, batch_numbered
from graph.payouts.payable import as_of, settled
from graph.payouts.restoring import refuse_blocked
from graph.reads.runs import run_numbered

LONGEST_REASON = 1000


class WrongBatchError(ConflictError):
    """A batch is not what the ledger says (exit 1): the text names members whose lines are not right."""

    exit_code = 1


def approve(database: Database, number: int, by: str, *, notices: bool = False) -> Batch:
    """Approve a prepared batch as an account; return it. One that the same account approved stays as it is.

    `notices`: a webhook is to hear of it (graph.payouts.notices).

    The statement that approves it adds up the ledger once more, member by member.

    Raises:
        NotFoundError: when there is no such batch.
        NotAllowedError: when the same account prepared it.
        ConflictError: when it is approved by somebody else, cancelled, or payouts are blocked.
        WrongBatchError: when a line is not what the ledger says.
    """
    batch = batch_numbered(database, number)
    run = run_numbered(database, batch.run)
    at = now()
    decision = {"number": number, "by": by, "now": at, **as_of(run, settled(database))}
    steps: list[tuple[str, Mapping[str, object]]] = [
        ("payouts/decide/lock", {"number": number, "now": at}),
        ("payouts/decide/approve", decision),
    ]
    if notices:
        steps.append(("payouts/notices/approved", {"number": number, "now": at}))
    row = database.write_all(steps)[1][0]
    if row["approved"] or (row["before"] != State.PREPARED and row["approved_by"] == by):
        return batch_numbered(database, number)
    if row["before"] != State.PREPARED:
        raise _decided(number, row["before"])
    if row["prepared_by"] == by:
        raise NotAllowedError(
            "batch {number} was prepared by {by}: another account of the role finance or admin approves it",
            number=number,
            by=by,
        )
    if row["blocked"]:
        refuse_blocked(database)
    if not row["same"]:
        raise ConflictError("batches changed meanwhile: approve batch {number} once more", number=number)
    raise WrongBatchError(
        "batch {number} is not what the ledger says now ({members}): nothing is approved; cancel it and "
        "prepare a new one",
        number=number,
        members=", ".join(row["wrong"]) or "its sum",
    )


def cancel(database: Database, number: int, by: str, reason: str = "") -> Batch:
    """Cancel a prepared batch; return it. One that is cancelled stays as it is.

    Raises:
        NotFoundError: when there is no such batch.
        ConflictError: when it is approved: an approved batch never changes.
        UserError: when the reason is too long.
    """
    if len(reason) > LONGEST_REASON or not reason.isprintable():
        raise UserError("the reason is no line of at most {most} characters", most=LONGEST_REASON)
    batch_numbered(database, number)
    at = now()
    decision = {"number": number, "by": by, "now": at, "reason": reason or None}
    lock = "payouts/decide/lock", {"number": number, "now": at}
    row = database.write_all([lock, ("payouts/decide/cancel", decision)])[1][0]
    if row["before"] not in {State.PREPARED, State.CANCELLED}:
        raise _decided(number, row["before"])
    return batch_numbered(database, number)


def _decided(number: int, state: str) -> ConflictError:
    return ConflictError(
        "batch {number} is {state} already: an approved batch never changes, and what failed of it is in "
        "the next one",
        number=number,
        state=state,
    )
