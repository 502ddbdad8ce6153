"""Statements of a month or a batch: what a member had, earned, was paid and has (docs/payouts.md)."""

from graph.payouts.statements.model import Movement, Section, Statement
from graph.payouts.statements.reading import Periods, batch_statement, month_statement, periods_of

__all__ = [
    "Movement",
    "Periods",
    "Section",
    "Statement",
    "batch_statement",
    "month_statement",
    "periods_of",
]
