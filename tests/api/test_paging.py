"""Cursors: what they carry comes back, and every other text is a user's mistake, never a crash."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.paging import Cursor, Cursors, cut
from graph.errors import UserError

CURSORS = Cursors("s" * 32)
LISTING = ("ann", "/members/m1/legs", "group_volume", "desc")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=256)
NUMBERS = st.integers(-(2**63), 2**63 - 1)


@given(run=st.integers(1, 10**9), number=NUMBERS, text=TEXTS)
def test_a_cursor_comes_back_as_it_was(run: int, number: int, text: str):
    cursor = Cursor(run, (number, text))
    assert CURSORS.read(CURSORS.write(cursor, LISTING), LISTING, (int, str)) == cursor


@given(
    text=TEXTS | st.binary(max_size=300).map(lambda raw: base64.urlsafe_b64encode(raw).decode().rstrip("="))
)
def test_any_other_text_is_a_users_mistake(text: str):
    with pytest.raises(UserError, match="leave it out"):
        CURSORS.read(text, LISTING, (str,))


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
        CURSORS.read(text, LISTING, (str,))


@pytest.mark.parametrize("place", range(len(LISTING)))
def test_a_cursor_of_another_account_address_or_order_is_refused(place: int):
    text = CURSORS.write(Cursor(1, ("m1",)), LISTING)
    other = [*LISTING[:place], "another", *LISTING[place + 1 :]]
    with pytest.raises(UserError):
        CURSORS.read(text, other, (str,))


@pytest.mark.parametrize("after", [("m2",), (1,), (2**70,), ("m1", "m1"), ()])
def test_a_cursor_that_nobody_signed_is_refused(after: tuple[int | str, ...]):
    forged = Cursors("t" * 32).write(Cursor(1, after), LISTING)
    with pytest.raises(UserError):
        CURSORS.read(forged, LISTING, [type(one) for one in after])


def test_a_cursor_with_another_tail_is_refused():
    told, _, signature = CURSORS.write(Cursor(1, ("m1",)), LISTING).partition(".")
    other, _, _ = CURSORS.write(Cursor(2, ("m1",)), LISTING).partition(".")
    for changed in (f"{other}.{signature}", told, f"{told}.", f".{signature}", f"{told}.{signature}x"):
        with pytest.raises(UserError):
            CURSORS.read(changed, LISTING, (str,))


@pytest.mark.parametrize("shape", [(int,), (str, str), ()])
def test_a_cursor_of_another_shape_is_refused(shape: tuple[type, ...]):
    with pytest.raises(UserError):
        CURSORS.read(CURSORS.write(Cursor(1, ("m1",)), LISTING), LISTING, shape)


def test_half_a_character_is_a_users_mistake():
    for inside in ('["x",1,"\\ud800"]', '[1,"\\ud800"]'):
        with pytest.raises(UserError):
            CURSORS.read(base64.urlsafe_b64encode(inside.encode()).decode().rstrip("="), LISTING, (str,))
    with pytest.raises(UserError):
        CURSORS.read("\ud800", LISTING, (str,))


def test_a_deeply_nested_cursor_is_refused():
    with pytest.raises(UserError):
        CURSORS.read(base64.urlsafe_b64encode(b"[" * 3000).decode().rstrip("="), LISTING, (str,))


@given(rows=st.lists(st.integers(), max_size=12), limit=st.integers(1, 5))
def test_a_page_is_cut_where_more_rows_follow(rows: list[int], limit: int):
    page, following = cut(rows[: limit + 1], limit, str)
    assert page == rows[:limit]
    assert following == (str(page[-1]) if len(rows) > limit else None)
