"""The pages of the dashboard, in the order of the menu: a page is there when its line is."""

from dashboard.pages import audit, conversion, overview, repurchase, rewards, runs, team
from dashboard.pages.page import Page

PAGES: tuple[Page, ...] = (
    overview.page,
    team.page,
    conversion.page,
    repurchase.page,
    rewards.page,
    runs.page,
    audit.page,
)
