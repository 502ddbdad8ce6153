"""Rows of the metrics of visitors and their touches: conversion, funnel, attribution."""

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from itertools import zip_longest

from graph.database import Row
from graph.metrics.model import Figures, decimal, rate
from graph.metrics.window import Window

STAGES = ("invited", "registered", "first_order", "second_order", "retained")
MODELS = ("last", "first", "linear")


def conversion(rows: Sequence[Row], _window: Window) -> list[Figures]:
    """Return all channels together (channel ""), then each channel by name."""
    total = {"channel": "", "visitors": _sum(rows, "visitors"), "converted": _sum(rows, "converted")}
    return [{**row, "rate": rate(row["converted"], row["visitors"])} for row in (total, *rows)]


def waiting_of(stage: str) -> str:
    """Return the column of the visitors of a stage who still have time for the next one."""
    return f"{stage}_waiting"


FUNNEL_COUNTS = (*STAGES, *map(waiting_of, STAGES[:-1]))
"""The columns that the statements of the funnel count."""


def funnel(rows: Sequence[Row], _window: Window) -> list[Figures]:
    """Return the stages in order; each rate is over the visitors of the first one.

    The step rate of a stage is the next one's visitors over its own, those left out who still have time for
    the next one; the last stage has none, and nobody waits in it.
    """
    found = rows[0]
    shown: list[Figures] = []
    for stage, following in zip_longest(STAGES, STAGES[1:]):
        visitors, waiting = found[stage], found.get(waiting_of(stage), 0)
        shown.append(
            {
                "stage": stage,
                "visitors": visitors,
                "rate": rate(visitors, found["invited"]),
                "waiting": waiting,
                "step_rate": rate(found[following], visitors - waiting) if following else None,
            }
        )
    return shown


def attribution(rows: Sequence[Row], _window: Window) -> list[Figures]:
    """Return the orders that each model gives to each channel, added up exactly and rounded once."""
    orders: defaultdict[tuple[str, str], Fraction] = defaultdict(Fraction)
    for row in rows:
        orders[row["model"], row["channel"]] += Fraction(row["touches"], row["parts"])
    listed = sorted(orders, key=lambda pair: (MODELS.index(pair[0]), pair[1]))
    return [
        {"model": model, "channel": channel, "orders": decimal(orders[model, channel])}
        for model, channel in listed
    ]


def _sum(rows: Sequence[Row], column: str) -> int:
    return sum(row[column] for row in rows)
