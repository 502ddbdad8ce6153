"""Hostile folders against `upline load`: each ends in words, in no time, and tells nobody's first line."""

import os
from pathlib import Path

import pytest

from etl.reading import read_delivery
from graph.errors import UserError
from tests.hostile.files import FOLDERS, MEMORY_MB, SECRET, HostileFolder
from tests.hostile.packed import PACKED
from tests.hostile.running import Ended, run_bounded

_ALL = (*FOLDERS, *PACKED)
_SOUND = "member_id,sponsor_id,joined_at\nm1,,2026-01-01T00:00:00Z\n"


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Ended]:
    """The answer to every folder, by its name; nothing listens where the database would be."""
    root = tmp_path_factory.mktemp("hostile")
    sound = root / "sound"
    sound.mkdir()
    (sound / "members.csv").write_text(_SOUND, encoding="utf-8")
    commands = [["load", str(sound)]]
    for number, one in enumerate(_ALL):
        folder = root / str(number)
        folder.mkdir()
        one.build(folder)
        commands.append(["load", str(folder)])
    nowhere = {"NEO4J_URI": "bolt://127.0.0.1:1", "NEO4J_PASSWORD": "none"}
    memory = {"UPLINE_LOAD_MEMORY_MB": str(MEMORY_MB)}
    found = run_bounded(commands, {**os.environ, **nowhere, **memory})
    return dict(zip((one.name for one in _ALL), found, strict=True))


@pytest.mark.parametrize("case", _ALL, ids=lambda case: case.name)
def test_a_hostile_folder_is_refused_in_words(case: HostileFolder, answers: dict[str, Ended]) -> None:
    ended = answers[case.name]
    assert ended.code == 2
    assert case.words in ended.err
    assert SECRET[:6] not in ended.err
    assert len(ended.err) < 2_000
    assert ended.seconds < 1
    assert ended.grown < 100


def test_a_link_within_the_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "2026.txt").write_text(_SOUND, encoding="utf-8")
    (tmp_path / "members.csv").symlink_to("2026.txt")
    assert len(read_delivery(tmp_path).tables["members"].good) == 1


def test_long_quoted_cells_with_line_breaks_are_rows_like_others(tmp_path: Path) -> None:
    cell = '"' + "a\n" * 100_000 + '""b"'
    rows = "".join(f"m{number},,2026-01-01T00:00:00Z,{cell}\n" for number in range(30))
    (tmp_path / "members.csv").write_text("member_id,sponsor_id,joined_at,note\n" + rows, encoding="utf-8")
    assert len(read_delivery(tmp_path).tables["members"].good) == 30


def test_the_memory_of_a_load_is_a_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many = next(one for one in FOLDERS if one.name == "many equal rows")
    many.build(tmp_path)
    assert len(read_delivery(tmp_path).tables["members"].good) == 1
    monkeypatch.setenv("UPLINE_LOAD_MEMORY_MB", "64")
    with pytest.raises(UserError, match="set UPLINE_LOAD_MEMORY_MB"):
        read_delivery(tmp_path)
