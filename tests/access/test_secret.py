"""The secret that signs cookies: never a default, made once, closed to others."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from graph.access.secret import signing_secret
from graph.errors import UserError
from graph.settings import Settings

RANDOM = "0123456789abcdefghijklmnopqrstuvwxyz"


def settings(home: Path) -> Settings:
    return Settings(neo4j_uri=None, upline_home=home / "new", upline_secret=None)


def test_workers_that_start_together_find_one_secret_that_only_the_user_may_read(tmp_path: Path):
    with ThreadPoolExecutor(8) as workers:
        found = set(workers.map(lambda _: signing_secret(settings(tmp_path)), range(32)))
    file = tmp_path / "new" / "secret"
    assert found == {file.read_text(encoding="ascii")}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in file.parent.iterdir()] == ["secret"]
    assert signing_secret(settings(tmp_path / "other")) not in found


def test_the_setting_comes_first_and_must_be_long(tmp_path: Path):
    given = settings(tmp_path).model_copy(update={"upline_secret": SecretStr(RANDOM)})
    assert signing_secret(given) == RANDOM
    assert not (tmp_path / "new").exists()
    guessed = given.model_copy(update={"upline_secret": SecretStr("ab" * 16)})
    with pytest.raises(UserError, match="UPLINE_SECRET has less than 8 different characters"):
        signing_secret(guessed)
    with pytest.raises(ValidationError) as error:
        Settings(upline_secret=SecretStr("too short to sign"))
    assert "too short to sign" not in str(error.value)


@pytest.mark.parametrize(
    ("text", "mode", "message"), [(RANDOM, 0o644, "others may read"), ("", 0o600, "less than 32 characters")]
)
def test_a_file_that_is_open_or_too_short_is_refused(tmp_path: Path, text: str, mode: int, message: str):
    file = tmp_path / "new" / "secret"
    file.parent.mkdir()
    file.write_text(text, encoding="ascii")
    file.chmod(mode)
    with pytest.raises(UserError, match=message):
        signing_secret(settings(tmp_path))


def test_a_home_that_cannot_be_written_names_the_setting(tmp_path: Path):
    (tmp_path / "new").write_text("a file", encoding="ascii")
    with pytest.raises(UserError, match="UPLINE_SECRET"):
        signing_secret(settings(tmp_path))
