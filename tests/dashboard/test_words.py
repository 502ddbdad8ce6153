"""The dashboard's words: everything said in English is said in Chinese, and nothing is kept for nobody."""

import string
from decimal import Decimal
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir

import dashboard
from dashboard.callbacks import error_text
from dashboard.context import NotForMembersError
from dashboard.i18n.format import count, money, month, percent, short_money
from dashboard.pages import PAGES
from dashboard.words import LANGUAGES, _, catalogues, grid_words, requested_language, spoken_in
from graph.access import NotSignedInError
from graph.errors import DatabaseUnavailableError, NothingPublishedError

SOURCE = Path(dashboard.__file__).parent


def said_in_the_source() -> set[str]:
    """Return what the dashboard says."""
    found = extract_from_dir(SOURCE, [("**.py", "python")], keywords={"_": None, "N_": None})
    return {text for *_place, text, _comments, _context in found if isinstance(text, str)}


def said_in_chinese() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, catalogue in catalogues("zh").items():
        for message in catalogue:
            if message.id:
                assert isinstance(message.id, str), f"{name}: a plural"
                assert isinstance(message.string, str), f"{name}: {message.id}"
                assert found.get(message.id, message.string) == message.string, f"{name}: {message.id}"
                found[message.id] = message.string
    return found


def fields(text: str) -> set[str | None]:
    return {field for _text, field, _spec, _conversion in string.Formatter().parse(text)} - {None}


def test_every_text_has_its_chinese() -> None:
    known = said_in_chinese()
    assert sorted(text for text in said_in_the_source() if not known.get(text)) == []


def test_no_translation_is_kept_for_a_text_that_nobody_says() -> None:
    assert sorted(set(said_in_chinese()) - said_in_the_source()) == []


def test_translations_have_the_fields_of_their_texts() -> None:
    assert [text for text, chinese in said_in_chinese().items() if fields(text) != fields(chinese)] == []


def test_texts_are_spoken_in_the_language_of_the_request() -> None:
    with spoken_in("zh"):
        assert _("Payout ratio") == "拨比"
        with spoken_in("en"):
            assert _("Payout ratio") == "Payout ratio"
        assert _(PAGES[0].title) == "总览"
    with spoken_in("tlh"):
        assert _("Payout ratio") == "Payout ratio"


@pytest.mark.parametrize(
    ("cookie", "accepted", "language"),
    [
        ("zh", "en-GB,en", "zh"),
        ("", "zh-Hans-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("fr", "de-DE,de;q=0.9", "en"),
        ("", "", "en"),
        ("", "fr,zh;q=0.5", "zh"),
    ],
)
def test_the_cookie_decides_then_the_browser_then_english(cookie: str, accepted: str, language: str) -> None:
    assert requested_language(cookie, accepted) == language


def test_grids_have_chinese_words_and_their_own_english() -> None:
    words = grid_words("zh")
    assert words is not None
    assert words["noRowsToShow"] == "无显示行"
    assert grid_words("en") is None
    assert set(LANGUAGES) == {"zh", "en"}


def test_figures_are_read_as_people_write_them() -> None:
    with spoken_in("zh"):
        assert money(123456789, "CNY") == "¥1,234,567.89"
        assert short_money(123456789, "CNY") == "¥123.5万"
        assert month(2026 * 12) == "2026年1月"
    with spoken_in("en"):
        assert money(-5, "CNY") == "-CN¥0.05"
        assert short_money(9_999_900, "CNY") == "CN¥99,999"
        assert month(2026 * 12 + 11) == "Dec 2026"
        assert count(1234567) == "1,234,567"
        assert percent(Decimal("0.12345")) == "12.3%"
        assert percent(None) == "–"


@pytest.mark.parametrize(
    ("error", "begins"),
    [
        (DatabaseUnavailableError("bolt://10.0.0.7 went away"), "数据库没有响应"),
        (NothingPublishedError("nothing"), "还没有计算结果"),
        (NotSignedInError("sign in"), "您已退出登录"),
        (NotForMembersError("no"), "此页面供管理者使用"),
        (ZeroDivisionError("in figures.py"), "这里出了问题"),
    ],
)
def test_errors_are_told_in_words_without_their_insides(error: Exception, begins: str) -> None:
    with spoken_in("zh"):
        assert error_text(error).startswith(begins)
        assert str(error) not in error_text(error)
