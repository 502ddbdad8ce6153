"""Finding members: ids by their beginning, names by Chinese parts or beginnings of words, never as code."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from neo4j import Driver

from graph.database import Database
from graph.reads.members import member
from graph.reads.runs import Run, published_run
from graph.reads.search import SearchArea, search
from graph.reads.team import LARGE, Within
from tests.cli.company import publish
from tests.statements import run_test_statement

NAMES = {
    "S": "王小明",
    "K": "Wáng An",
    "Q": "王大红",
    "U": "李小明 Lee",
    "A": "O'Brien Jean-Luc",
    "A1": "小林 さくら",
    "A2": "AND OR NOT",
    "A3": 'a*b "c" (d) [e] \\ f:g',
    "B1": "欧阳小明月",
}


@pytest.fixture(scope="module")
def database(driver: Driver) -> Database:
    """Two published runs of the golden example, with names to search for. Tests only read it."""
    opened = Database(driver, "neo4j")
    run_test_statement(opened, "empty")
    opened.ensure_schema("system/schema/facts")
    publish(opened)
    run_test_statement(opened, "names", names=NAMES)
    return opened


@pytest.fixture(scope="module")
def run(database: Database) -> Run:
    return published_run(database)


def search_ids(database: Database, run: Run, text: str, area: SearchArea | None = None) -> list[str]:
    rows = search(database, run, area or SearchArea(), text, limit=500)
    return [one.member.standing.member_id for one in rows]


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("王", ["Q", "S"]),
        ("明", ["=1+1", "B1", "S", "U"]),
        ("小明", ["=1+1", "B1", "S", "U"]),
        ("王小明", ["S"]),
        ("明小", []),
        ("李 小明", ["U"]),
        ("lee", ["U"]),
        ("Le", ["U"]),
        ("小明 le", ["U"]),
        ("wáng", ["K"]),
        ("an", ["A2", "K"]),
        ("brien", []),
        ("o'br", ["A"]),
        ("o'brien", ["A"]),
        ("jean-luc", ["A"]),
        ("jean-l", ["A"]),
        ("さく", ["A1"]),
        ("AND", ["A2"]),
        ("OR", ["A2"]),
        ("A", ["A", "A1", "A2", "A3", "K"]),
        ("=1", ["=1+1"]),
        ("later", []),
        ("*", []),
        ("name:x", []),
        ("小明 OR 王", []),
        ("nobody", []),
    ],
)
def test_names_and_ids_are_found(database: Database, run: Run, text: str, members: list[str]):
    assert search_ids(database, run, text) == members


def test_a_run_finds_no_later_members(database: Database, run: Run):
    assert "later" not in search_ids(database, run, "")
    assert "later" not in search_ids(database, run, "member")


@settings(max_examples=60, deadline=None)
@given(
    text=st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
    | st.text('王小明 ab+-&|!(){}[]^"~*?:\\/ANDORT\x00\u3000', max_size=20)
)
def test_no_text_is_code(database: Database, run: Run, text: str):
    ids = search_ids(database, run, text)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("size", [0, LARGE], ids=["by the index", "walking down"])
def test_a_team_finds_only_its_own(database: Database, run: Run, size: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("graph.reads.team.LARGE", size)
    monkeypatch.setattr("graph.reads.search.LARGE", size)
    area = SearchArea(Within(member(database, run, "A").standing, including=True))
    team = {"A", "A1", "A2", "A3", "B1", "C1", "C2", "C3"}
    for text in ("", "A", "小", "member", "王", "=", "C"):
        everybody = search_ids(database, run, text)
        assert search_ids(database, run, text, area) == [one for one in everybody if one in team]


def test_a_member_finds_itself_only(database: Database, run: Run):
    assert search_ids(database, run, "", SearchArea(only="A1")) == ["A1"]
    assert search_ids(database, run, "小林", SearchArea(only="A1")) == ["A1"]
    assert search_ids(database, run, "小明", SearchArea(only="A1")) == []
    assert search_ids(database, run, "B", SearchArea(only="A1")) == []
