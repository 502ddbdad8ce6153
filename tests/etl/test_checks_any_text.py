"""Whatever the cells hold, rows are judged, and none is lost."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.contract import TABLES
from etl.payload import cells, payloads
from etl.validation import check_rows


def frame(names, rows):
    columns = {name: pl.Series([row[name] for row in rows], dtype=pl.String) for name in names}
    return pl.DataFrame(columns).with_columns(file=pl.lit("t.csv"), row=pl.int_range(len(rows)) + 2)


_CELLS = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.sampled_from(
        ["m1", "m2", "1", "2", "5.00", "0", "-3", "2026-01-31T09:00:00Z", "2026-02-30", "partner"]
    ),
    st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", fullmatch=True),
)


@settings(derandomize=True, deadline=None, max_examples=40)
@given(st.data())
def test_any_text_is_judged_and_every_row_is_accounted_for(data):
    table = TABLES[data.draw(st.sampled_from(sorted(TABLES)))]
    rows = data.draw(
        st.lists(st.fixed_dictionaries(dict.fromkeys(table.names, _CELLS)), min_size=1, max_size=8)
    )
    checked = check_rows(table.name, frame(table.names, rows))
    texts = [tuple(row[name] or None for name in table.names) for row in rows]
    told = {*checked.good["row"], *checked.bad["row"]}
    assert len(told) == checked.good.height + checked.bad.height <= len(set(texts))
    canonical = {tuple(cells(p).get(n) for n in table.names) for p in payloads(table.name, checked.good)}
    judged = {tuple(cells(p).get(n) for n in table.names) for p in checked.bad["payload"]} | canonical
    for text in texts:  # a row that is not told repeats one that is
        single = check_rows(table.name, frame(table.names, [dict(zip(table.names, text, strict=True))]))
        alone = payloads(table.name, single.good).to_list() or single.bad["payload"].to_list()
        assert tuple(cells(alone[0]).get(name) for name in table.names) in judged
    assert all(checked.bad["reasons"].list.len() > 0)
    assert not checked.good.select(table.key).is_duplicated().any()
