"""Every statement says what it is for, how it is run, what it takes; and the printed catalogue is fresh."""

import pytest

from graph.catalogue import names, parse, place, statement
from graph.errors import UplineError
from tools.make_catalogue import TARGET, catalogue

HEADER = "// Says hello.\n// mode: read · grain: one row\n// $name: whom\nRETURN 'hello ' + $name\n"


@pytest.mark.parametrize("name", names())
def test_every_header_describes_the_parameters_that_the_statement_takes(name: str):
    found = statement(name)
    assert set(found.parameters) == found.used_parameters
    assert all(found.parameters.values()), "a parameter without a meaning"


@pytest.mark.parametrize("name", names())
def test_every_header_says_what_the_statement_is_for(name: str):
    purpose = statement(name).purpose
    assert purpose.endswith((".", ")"))
    assert len(purpose) > 10
    assert "$" not in purpose, "a parameter needs a line or a part of its own"


@pytest.mark.parametrize("name", names())
def test_a_statement_that_commits_in_batches_says_so(name: str):
    found = statement(name)
    assert ("TRANSACTIONS OF" in found.text.replace(found.purpose, "")) == (found.mode == "batched")


def test_the_printed_catalogue_is_that_of_the_statements():
    written = TARGET.read_text(encoding="utf-8")
    assert written == catalogue(), "stale: run python -m tools.make_catalogue"


def test_a_header_is_read_into_its_parts():
    found = parse("greet", HEADER)
    assert (found.purpose, found.mode, found.facts["grain"]) == ("Says hello.", "read", "one row")
    assert found.parameters == {"name": "whom"}


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("// No mode.\nRETURN 1", "greet.cypher: its header has no `mode"),
        (HEADER.replace("// $name", "// $name: who\n// $name"), r"greet.cypher:4: \$name is described twice"),
    ],
)
def test_a_wrong_header_is_told_with_its_file(header: str, message: str):
    with pytest.raises(UplineError, match=message):
        parse("greet", header)


def test_a_part_is_put_in_with_its_parameters_and_without_its_header():
    own = statement("nightly/rewards/override")
    around = "CALL (o, buyer, clk, measures) {\n  {nightly/rewards/override}\n}\n"
    found = parse("both", f"// Posts.\n// mode: batched\n{around}")
    assert found.parts == ("nightly/rewards/override",)
    assert "{nightly/rewards/override}" not in found.text
    assert "IN_TEAM_OF" in found.text
    assert own.purpose not in found.text
    assert set(found.parameters) == found.used_parameters == own.used_parameters


def test_only_a_part_can_be_put_in():
    with pytest.raises(
        UplineError, match=r"nightly/rewards/pool\.cypher is a batched statement and cannot be a part"
    ):
        parse("both", "// Posts.\n// mode: batched\n{nightly/rewards/pool}\n")


@pytest.mark.parametrize("name", [name for name in names() if statement(name).mode == "part"])
def test_every_part_is_put_in_somewhere(name: str):
    assert any(name in statement(one).parts for one in names())


def test_a_parameter_in_a_comment_is_not_one_that_the_statement_takes():
    assert parse("greet", HEADER + "// $other\n").used_parameters == {"name"}


def test_a_statement_that_is_not_there_is_an_error():
    with pytest.raises(UplineError, match="no statement 'no/such'"):
        statement("no/such")


def test_a_statement_that_shares_its_file_is_named_by_file_and_section():
    found = statement("run/discard/entries")
    assert found.text.startswith("// Removes the entries")
    assert "// name:" not in found.text
    assert place(found.name) == "cypher/run/discard.cypher, entries"
    assert place("run/publish") == "cypher/run/publish.cypher"
    with pytest.raises(UplineError, match="no statement 'run/discard'"):
        statement("run/discard")
