"""Parts that pages are made of: cards, sections, states in words, figures, grids, icons."""

from dashboard.components.attributes import aria, data
from dashboard.components.cards import Trend, stat_card
from dashboard.components.figures import figure, figure_skeleton
from dashboard.components.grids import download_button, downloads, grid, money_column, number_column
from dashboard.components.icons import icon, icon_image, rank_badge
from dashboard.components.sections import page_head, section
from dashboard.components.states import empty_state, error_state, skeleton

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
    "grid",
    "icon",
    "icon_image",
    "money_column",
    "number_column",
    "page_head",
    "rank_badge",
    "section",
    "skeleton",
    "stat_card",
]
