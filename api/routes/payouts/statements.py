"""Statements of a member: of a month or a batch, as JSON, a page to print, or CSV."""

from typing import Annotated

from fastapi import Depends, Path, Request, Response
from fastapi.routing import APIRoute

from api.reading import Language
from api.routes.members.common import MemberId
from api.routes.payouts.common import forbid_caching, require_own, run_of
from api.routing import area
from api.schemas.base import money_stamp, stamp
from api.schemas.statements import MemberStatement, StatementLine, StatementPeriods
from graph.money import to_decimal
from graph.payouts.statements import Statement, periods_of
from graph.payouts.statements.telling import Telling
from graph.reads.runs import Run
from graph.words import to_json_data
from web.problem_schema import problems
from web.requests import service_of
from web.statement_files import PERIOD, Form, statement_file, statement_of

router = area("payouts", "/members", route_class=APIRoute)
router.dependencies.append(Depends(forbid_caching))
Period = Annotated[
    str, Path(pattern=PERIOD, description="A month, or an approved batch: batch-3.", examples=["2026-01"])
]
_STATUSES = (401, 404, 422, 503)


@router.get("/{id:path}/statements", summary="Of what there are statements", responses=problems(*_STATUSES))
def list_statements(request: Request, member_id: MemberId) -> StatementPeriods:
    """Return of which months and batches there are statements, newest first.

    Accounts of managers and members read those of their own member only.
    """
    run = run_of(request)
    require_own(request, run, member_id)
    periods = periods_of(service_of(request).database, run, member_id)
    batches = [f"batch-{number}" for number in periods.batches]
    return StatementPeriods(**stamp(run), member_id=member_id, months=list(periods.months), batches=batches)


@router.get("/{id:path}/statements/{period}", summary="A member's statement", responses=problems(*_STATUSES))
def read_statement(
    request: Request, member_id: MemberId, period: Period, language: Language = "en"
) -> MemberStatement:
    """Return what a member had, what changed it and why, and what it has.

    opening + all movements = closing. Statements follow each other without a gap: each begins with what the
    one before it ended with.
    """
    statement = _read(request, member_id, period)
    return _answer(statement, run_of(request), period, language)


@router.get(
    "/{id:path}/statements/{period}/{form}",
    summary="A statement as a page or CSV",
    response_class=Response,
    responses={
        200: {
            "description": "The statement.",
            "content": {
                "text/html": {"schema": {"type": "string"}},
                "text/csv": {"schema": {"type": "string"}},
            },
        },
        **problems(*_STATUSES),
    },
)
def read_statement_file(
    request: Request, member_id: MemberId, period: Period, form: Form, language: Language = "en"
) -> Response:
    """Return a statement as an HTML page by itself, to read and to print, or as CSV for a spreadsheet."""
    return statement_file(_read(request, member_id, period), period, form, language)


def _read(request: Request, member_id: str, period: str) -> Statement:
    run = run_of(request)
    require_own(request, run, member_id)
    return statement_of(service_of(request).database, run, member_id, period)


def _answer(statement: Statement, run: Run, period: str, language: str) -> MemberStatement:
    telling = Telling(statement, language)
    lines = [
        StatementLine.model_validate(
            {
                "section": movement.section,
                "day": movement.day,
                "posted_on": movement.posted_on,
                "posted_by": movement.run,
                "kind": movement.kind or None,
                "source": movement.source or None,
                "order_id": movement.order_id or None,
                "pool": movement.pool or None,
                "batch": movement.batch or None,
                "amount": to_decimal(movement.amount),
                "what": telling.what(movement),
                "reasons": to_json_data(movement.reasons, telling.words),
            }
        )
        for movement in statement.movements
    ]
    return MemberStatement.model_validate(
        {
            **money_stamp(run),
            "member_id": statement.member_id,
            "name": statement.name or None,
            "period": period,
            "begins": statement.begins or None,
            "ends": statement.ends,
            "counted_by": statement.until.number,
            "complete": statement.complete,
            "opening": to_decimal(statement.opening),
            "sums": {section.value: to_decimal(amount) for section, amount in statement.sums.items()},
            "closing": to_decimal(statement.closing),
            "held": None if statement.held is None else to_decimal(statement.held),
            "paid_since": to_decimal(statement.paid_since),
            "movements": lines,
        }
    )
