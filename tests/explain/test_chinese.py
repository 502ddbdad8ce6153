"""Explanations are said in Chinese as in English: the same sentences with the same parameters."""

import string

from graph.words import spoken
from graph.words.reasons import reason, texts

ENGLISH, CHINESE = texts("english"), texts("chinese")


def parameters(text: str) -> set[tuple[str, str | None]]:
    return {(name, spec) for _, name, spec, _ in string.Formatter().parse(text) if name}


def test_every_sentence_is_said_in_chinese_with_its_parameters():
    expected = {name: parameters(text) for name, text in ENGLISH["sentences"].items()}
    assert {name: parameters(text) for name, text in CHINESE["sentences"].items()} == expected


def test_all_smaller_words_are_said_in_chinese():
    assert {name: set(words) for name, words in CHINESE.items()} == {
        name: set(words) for name, words in ENGLISH.items()
    }


def test_a_sentence_names_ranks_kinds_and_counts_in_the_language():
    words = spoken("chinese", {"U": "王伟"}, "Asia/Shanghai", {"partner": "批发商"})
    later = reason("rank_later", who="U", rank="partner", since="", later="2 orders")
    assert words.sentence(later) == "U (王伟) 在本订单时还不是批发商：后来因期初才达到，晚 2 张订单"
    held = reason("fund_held", share="20 %", kinds="direct and peer", held=100)
    assert words.sentence(held) == "直推奖和平级奖 的 20 % 被冻结，共 1.00，两项条件同时成立后解锁（R8）"
    assert words.kind("peer direct") == "直推奖的平级奖"
