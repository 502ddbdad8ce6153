"""A page is one folder and a line in PAGES; its Chinese lies beside it, and no page knows another."""

from importlib import import_module
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir

import dashboard
from dashboard.page import Page
from dashboard.pages import PAGES
from dashboard.shared.icons import icon_image
from dashboard.words import catalogues
from graph.access import Role

SOURCE = Path(dashboard.__file__).parent


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_a_page_of_the_list_is_the_folder_of_its_name(page: Page) -> None:
    module = import_module(f"dashboard.pages.{page.key}.page")
    assert (page.layout, page.register) == (module.layout, module.register)
    assert page.address == f"/dashboard/{page.path}"
    assert icon_image(page.icon, "#000")


def test_every_folder_of_a_page_is_in_the_list() -> None:
    folders = {folder.parent.name for folder in (SOURCE / "pages").glob("*/page.py")}
    assert folders == {page.key for page in PAGES}
    assert len({page.address for page in PAGES}) == len(PAGES)


@pytest.mark.parametrize(
    ("role", "hidden"),
    [
        (Role.ADMIN, {"me"}),
        (Role.FINANCE, {"me", "audit", "data"}),
        (Role.ANALYST, {"me", "audit", "data", "adjustments", "payouts"}),
        (Role.MANAGER, {"me", "audit", "data", "adjustments", "payouts", "compliance", "lab"}),
    ],
)
def test_a_role_has_its_pages(role: Role, hidden: set[str]) -> None:
    assert {page.key for page in PAGES if not page.is_for(role)} == hidden


def test_a_member_has_its_own_page_alone() -> None:
    assert [page.key for page in PAGES if page.is_for(Role.MEMBER)] == ["me"]


def test_a_text_is_translated_in_a_folder_that_says_it() -> None:
    said: dict[str, set[Path]] = {}
    for file, _line, text, *_more in extract_from_dir(
        SOURCE, [("**.py", "python")], keywords={"_": None, "N_": None}
    ):
        said.setdefault(str(text), set()).add(Path(file).parent)
    strangers = [
        f"{name}: {message.id}"
        for name, catalogue in catalogues("zh").items()
        for message in catalogue
        if name.endswith("zh.po") and message.id
        if not any(folder.is_relative_to(Path(name).parent) for folder in said.get(str(message.id), ()))
    ]
    assert strangers == []
