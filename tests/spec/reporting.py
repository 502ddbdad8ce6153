"""Reports, at the end of a session, which rule branches random companies reached, in all of its processes."""

from collections import Counter
from typing import Any

import pytest

from tests.spec.branches import EXPECTED

_REACHED = pytest.StashKey[Counter[str]]()
_SENT = "reached"


@pytest.fixture
def reached(request: pytest.FixtureRequest) -> Counter[str]:
    """Count, over the session, the rule branches that random companies reached on Neo4j."""
    return request.config.stash.setdefault(_REACHED, Counter())


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand what this process counted to the one that reports, where tests run side by side."""
    sent: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if sent is not None:
        counted = session.config.stash.get(_REACHED, None)
        sent[_SENT] = dict(counted or {})


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Add what a process of pytest-xdist counted."""
    found = getattr(node, "workeroutput", {}).get(_SENT, {})
    node.config.stash.setdefault(_REACHED, Counter()).update(found)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Report which rule branches were compared between the engines, and by how many companies."""
    if found := config.stash.get(_REACHED, None):
        terminalreporter.section("rule branches reached on Neo4j, by number of random companies")
        for branch in sorted(EXPECTED):
            terminalreporter.write_line(f"{found[branch]:5} {branch}")
