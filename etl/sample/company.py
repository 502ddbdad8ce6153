"""The sample company as a whole: real retail orders, bought by the members of a simulated network."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from etl.sample import retail
from etl.sample.almanac import generator
from etl.sample.bad_rows import BadRow, bad_rows, with_bad_rows
from etl.sample.later import second_delivery
from etl.sample.simulated import circles, network, packages, visits
from etl.sample.simulated.network import People
from etl.sample.summary import SampleSummary, summary
from etl.sample.tables import Simulated, Tables, tables
from graph.errors import UserError

MEMBERS = 4000
"""The default: with its customers just as many buyers as there are real customers."""
FEWEST = 500
_CUSTOMERS, _RETAIL_MEMBERS = 0.15, 0.9345


@dataclass(frozen=True)
class Company:
    """clean: the tables without the bad rows, every cell a text. later: the second delivery."""

    clean: Tables
    bad: tuple[BadRow, ...]
    later: Tables
    summary: SampleSummary


def company(members: int = MEMBERS, seed: int = 1) -> Company:
    """Make the sample company; the same arguments give the same company.

    Raises:
        UserError: when `members` is below 500, too few for a network with every part.

    """
    if members < FEWEST:
        raise UserError(
            "a sample company of {members} members is too small: ask for {fewest} or more",
            members=members,
            fewest=FEWEST,
        )
    made = _simulated(members, seed)
    clean = tables(made, seed)
    bad = bad_rows(clean)
    later, later_lines = second_delivery(clean)
    return Company(clean, bad, later, summary(made, clean, bad, later_lines))


def write_sample(folder: Path, members: int = MEMBERS, seed: int = 1) -> SampleSummary:
    """Write the twelve tables as CSV into `folder` (made if missing) and say what is in them.

    The same arguments give the same bytes.

    Raises:
        UserError: when `members` is below 500.

    """
    made = company(members, seed)
    _write(with_bad_rows(made.clean, made.bad), folder)
    return made.summary


def write_second_delivery(folder: Path, members: int = MEMBERS, seed: int = 1) -> SampleSummary:
    """Write the tables of the second delivery of the same company, to be loaded after the first.

    A night with `later_as_of()` then posts corrections.

    Raises:
        UserError: when `members` is below 500.

    """
    made = company(members, seed)
    _write(made.later, folder)
    return made.summary


def _simulated(members: int, seed: int) -> Simulated:
    customers, retail_members = round(members * _CUSTOMERS), round(members * _RETAIL_MEMBERS)
    real = retail.retail(customers + retail_members, generator(seed, "retail"))
    idle = network.without_orders(members - retail_members, generator(seed, "idle"))
    slots = np.arange(customers + retail_members)
    guests = network.arrivals(real.first[:customers], slots[:customers], generator(seed, "guests"))
    first = np.concatenate([real.first[customers:], idle])
    slot = np.concatenate([slots[customers:], np.full(idle.size, -1)])
    arrived = network.arrivals(first, slot, generator(seed, "arrivals"))
    net = network.network(arrived, generator(seed, "network"))
    standing = packages.opening(net)
    sold = packages.packages(net, standing, generator(seed, "packages"))
    clubs = circles.communities(net, guests.touched, generator(seed, "communities"))
    buyers = _together(net.people, guests)
    first_order = visits.first_orders(
        buyers.joined.size, sold.orders["buyer"].to_numpy(), sold.orders["at"].to_numpy()
    )
    shops = buyers.slot >= 0
    first_order[shops] = np.minimum(first_order[shops], real.first[buyers.slot[shops]])
    inviter = np.concatenate([net.sponsor, clubs.owner[clubs.of_customer]])
    together = circles.groups(net, generator(seed, "groups"))
    return Simulated(
        network=net,
        customers=guests,
        buyers=buyers,
        standing=standing,
        communities=clubs,
        groups=together,
        alone=circles.buy_alone(together, generator(seed, "alone")),
        retail=real,
        packages=sold,
        touches=visits.touches(buyers, inviter, first_order, net.people.joined, generator(seed, "touches")),
        spend=visits.spend(members, generator(seed, "spend")),
    )


def _together(members: People, customers: People) -> People:
    return People(
        np.concatenate([members.joined, customers.joined]),
        np.concatenate([members.touched, customers.touched]),
        np.concatenate([members.channel, customers.channel]),
        np.concatenate([members.slot, customers.slot]),
    )


def _write(delivery: Tables, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in delivery.items():
        table.write_csv(folder / f"{name}.csv")
