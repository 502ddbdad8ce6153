"""Errors and messages as data: English for logs and programs, the language of the request for people."""

from graph.errors import UserError
from graph.i18n import spoken_in
from graph.i18n.message import Joined, message

NO_MEMBER = UserError("there is no member {member!r} in run {number}", member="M7", number=2)


def test_an_error_is_english_as_text_and_chinese_for_who_asks() -> None:
    assert str(NO_MEMBER) == "there is no member 'M7' in run 2"
    assert NO_MEMBER.text("zh") == "第 2 次结算中没有会员 'M7'"
    with spoken_in("zh"):
        assert NO_MEMBER.text() == "第 2 次结算中没有会员 'M7'"
        assert str(NO_MEMBER) == "there is no member 'M7' in run 2"


def test_a_value_that_is_an_error_is_told_in_the_language_too() -> None:
    why = message("{file}, line {line}: {why}", file="a.yaml", line=3, why=message("this field is missing"))
    assert str(why) == "a.yaml, line 3: this field is missing"
    assert why.text("zh") == "a.yaml 第 3 行：缺少这个字段"
    assert (
        message("{name} cannot be read: {why}", name="a", why=NO_MEMBER).text("zh").endswith("没有会员 'M7'")
    )


def test_several_values_are_joined_as_the_language_does() -> None:
    known = message("Checks passed: {checks}.", checks=Joined((message("due"), message("pools")), ", "))
    assert str(known) == "Checks passed: due, pools."
    assert known.text("zh") == "通过的检查：应付、奖金池。"


def test_braces_in_values_and_in_texts_without_values_stay() -> None:
    assert str(UserError("{constant: 1} {x}")) == "{constant: 1} {x}"
    assert str(UserError("no {name}", name="{0.__class__}")) == "no {0.__class__}"
