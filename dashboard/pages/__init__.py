"""The pages of the dashboard, in the order of the menu: a page is there when its line is."""

from dashboard.pages import overview, runs, team
from dashboard.pages.page import Page

PAGES: tuple[Page, ...] = (overview.page, team.page, runs.page)
