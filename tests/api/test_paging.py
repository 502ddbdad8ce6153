"""Cursors: what they carry comes back, and every other text is a user's mistake, never a crash."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.paging import Cursor, cut, read_cursor, write_cursor
from graph.errors import UserError

LISTING = ("ann", "/members/m1/legs", "group_volume", "desc")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=256)
NUMBERS = st.integers(-(2**63), 2**63 - 1)


@given(run=st.integers(1, 10**9), number=NUMBERS, text=TEXTS)
def test_a_cursor_comes_back_as_it_was(run: int, number: int, text: str):
    cursor = Cursor(run, (number, text))
    assert read_cursor(write_cursor(cursor, LISTING), LISTING, (int, str)) == cursor


@given(
    text=TEXTS | st.binary(max_size=300).map(lambda raw: base64.urlsafe_b64encode(raw).decode().rstrip("="))
)
def test_any_other_text_is_a_users_mistake(text: str):
    with pytest.raises(UserError, match="leave it out"):
        read_cursor(text, LISTING, (str,))


@given(
    data=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=2),
        max_leaves=8,
    )
)
def test_any_other_json_is_a_users_mistake(data: object):
    text = base64.urlsafe_b64encode(json.dumps(data).encode()).decode().rstrip("=")
    with pytest.raises(UserError):
        read_cursor(text, LISTING, (str,))


@pytest.mark.parametrize("place", range(len(LISTING)))
def test_a_cursor_of_another_account_address_or_order_is_refused(place: int):
    text = write_cursor(Cursor(1, ("m1",)), LISTING)
    other = [*LISTING[:place], "another", *LISTING[place + 1 :]]
    with pytest.raises(UserError):
        read_cursor(text, other, (str,))


@pytest.mark.parametrize(
    "changed", [[2, "m1"], [1, "m2"], [1, 1], [True, "m1"], [1.0, "m1"], [1, "m1", "m1"], [1]]
)
def test_an_edited_cursor_is_refused(changed: list[object]):
    text = write_cursor(Cursor(1, ("m1",)), LISTING)
    data = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    edited = base64.urlsafe_b64encode(json.dumps([data[0], *changed]).encode()).decode().rstrip("=")
    with pytest.raises(UserError):
        read_cursor(edited, LISTING, (str,))


def test_a_deeply_nested_cursor_is_refused():
    with pytest.raises(UserError):
        read_cursor(base64.urlsafe_b64encode(b"[" * 3000).decode().rstrip("="), LISTING, (str,))


@given(rows=st.lists(st.integers(), max_size=12), limit=st.integers(1, 5))
def test_a_page_is_cut_where_more_rows_follow(rows: list[int], limit: int):
    page, following = cut(rows[: limit + 1], limit, str)
    assert page == rows[:limit]
    assert following == (str(page[-1]) if len(rows) > limit else None)
