"""What a browser that means harm puts into callbacks, grids and downloads, and how that is answered."""

from typing import Final, Literal

Answer = Literal["refused", "words", "rows"]
"""refused: 400, no callback at all; words: 200 and a notice in words; rows: 200 and rows (perhaps none)."""

NINES: Final = "9" * 4000
FILTERS: Final[dict[str, Answer]] = {
    # JSON of an amount that a filter of the ledger asks for
    "9e999990": "refused",
    "-9e999990": "refused",
    "1e999999": "refused",
    "NaN": "refused",
    "Infinity": "refused",
    "-Infinity": "refused",
    NINES: "refused",
    "1e300": "rows",
    "-1e300": "rows",
    "9e-999990": "rows",
    "92233720368547758.07": "rows",
    "200": "rows",
    "null": "rows",
    '"200.00"': "rows",
    '"9e999990"': "words",
    '"-9e999990"': "words",
    '"9e-999990"': "words",
    '"1e999999"': "words",
    f'"{NINES}"': "words",
    '"NaN"': "words",
    '"sNaN"': "words",
    '"Infinity"': "words",
    '"１２３"': "words",
    '"1_000"': "words",
    '"0x10"': "words",
    '" 1"': "words",
    '""': "words",
    '"\\ud83d"': "refused",
    "true": "words",
    "[1]": "words",
    "{}": "words",
}
ROWS: Final[dict[str, Answer]] = {
    # JSON of the first row that a grid asks for
    "0": "rows",
    "true": "words",
    '"0"': "rows",
    '"０"': "words",
    "1.5": "words",
    "-1": "words",
    "9e18": "words",
    NINES: "refused",
    "9e999990": "refused",
    "null": "words",
    "[]": "words",
    '"1_0"': "words",
}
NO_TEXTS: Final = (
    "true",
    "7",
    "1e999999",
    NINES,
    "[]",
    "{}",
    '["?from=1"]',
    '"\\ud83d\\u0041"',
    f'"{NINES}9"',
)
"""JSON that stands nowhere where a callback takes a text."""
TEXTS: Final = (
    "\x00",
    "9e999990",
    "-9" * 300,
    "0001-01-01",
    "' OR 1=1 //",
    "`}) DETACH DELETE n //",
    "<a href='javascript:1'>x</a>",
    "=cmd()|' /C calc'!A0",
    "\u202eevil\u2066",
    "😀" * 300,
    "ａ" * 257,
    "pool:province:9e9",
    "order:\x00",
    "M1:99,M1:9e9,%00:1,%ED%A0%80:2",
)
"""Texts for every filter, id, day and name that an address or a store brings."""
BODIES: Final = (
    b"",
    b"null",
    b"[]",
    b"{",
    b"\xff\xfe{",
    b"[" * 100_000,
    b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    b"[" + b"[]," * 200_000 + b"[]]",
    b'{"output": ["page.children"], "inputs": []}',
    b'{"output": "no.such"}',
)
"""Bodies that are no callback."""
