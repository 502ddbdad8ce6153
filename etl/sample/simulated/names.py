"""Plausible names: Chinese for most members, Latin for some."""

import numpy as np
import polars as pl

from etl.sample.almanac import happens

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
)
_GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红建文辉"
    "力宇欣怡子涵雨泽浩然思佳梓轩诗琪俊晨曦婷雪梅兰"
)
_FIRST = ("Alice", "Ben", "Carla", "David", "Elena", "Felix", "Grace", "Hugo", "Iris", "Jonas", "Kate", "Leo")
_LAST = (
    "Smith",
    "Chan",
    "Novak",
    "Garcia",
    "Müller",
    "Rossi",
    "Lee",
    "O'Brien",
    "Silva",
    "Kim",
    "Dubois",
    "Tan",
)
_PLACES = (
    "晨光", "向阳", "花园", "城南", "滨江", "东湖", "西园", "金桥", "绿地", "阳光",
    "万家", "和平", "书香", "望京", "星河", "桃源", "凤凰", "长宁", "云山", "海棠",
)  # fmt: skip


def people(count: int, rng: np.random.Generator) -> pl.Series:
    """Return `count` names of people; they repeat, as names do."""
    surname, given = np.array(list(_SURNAMES)), np.array(list(_GIVEN))
    last = np.where(happens(rng, count, 0.7), rng.choice(given, count), "")
    chinese = np.char.add(np.char.add(rng.choice(surname, count), rng.choice(given, count)), last)
    spaced = np.char.add(rng.choice(np.array(_FIRST), count), " ")
    latin = np.char.add(spaced, rng.choice(np.array(_LAST), count))
    return pl.Series("name", np.where(happens(rng, count, 0.1), latin, chinese).tolist(), dtype=pl.String)


def communities(count: int) -> list[str]:
    """Return `count` different names of communities."""
    return [f"{_PLACES[n % len(_PLACES)]}优选群{n // len(_PLACES) + 1}" for n in range(count)]
