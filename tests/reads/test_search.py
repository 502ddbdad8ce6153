"""Finding members: by any part of ids and names, in capitals or not, and by initials; never as code."""

from collections.abc import Callable
from itertools import islice
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from neo4j import Driver

from graph.database import Database
from graph.reads.directory import BY_ID, BY_PART, Directory, directory
from graph.reads.initials import initials
from graph.reads.members import member
from graph.reads.runs import Run, published_run
from graph.reads.search import SearchArea, search
from graph.reads.team import Within
from tests.cli.company import publish
from tests.statements import run_test_statement

Found = Callable[..., list[str]]
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
    publish(opened)
    run_test_statement(opened, "names", names=NAMES)
    return opened


@pytest.fixture(scope="module")
def run(database: Database) -> Run:
    return published_run(database)


@pytest.fixture(scope="module")
def names(database: Database) -> Directory:
    return directory((row["member_id"], row["name"]) for row in database.read("read/members/names"))


@pytest.fixture(scope="module")
def search_ids(database: Database, run: Run, names: Directory) -> Found:
    def ids(text: str, area: SearchArea | None = None, **page: Any) -> list[str]:
        rows = search(database, run, names, area or SearchArea(), text, **{"limit": 500, **page})
        return [one.member.standing.member_id for one in rows]

    return ids


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("王", ["=1+1", "Q", "S"]),
        ("明", ["=1+1", "B1", "S", "U"]),
        ("小明", ["=1+1", "B1", "S", "U"]),
        ("王小明", ["S"]),
        ("明小", []),
        ("李 小明", ["U"]),
        ("lee", ["U"]),
        ("Le", ["U"]),
        ("小明 le", ["U"]),
        ("wáng", ["K"]),
        ("wang an", ["K"]),
        ("an", ["A", "A2", "K"]),
        ("brien", ["A"]),
        ("ＬＥＥ", ["U"]),
        ("wxm", ["S"]),
        ("XM", ["=1+1", "B1", "S", "U"]),
        ("xml", ["U"]),
        ("王 wxm", ["S"]),
        ("o'br", ["A"]),
        ("o'brien", ["A"]),
        ("jean-luc", ["A"]),
        ("jean-l", ["A"]),
        ("さく", ["A1"]),
        ("AND", ["A2"]),
        ("OR", ["A2"]),
        ("a1", ["A1"]),
        ("1+", ["=1+1"]),
        ("*b", ["A3"]),
        ("=1", ["=1+1"]),
        ("later", []),
        ("name:x", []),
        ("小明 OR 王", []),
        ("nobody", []),
    ],
)
def test_names_and_ids_are_found(search_ids: Found, text: str, members: list[str]):
    assert search_ids(text) == members


def test_ids_that_begin_with_the_text_come_first(search_ids: Found):
    assert search_ids("a")[:4] == ["A", "A1", "A2", "A3"]


def test_a_page_begins_behind_a_member(search_ids: Found):
    everybody = search_ids("a")
    assert search_ids("a", by=BY_ID, after="A2", limit=2) == everybody[3:5]
    assert search_ids("a", by=BY_PART, after=everybody[4]) == everybody[5:]


def test_a_run_finds_no_later_members(search_ids: Found):
    assert "later" not in search_ids("")
    assert "later" not in search_ids("member")
    assert "later" not in search_ids("later")


@given(
    text=st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
    | st.text('王小明 ab+-&|!(){}[]^"~*?:\\/ANDORT\t\n\x00\u3000', max_size=20)
)
def test_no_text_is_code(names: Directory, text: str):
    found = list(names.matches(text))
    assert len(found) == len(set(found)) == sum(names.finds(text, one) is not None for one in names.ids)
    assert all(names.finds(text, member) == by for member, by in found)


@pytest.mark.parametrize("limits", [(2000, 0), (0, 500), (0, 0)])
def test_a_team_finds_only_its_own(
    database: Database, run: Run, search_ids: Found, limits: tuple[int, int], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("graph.reads.search._SMALL", limits[0])
    monkeypatch.setattr("graph.reads.search._LOOKED", limits[1])
    area = SearchArea(Within(member(database, run, "A").standing, including=True))
    team = {"A", "A1", "A2", "A3", "B1", "C1", "C2", "C3"}
    for text in ("", "A", "小", "member", "王", "=", "C", "xm"):
        everybody = search_ids(text)
        assert search_ids(text, area) == [one for one in everybody if one in team]


def test_a_member_finds_itself_only(search_ids: Found):
    own = SearchArea(only="A1")
    assert [search_ids(text, own) for text in ("", "小林", "xl", "a1", "小明", "B")] == [
        ["A1"], ["A1"], ["A1"], ["A1"], [], [],
    ]  # fmt: skip


def test_each_way_to_read_a_name_is_found():
    assert initials("曾小明").split() == ["cxm", "zxm"]
    assert initials("李小明 Lee") == "lxmLee"
    assert initials("Lee") == initials("") == ""
    known = directory([("1", "曾小明"), ("2", "单于")])
    assert [[one for one, _by in known.matches(text)] for text in ("cxm", "zxm", "cy", "dy")] == [
        ["1"], ["1"], ["2"], ["2"],
    ]  # fmt: skip


def test_a_hundred_thousand_members_are_searched_in_a_moment():
    surnames, given_names = "王李张刘陈杨黄赵吴周", "小明大红伟芳娜敏静丽强磊军洋勇艳杰娟涛明"
    people = (
        (f"m{at:07}", surnames[at % 10] + given_names[at % 19] + given_names[at % 17])
        for at in range(100_000)
    )
    known = directory(people)
    begun = process_time()
    for text in ("m", "0099", "chh", "王", "wxm", "nobody", "M0054321", "张 zz"):
        list(islice(known.matches(text), 50))
    assert process_time() - begun < 0.3
    assert [one for one, _by in known.matches("54321")] == ["m0054321"]
