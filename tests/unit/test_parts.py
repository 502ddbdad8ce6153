"""A part says what it is, takes and returns, and one that does not fit where it is put in is refused."""

import pytest

from graph.catalogue import names, parse, statement
from graph.errors import UplineError
from graph.parts import signature

PARTS = [name for name in names() if statement(name).mode == "part"]
CLAUSE, SUBQUERY, VALUE = "parts/members", "nightly/rewards/differential", "parts/ordered"
HEAD = "// Counts.\n// mode: read\n"
TAKES = "MATCH (buyer:Member) WITH buyer, 1 AS clk, [] AS measures\n"


def test_parts_have_all_three_shapes():
    assert {statement(name).facts["shape"] for name in PARTS} == {"clause", "expression", "subquery"}


def test_a_part_says_its_variables_by_name():
    peer = statement("nightly/rewards/peer")
    own = signature(peer.name, peer.facts, peer.text)
    assert (own.shape, own.takes) == ("subquery", ("clk", "flat"))
    assert own.returns == ("payee", "kind", "source", "amount")


@pytest.mark.parametrize(
    ("header", "text", "refusal"),
    [
        ("mode: part · returns: p", "MATCH (p)", "shape: clause | expression | subquery` and `returns"),
        ("mode: part · shape: rule · returns: p", "MATCH (p)", "shape: clause | expression | subquery"),
        ("mode: part · shape: clause · takes: a", "MATCH (a)--(p)", "and `returns: ...`"),
        (
            "mode: part · shape: clause · returns: q",
            "MATCH (p)",
            "`returns` names q, which its text does not",
        ),
        ("mode: part · shape: clause · takes: a; b: it · returns: p", "MATCH (p)--(a)", "`takes` names b"),
        (
            "mode: part · shape: clause · takes: a · returns: p",
            "MATCH (p {a: 'a'})--(:a) // a",
            "`takes` names a",
        ),
        ("mode: part · shape: clause · returns: p", "size([p])", "its text is no clause"),
        ("mode: part · shape: clause · returns: p", "MATCH (p) RETURN p", "its text is no clause"),
        (
            "mode: part · shape: expression · takes: p · returns: a count",
            "WITH size(p) AS n",
            "no expression",
        ),
        ("mode: part · shape: subquery · returns: p", "MATCH (p)", "its text is no subquery"),
        ("mode: part · shape: subquery · returns: p; q", "MATCH (p)-->(q) RETURN q, p", "it returns q, p"),
        (
            "mode: part · shape: subquery · returns: p; n",
            "MATCH (p) RETURN p, size([p, 1]) AS n ORDER BY n",
            None,
        ),
        ("mode: part · shape: expression · returns: a count", "COUNT { MATCH (p) RETURN p }", None),
        ("mode: part · shape: expression · takes: p · returns: a boolean", "p.id STARTS WITH 'a'", None),
    ],
)
def test_a_header_that_is_not_what_the_text_does_is_refused(header: str, text: str, refusal: str | None):
    if refusal is None:
        assert parse("own", f"// A part.\n// {header}\n{text}\n").mode == "part"
        return
    with pytest.raises(UplineError) as error:
        parse("own", f"// A part.\n// {header}\n{text}\n")
    assert str(error.value).startswith("cypher/own.cypher: ")
    assert refusal in str(error.value)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        (f"{{{CLAUSE}}}\nRETURN count(p)", None),
        (f"WITH\n{{{CLAUSE}}}\nRETURN count(p)", f":4: {CLAUSE} cannot stand here: its shape is clause"),
        (f"{{{CLAUSE}}}\nRETURN 1", f":3: {CLAUSE} returns p, which nothing behind it uses"),
        (f"{{{CLAUSE}}}\n{{parts/earned}}\nRETURN count(e)", None),
        (f"{{{CLAUSE}}}\nRETURN\n{{{VALUE}}}\nAS times", None),
        (f"MATCH (q)\nRETURN\n{{{VALUE}}}\nAS times", f":5: {VALUE} takes p, which nothing before it makes"),
        (f"MATCH (q {{p: 'p'}}) // p\nRETURN\n{{{VALUE}}}\nAS times", "takes p, which nothing"),
        (f"MATCH (p)\n{{{VALUE}}}\nRETURN p", f"{VALUE} cannot stand here: its shape is expression"),
        (f"{TAKES}CALL (buyer, clk, measures) {{\n{{{SUBQUERY}}}\n}}\nRETURN amount", None),
        (
            f"{TAKES}CALL (buyer, clk) {{\n{{{SUBQUERY}}}\n}}\nRETURN amount",
            f":5: {SUBQUERY} takes measures, which",
        ),
        (f"{TAKES}CALL (*) {{\n{{{SUBQUERY}}}\n}}\nRETURN amount", None),
        (f"{TAKES}{{{SUBQUERY}}}\nRETURN amount", f"{SUBQUERY} cannot stand here: its shape is subquery"),
        (
            f"CALL (x) {{\nMATCH (buyer) RETURN buyer\nUNION ALL\n{{{SUBQUERY}}}\n}}\nRETURN payee",
            "takes buyer, clk, measures",
        ),
    ],
)
def test_a_part_that_does_not_fit_its_place_is_refused_with_file_and_line(text: str, refusal: str | None):
    if refusal is None:
        assert parse("own", HEAD + text).parts
        return
    with pytest.raises(UplineError) as error:
        parse("own", HEAD + text)
    assert str(error.value).startswith("cypher/own.cypher:")
    assert refusal in str(error.value)
