"""The pages of the dashboard: PAGES is the one list of them, in the order of the menu.

It holds what navigation, router and titles know of a page, and who has it. A new page is a folder here and a
line in PAGES (CONTRIBUTING.md, "A new page").
"""

from dashboard.page import GRIDS, TREES, Page
from dashboard.pages.adjustments import page as adjustments
from dashboard.pages.audit import page as audit
from dashboard.pages.compliance import page as compliance
from dashboard.pages.conversion import page as conversion
from dashboard.pages.data import page as data
from dashboard.pages.groups import page as groups
from dashboard.pages.lab import page as lab
from dashboard.pages.me import page as me
from dashboard.pages.order import page as order
from dashboard.pages.overview import page as overview
from dashboard.pages.payouts import page as payouts
from dashboard.pages.repurchase import page as repurchase
from dashboard.pages.rewards import page as rewards
from dashboard.pages.runs import page as runs
from dashboard.pages.team import page as team
from dashboard.words import N_
from graph.access import Role

PAGES: tuple[Page, ...] = (
    Page("overview", "", N_("Overview"), "layout-dashboard", overview.layout, overview.register, needs=()),
    Page(
        "team", "team", N_("Team"), "sitemap", team.layout, team.register, by_run=True, needs=(GRIDS, TREES)
    ),
    Page("conversion", "conversion", N_("Conversion"), "filter", conversion.layout, conversion.register),
    Page("repurchase", "repurchase", N_("Repurchase"), "repeat", repurchase.layout, repurchase.register),
    Page("groups", "groups", N_("Groups"), "users", groups.layout, groups.register),
    Page("rewards", "rewards", N_("Rewards"), "coins", rewards.layout, rewards.register, by_run=True),
    Page("order", "order", N_("Order"), "table", order.layout, order.register, listed=False, by_run=True),
    Page(
        "compliance",
        "compliance",
        N_("Compliance"),
        "scale",
        compliance.layout,
        compliance.register,
        (Role.FINANCE, Role.ANALYST),
    ),
    Page("lab", "lab", N_("Plan lab"), "flask", lab.layout, lab.register, (Role.FINANCE, Role.ANALYST)),
    Page("payouts", "payouts", N_("Payouts"), "wallet", payouts.layout, payouts.register, payouts.ROLES),
    Page("runs", "runs", N_("Runs"), "moon-stars", runs.layout, runs.register),
    Page(
        "adjustments",
        "adjustments",
        N_("Adjustments"),
        "user-check",
        adjustments.layout,
        adjustments.register,
        adjustments.ROLES,
    ),
    Page("me", "me", N_("Mine"), "user", me.layout, me.register, me.ROLES, needs=()),
    Page("data", "data", N_("Data"), "inbox", data.layout, data.register, data.ROLES),
    Page("audit", "audit", N_("Audit"), "eye", audit.layout, audit.register, (Role.ADMIN,)),
)
