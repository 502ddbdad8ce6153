"""Parts that pages are made of: cards, sections, states in words, figures, grids, icons."""

from dashboard.shared.attributes import aria, data
from dashboard.shared.cards import Trend, stat_card
from dashboard.shared.graphs import figure, figure_skeleton, lead_on
from dashboard.shared.grids import (
    download_button,
    downloads,
    file_links,
    grid,
    link_workbook,
    member_column,
    money_column,
    number_column,
    page_link_column,
)
from dashboard.shared.icons import icon, icon_image, rank_badge
from dashboard.shared.sections import empty_state, error_state, notices, page_head, section, skeleton

__all__ = [
    "Trend",
    "aria",
    "data",
    "download_button",
    "downloads",
    "empty_state",
    "error_state",
    "figure",
    "figure_skeleton",
    "file_links",
    "grid",
    "icon",
    "icon_image",
    "lead_on",
    "link_workbook",
    "member_column",
    "money_column",
    "notices",
    "number_column",
    "page_head",
    "page_link_column",
    "rank_badge",
    "section",
    "skeleton",
    "stat_card",
]
