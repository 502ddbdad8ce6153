"""All metrics in one visible list, as `upline metrics` and the API name them (metrics.md)."""

from graph.errors import NotFoundError
from graph.metrics import buyers, growth, visitors
from graph.metrics.model import Column, Metric, counts, decimals, money, text

_ALL = (
    Metric(
        "conversion",
        "conversion",
        text("channel") + counts("visitors", "converted") + decimals("rate"),
        visitors.conversion,
    ),
    Metric(
        "registration",
        "registration",
        counts("days", "joined", "converted") + decimals("rate"),
        buyers.registration,
        days=buyers.REGISTRATION_DAYS,
    ),
    Metric(
        "repurchase",
        "repurchase",
        text("month") + counts("buyers", "repeat_buyers") + decimals("rate"),
        buyers.repurchase,
        monthly="window",
    ),
    Metric(
        "cohort-repurchase",
        "cohort_repurchase",
        counts("days", "buyers", "repeat_buyers") + decimals("rate"),
        buyers.cohort_repurchase,
        days=buyers.REPURCHASE_DAYS,
    ),
    Metric(
        "retention",
        "retention",
        text("cohort") + counts("offset", "buyers", "cohort_size") + decimals("rate"),
        buyers.retention,
        monthly="run",
    ),
    Metric(
        "cac",
        "cac",
        text("kind") + money("spend", "rewards") + counts("new_members") + money("cost"),
        growth.cac,
    ),
    Metric(
        "buyer-seller", "buyer_seller", counts("buyers", "sellers") + decimals("ratio"), buyers.buyer_seller
    ),
    Metric(
        "funnel",
        "funnel",
        text("stage") + counts("visitors") + decimals("rate") + counts("waiting") + decimals("step_rate"),
        visitors.funnel,
    ),
    Metric("attribution", "attribution", text("model", "channel") + decimals("orders"), visitors.attribution),
    Metric(
        "k-factor",
        "k_factor",
        text("month") + counts("recruits", "inviters") + decimals("k", "median_days"),
        growth.k_factor,
        monthly="window",
    ),
    Metric(
        "payout",
        "payout",
        text("month") + money("rewards", "revenue") + decimals("ratio"),
        growth.payout,
        monthly="window",
    ),
)
_BY_NAME = {one.name: one for one in _ALL}
METRICS: tuple[str, ...] = tuple(_BY_NAME)
"""The names of all metrics, in the order of metrics.md."""


def metric_named(name: str) -> Metric:
    """Return a metric by its name.

    Raises:
        NotFoundError: when there is none.
    """
    found = _BY_NAME.get(name)
    if found is None:
        raise NotFoundError(
            "there is no metric {name!r}: there is {metrics}", name=name, metrics=", ".join(METRICS)
        )
    return found


def columns(name: str) -> tuple[Column, ...]:
    """Return the columns of a metric in the order of its exports.

    Raises:
        NotFoundError: when there is no such metric.
    """
    return metric_named(name).columns
