"""The tests of the law, and who stands behind them; for who sees all of the company."""

from typing import Any

from starlette.exceptions import HTTPException

from api.reading import Seen
from api.routing import area
from api.schemas.base import money_stamp
from api.schemas.compliance import ComplianceAnswer
from graph.compliance import compliance
from graph.compliance.flags import NO_ADVICE, sentence
from graph.compliance.tables import flag_rows, list_rows, trend_rows
from graph.money import to_decimal
from web.problem_schema import problems

router = area("compliance")
_MONEY = frozenset({"earned", "sold", "retail_sold", "retail_earned", "paid", "goods"})


@router.get("/compliance", summary="Is it a pyramid?", responses=problems(401, 403, 404, 422, 503))
def read_compliance(seen: Seen) -> ComplianceAnswer:
    """Return each test with its threshold, by month, and the members behind it (docs/compliance.md)."""
    if not seen.viewer.sees_all:
        raise HTTPException(
            403, "the tests of the law look at the whole company: for the roles admin, finance and analyst"
        )
    panel = compliance(seen.database, seen.run)
    lists = {name: [_plain(row) for row in list_rows(panel, name)] for name in panel.lists}
    return ComplianceAnswer.model_validate(
        {
            **money_stamp(seen.run),
            "note": sentence(NO_ADVICE),
            "unfinished": panel.unfinished or None,
            "flags": flag_rows(panel),
            "trend": trend_rows(panel),
            **lists,
        }
    )


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    ratio = {} if row.get("ratio") is None else {"ratio": f"{row['ratio']:f}"}
    return {name: to_decimal(cell) if name in _MONEY else cell for name, cell in row.items()} | ratio
