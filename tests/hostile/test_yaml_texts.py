"""Hostile YAML against `upline plan check` and `upline load --mapping`: each ends in words, in no time."""

import os
from pathlib import Path

import pytest

from tests.hostile.running import Ended, run_bounded
from tests.hostile.yaml_texts import YAML_TEXTS, YamlText

_NO_FILES = {"a device": "/dev/zero", "a folder": "/", "a pipe": "pipe.yaml"}


def _both(folder: Path, file: Path | str) -> list[list[str]]:
    return [["plan", "check", str(file)], ["load", str(folder), "--mapping", str(file)]]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Ended, Ended]]:
    """The two answers to every text, by its name: of a plan, of a mapping."""
    folder = tmp_path_factory.mktemp("yaml")
    os.mkfifo(folder / "pipe.yaml")
    commands: list[list[str]] = [["plan", "check", "chain_699"]]
    for number, one in enumerate(YAML_TEXTS):
        file = folder / f"{number}.yaml"
        file.write_bytes(one.content)
        commands += _both(folder, file)
    for path in _NO_FILES.values():
        commands += _both(folder, folder / path)
    found = run_bounded(commands, os.environ)
    names = [*(one.name for one in YAML_TEXTS), *_NO_FILES]
    return dict(zip(names, zip(found[::2], found[1::2], strict=True), strict=True))


@pytest.mark.parametrize("case", YAML_TEXTS, ids=lambda case: case.name)
def test_hostile_yaml_is_refused_in_words(case: YamlText, answers: dict[str, tuple[Ended, Ended]]) -> None:
    for ended in answers[case.name]:
        assert ended.code == 2
        assert ".yaml" in ended.err
        assert case.words in ended.err
        assert len(ended.err) < 20_000
        assert ended.seconds < 1
        assert ended.grown < 100


@pytest.mark.parametrize("name", _NO_FILES)
def test_what_is_no_regular_file_is_not_opened(name: str, answers: dict[str, tuple[Ended, Ended]]) -> None:
    plan, mapping = answers[name]
    assert (plan.code, mapping.code) == (2, 2)
    assert "there is no plan" in plan.err or "is no regular file" in plan.err
    assert "is no regular file" in mapping.err
