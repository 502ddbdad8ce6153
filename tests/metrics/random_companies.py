"""Random small companies that reach the corners of the metrics: a seed gives the tables and a time."""

from random import Random

from tests.metrics.company import (
    PACKAGE,
    Company,
    Correction,
    Customer,
    Member,
    Order,
    Refund,
    Spend,
    Touch,
    micros,
)

DAY = 24 * 3600 * 1_000_000
BEGIN = micros("2025-11-20")
CHANNELS = ("wechat", "douyin", "搜索", "")


def random_company(seed: int) -> tuple[Company, int]:
    """Return a company and the time of its run; times meet exactly, a microsecond off, and at midnights."""
    random = Random(seed)
    moments = [BEGIN + random.randrange(100 * DAY) for _ in range(12)]
    moments += [
        micros(day) + shift for day in ("2025-12-01", "2026-01-01", "2026-02-01") for shift in (-1, 0)
    ]

    def moment(least: int = BEGIN) -> int:
        steps = (0, 7 * DAY, 30 * DAY, 60 * DAY, 90 * DAY)
        drawn = [
            random.choice(moments) + random.choice(steps) + random.choice((-1, 0, 0, 1)) for _ in range(9)
        ]
        return next((at for at in drawn if at >= least), least)

    members: list[Member] = []
    for number in range(random.randint(3, 10)):
        sponsor = random.choice(members).id if members and random.random() < 0.85 else ""
        members.append(Member(f"m{number}", sponsor, random.choice(CHANNELS), moment()))
    owners = tuple((f"k{number}", random.choice(members).id) for number in range(2))
    customers = tuple(
        Customer(f"c{number}", random.choice(("", "k0", "k1")), random.choice(CHANNELS), moment())
        for number in range(4)
    )
    people: list[Member | Customer] = [*members, *customers]
    orders = []
    for number in range(random.randint(0, 30)):
        buyer = random.choice(people)
        amount = PACKAGE if buyer in members and random.random() < 0.5 else 1000 + number
        orders.append(Order(f"o{number}", buyer.id, moment(buyer.joined), amount))
    refunds = tuple(
        Refund(one.id, random.choice((one.amount, one.amount, 1)), moment(one.at))
        for one in random.sample(orders, len(orders) // 5)
    )
    touches = tuple(
        Touch(
            f"t{number}",
            f"v{random.randrange(12)}",
            moment(),
            random.choice(CHANNELS[:3]),
            random.choice((*[one.id for one in members], "", "")),
            random.choice((*[one.id for one in people], "", "", "")),
        )
        for number in range(random.randint(0, 30))
    )
    spend = {
        (day, channel): Spend(
            day, channel, random.choice((0, 1, 33300)), random.choice(("marketing", "subsidy"))
        )
        for day in ("2025-12-01", "2025-12-31", "2026-01-01")
        for channel in random.sample(CHANNELS[:3], 2)
    }
    moved = [one for one in members if one.sponsor and random.random() < 0.15]
    corrections = tuple(Correction(one.id, "", moment(one.joined)) for one in moved)
    as_of = random.choice((micros("2026-06-01"), moment(BEGIN + 40 * DAY), moment(BEGIN + 60 * DAY)))
    facts = Company(
        tuple(members), customers, owners, tuple(orders), refunds, touches, tuple(spend.values()), corrections
    )
    return facts, as_of
