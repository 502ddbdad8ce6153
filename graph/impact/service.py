"""What-ifs of a service: on the company that its bench keeps, one at a time."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from graph.errors import BeingCalculatedError
from graph.impact.dependence import Dependence, dependence
from graph.impact.events import WhatIf
from graph.impact.impact import Impact, impact_on, published
from graph.service import Service
from graph.simulation import Company, Figures

MOST_DEPENDED = 100
"""How many members a service lists on whom most depends."""


def change_if(service: Service, what: WhatIf) -> Impact:
    """Return whose volume, rank and pay would change.

    Raises:
        BeingCalculatedError: somebody else's what-if is being calculated.
        and what graph.impact.impact raises.
    """
    started = time.perf_counter()
    with _company(service) as (company, before):
        published(company)
        return impact_on(company, what, before.totals.revenue if before else 0, started=started)


def most_depended(service: Service) -> list[Dependence]:
    """Return the members on whom most depends, the first 100; raises as `change_if`."""
    with _company(service) as (company, _before):
        return list(dependence(company, published(company), MOST_DEPENDED))


@contextmanager
def _company(service: Service) -> Iterator[tuple[Company, Figures | None]]:
    if not service.what_if.acquire(blocking=False):
        raise BeingCalculatedError("something else is being calculated: try again in a moment")
    try:
        known = service.current.published()
        facts = (known.run.number, known.run.finished, known.facts)
        with service.bench.company(facts) as opened:
            yield opened
    finally:
        service.what_if.release()
