"""`upline statement` prints what the database is sent, to be read and run by hand."""

import pytest

from graph.catalogue import names, statement
from tests.cli.conftest import Upline


def test_a_statement_is_printed_whole_with_its_parts_and_every_parameter_explained(upline: Upline):
    printed = upline("statement", "system/audit/newest")
    assert (printed.code, printed.err) == (0, "")
    lines = printed.out.splitlines()
    assert lines[0] == "// A page of the audit trail: the events that fit the filters, newest first."
    assert "MATCH (e:AuditEvent)" in lines
    assert "{parts/audit_events}" not in printed.out
    explained = [line for line in lines if line.startswith("//") and "$member: member id" in line]
    assert len(explained) == 1
    assert all(f"${name}: " in printed.out for name in statement("system/audit/newest").takes)


def test_what_is_printed_is_what_the_database_is_sent(upline: Upline):
    def code(text: str) -> list[str]:
        return [line for line in text.splitlines() if not line.startswith("//")]

    whole = statement("nightly/rewards/post")
    assert code(upline("statement", "nightly/rewards/post").out) == [":auto", *code(whole.text)]


def test_the_list_names_each_statement_with_its_purpose(upline: Upline):
    listed = upline("statement", "--list").out.splitlines()
    assert [line.partition(": ")[0] for line in listed] == names()
    assert (
        listed[names().index("nightly/rewards/post")]
        == f"nightly/rewards/post: {statement('nightly/rewards/post').purpose}"
    )


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("reward/post", "nightly/rewards/post"),
        ("post", "nightly/rewards/post"),
        ("overide", "nightly/rewards/override"),
    ],
)
def test_a_wrong_name_suggests_near_ones(upline: Upline, name: str, near: str):
    printed = upline("statement", name)
    assert (printed.code, printed.out) == (2, "")
    assert f"there is no statement '{name}': did you mean" in printed.err
    assert near in printed.err


def test_a_name_like_none_leads_to_the_list(upline: Upline):
    printed = upline("statement", "../../../q7")
    assert (printed.code, printed.out) == (2, "")
    assert printed.err == "error: there is no statement '../../../q7': `upline statement --list`\n"


@pytest.mark.parametrize("arguments", [(), ("nightly/rewards/post", "--list")])
def test_a_name_or_the_list_is_needed(upline: Upline, arguments: tuple[str, ...]):
    printed = upline("statement", *arguments)
    assert printed.code == 2
    assert "give the name of one statement" in printed.err
