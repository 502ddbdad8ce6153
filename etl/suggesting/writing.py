"""A suggested mapping as commented YAML."""

import json
from collections.abc import Iterator, Sequence

from etl.contract import TABLES
from etl.mapping.values import COUNTED, OFFSET
from etl.suggesting.shapes import amount_signs, layouts, personal, plain, stripped
from etl.suggesting.suggest import Suggestion
from graph.i18n import N_, _

_SHOWN = 60
_LAST_LATIN = 0x2FF
_TOTALS = ("合计", "总计", "小计", "汇总", "Total", "TOTAL", "Sum")


def to_yaml(suggestions: Sequence[Suggestion]) -> str:
    """Return a mapping file of suggestions; what is doubtful or missing is said in comments."""
    lines = [
        _comment(
            N_("Suggested by `upline mapping suggest`: look through it, try it with `upline mapping check`.")
        ),
        "tables:",
    ]
    for suggestion in suggestions:
        lines += _table(suggestion)
    return "\n".join(lines) + "\n"


def _table(suggestion: Suggestion) -> Iterator[str]:
    sample = suggestion.sample
    cells = [cell for name in suggestion.columns.values() for cell in sample.cells(name)]
    strip, empty = stripped(cells)
    key = suggestion.columns[TABLES[suggestion.table].key[0]]
    totals = [word for word in _TOTALS if any(plain(cell).startswith(word) for cell in sample.cells(key))]
    yield f"  {suggestion.table}:"
    yield f"    from: {_text(sample.path.name)}"
    if sample.separator not in (",", "\t"):
        yield f"    separator: {_text(sample.separator)}"
    if sample.header > 1:
        yield f"    header: {sample.header}  {_comment(N_('above it are titles'))}"
    if strip:
        yield f"    strip: [{', '.join(strip)}]"
    if empty:
        yield f"    empty: {_text(empty)}"
    if totals:
        yield f"    totals: [{{column: {_text(key)}, starts_with: {_text(totals)}}}]"
    rows = _comment(N_("which rows are meant, such as paid orders only"))
    yield f"    # where: [{{column: ..., is: ...}}]  {rows}"
    if suggestion.grouped:
        yield f"    distinct: true  {_comment(N_('several rows of the file have one key: they become one'))}"
    yield "    columns:"
    yield from _columns(suggestion)
    yield f"    {_comment(N_('not used: {columns}'), columns=_cut(', '.join(suggestion.others)))}"


def _columns(suggestion: Suggestion) -> Iterator[str]:
    for column in TABLES[suggestion.table].columns:
        if column.name in suggestion.columns:
            yield _column(suggestion, column.name)
        elif column.name == "line_no":
            yield f"      line_no: {{number_within: {_text(suggestion.columns['order_id'])}}}"
        elif column.name in suggestion.missing:
            words = (
                N_("{means}; it must be filled: name the column")
                if column.required
                else N_("{means}; name the column, if there is one")
            )
            yield f'      {column.name}: {{constant: ""}}  {_comment(words, means=column.means)}'


def _column(suggestion: Suggestion, ours: str) -> str:
    theirs = suggestion.columns[ours]
    cells = suggestion.sample.cells(theirs)
    fields: dict[str, object] = {"column": theirs}
    notes = [_("such as {cell}").format(cell=_cut(cells[0])) if cells else _("empty in the first rows")]
    match TABLES[suggestion.table][ours].kind:
        case "time" | "day" as kind:
            notes += _times(fields, cells, theirs, kind)
            if suggestion.grouped and kind == "time":
                fields["take"] = "earliest"
        case "money":
            fields |= amount_signs(cells) or {}
        case "id" if whose := personal(cells):
            fields["personal"] = whose
            notes.append(_("add hash: true, and they never reach the graph as they are"))
    inside = ", ".join(f"{name}: {_value(value)}" for name, value in fields.items())
    return f"      {ours}: {_text(theirs) if len(fields) == 1 else f'{{{inside}}}'}  # {'; '.join(notes)}"


def _times(fields: dict[str, object], cells: Sequence[str], theirs: str, kind: str) -> list[str]:
    known, doubtful = layouts(cells)
    if not known or known == [""]:
        return []
    fields["time"] = known[0] if len(known) == 1 else known
    notes = [_("month and day may be the other way round")] if doubtful else []
    if kind == "time" and not all(layout in COUNTED or OFFSET.search(layout) for layout in known):
        fields["zone"] = "Asia/Shanghai" if any(ord(sign) > _LAST_LATIN for sign in theirs) else "UTC"
        notes.append(_("is that the zone of its times?"))
    return notes


def _comment(words: str, **values: str) -> str:
    return "# " + _(words).format(**values)


def _value(value: object) -> str:
    return str(value) if value == "true" else _text(value)


def _text(value: object) -> str:
    """Return a text or a list as YAML: JSON is YAML, too."""
    return json.dumps(value, ensure_ascii=False)


def _cut(text: str) -> str:
    """Return a text for a comment: in one line, and short."""
    shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in text)
    return shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"
