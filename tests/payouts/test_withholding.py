"""What is withheld: a rate, brackets, and brackets over what the same month or year paid."""

from fractions import Fraction

import pytest

from graph.database import Database
from graph.errors import UserError
from graph.payouts.batches import year_totals
from graph.payouts.settings import PayoutSettings, Withholding
from graph.yaml_model import parse_model
from tests.payouts.company import approved, by_member, noted

BRACKETS = """
minimum: "10.00"
withholding:
  period: year
  brackets:
    - {above: "0.00", rate: "0 %"}
    - {above: "100.00", rate: "20 %"}
    - {above: "300.00", rate: "1/3"}
"""


def withheld_of(terms: Withholding, amount: int) -> int:
    """Say in plain words what brackets make of an amount: each part's share, rounded down."""
    ends = [bracket.above for bracket in terms.brackets[1:]] + [amount]
    parts = [(b.rate, min(end, amount) - b.above) for b, end in zip(terms.brackets, ends, strict=True)]
    return sum(part * rate.numerator // rate.denominator for rate, part in parts if part > 0)


def test_brackets_add_up_over_the_year_and_what_failed_does_not_count(paying: Database):
    terms = parse_model(BRACKETS, "payouts.yaml", PayoutSettings)
    withholding = terms.withholding
    assert withholding is not None
    assert terms.minimum == 1000
    first = approved(paying, terms=terms)
    lines = by_member(paying, first.number)
    assert any(line.gross > 30000 for line in lines.values())
    for line in lines.values():
        assert line.withheld == withheld_of(withholding, line.gross)
        assert line.net == line.gross - line.withheld
    assert (first.withheld, first.net) == (
        sum(line.withheld for line in lines.values()),
        sum(line.net for line in lines.values()),
    )
    noted(paying, first.number, A="failed")
    again = by_member(paying, approved(paying, terms=terms).number)
    assert {member: line.withheld for member, line in again.items()} == {"A": lines["A"].withheld}
    year = int(first.day[:4])
    assert {row.member_id: (row.gross, row.withheld) for row in year_totals(paying, year)} == {
        member: (line.gross, line.withheld) for member, line in lines.items()
    }
    assert list(year_totals(paying, year + 1)) == []


def test_a_rate_is_one_bracket_and_wrong_settings_are_told_with_their_line():
    text = 'withholding: {rate: "3 %"}'
    flat = parse_model(text, "p.yaml", PayoutSettings).withholding
    assert flat is not None
    assert (flat.period, flat.brackets[0].rate) == ("batch", Fraction(3, 100))
    with pytest.raises(UserError, match=r"p\.yaml, line 2, .*begin above the one before"):
        parse_model(
            "withholding:\n  brackets: [{above: '5.00', rate: '1 %'}, {above: '5.00', rate: '2 %'}]",
            "p.yaml",
            PayoutSettings,
        )
    with pytest.raises(UserError, match=r"p\.yaml, line 1, minimun: there is no such field"):
        parse_model("minimun: '1.00'", "p.yaml", PayoutSettings)
