"""The sample company, served with its accounts, and a browser to look at it.

All of it is made once for this folder: tests here only read the company, and take no `database` of their own.
"""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
import uvicorn
from neo4j import Driver
from playwright.sync_api import Browser, Page, StorageState, sync_playwright

from cli.nightly import micros
from dashboard.app import attach
from dashboard.context import Context
from etl.intake import Rules
from etl.loading import load_folder
from etl.loading.single_row import SingleRows
from etl.sample import later_as_of, sample_as_of, write_sample, write_second_delivery
from graph.access import Role, Viewer
from graph.access.accounts import add_account
from graph.audit.recorder import Recorder
from graph.database import Database
from graph.nightly import run_nightly
from graph.reads.current import Current
from graph.reads.runs import published_run
from graph.reads.standings import standings
from graph.service import Service
from graph.settings import Settings
from server.app import create_app
from tests.dashboard.browser import Seen, chromium_path, cookies_of, launched, violations, watched
from tests.statements import run_test_statement

MEMBERS = 500
PASSWORD = "a long enough password"
Opened = Callable[..., Page]


@dataclass(frozen=True)
class Company:
    """The published sample, the member whose team the account `manager` sees, and one outside."""

    database: Database
    manager_id: str
    outside_id: str

    def service(self) -> Service:
        """Return what a process keeps to answer from this company."""
        return Service(self.database, Current(self.database), Settings())

    def context(self, who: Role = Role.ADMIN) -> Context:
        """Return a question of the published run, as callbacks of the dashboard ask it."""
        member = self.manager_id if who is Role.MANAGER else ""
        viewer = Viewer(who.value, who, member)
        audit = Recorder(self.database, Settings())
        return Context(self.database, published_run(self.database), viewer, audit)


@pytest.fixture(scope="package")
def company(driver: Driver, tmp_path_factory: pytest.TempPathFactory) -> Company:
    """The sample company in two published runs, with the accounts of the five roles."""
    database = Database(driver, "neo4j")
    run_test_statement(database, "empty")
    folder = tmp_path_factory.mktemp("company")
    write_sample(folder / "first", members=MEMBERS)
    write_second_delivery(folder / "later", members=MEMBERS)
    for name, as_of in (("first", sample_as_of()), ("later", later_as_of())):
        load_folder(database, folder / name)
        run_nightly(database, as_of=micros(as_of))
    teams = sorted(
        standings(database, published_run(database)),
        key=lambda standing: (standing.team_size, standing.member_id),
    )
    manager = next(one for one in reversed(teams) if one.team_size <= MEMBERS // 5)
    outside = next(one for one in teams if one.depth == 0)
    for role, member in (
        (Role.ADMIN, ""),
        (Role.ANALYST, ""),
        (Role.FINANCE, ""),
        (Role.MANAGER, manager.member_id),
        (Role.MEMBER, manager.member_id),
    ):
        add_account(database, role.value, PASSWORD, role, member)
    return Company(database, manager.member_id, outside.member_id)


@pytest.fixture(scope="package")
def base(company: Company, settings: Settings) -> Iterator[str]:
    """The address of the served company."""
    rows, deliveries = SingleRows(settings), Rules(settings)
    service = Service(company.database, Current(company.database), settings, rows=rows, deliveries=deliveries)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(create_app(service, [attach]), log_config=None, timeout_graceful_shutdown=3)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()
        service.bench.close()


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Debian's chromium."""
    path = chromium_path()
    if path is None:
        pytest.skip("THE DASHBOARD WAS NOT LOOKED AT: there is no chromium here (apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = launched(playwright, path)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def signed_in(chromium: Browser, base: str) -> Callable[[str], StorageState]:
    """Return the cookies of an account, which signs in once."""
    known: dict[str, StorageState] = {}

    def state(account: str) -> StorageState:
        if account not in known:
            known[account] = cookies_of(chromium, base, account, PASSWORD)
        return known[account]

    return state


@pytest.fixture
def opened(chromium: Browser, base: str, signed_in: Callable[[str], StorageState]) -> Iterator[Opened]:
    """Open pages: `opened("/dashboard/team", who="manager", language="zh", scheme="dark", width=390)`.

    At the end of the test nothing bad may have happened on any: no console error but those in `allowed`,
    no request to another host, nothing that the Content-Security-Policy stopped.
    """
    pages: list[tuple[Page, Seen, tuple[str, ...]]] = []

    def open_page(
        path: str,
        *,
        who: str = "admin",
        language: str = "en",
        scheme: str = "light",
        width: int = 1440,
        allowed: tuple[str, ...] = (),
    ) -> Page:
        state = signed_in(who) if who else None
        context = chromium.new_context(
            base_url=base, storage_state=state, viewport={"width": width, "height": 900}, locale="en-GB"
        )
        context.add_cookies(
            [
                {"name": "language", "value": language, "url": base},
                {"name": "scheme", "value": scheme, "url": base},
            ]
        )
        seen = Seen()
        page = watched(context, base, seen)
        pages.append((page, seen, allowed))
        page.goto(path)
        return page

    yield open_page
    problems = []
    for page, seen, allowed in pages:
        problems += [one for one in seen.problems if not any(words in one for words in allowed)]
        problems += [f"stopped by the policy: {one}" for one in violations(page)]
        page.context.close()
    assert problems == []
