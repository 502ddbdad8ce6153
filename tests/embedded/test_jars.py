"""Fetching the jars: from the lock, verified at every start, offline when all is there."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from graph.embedded.jars import ensure_jars, read_lock
from graph.embedded.progress import silent
from graph.errors import DatabaseUnavailableError
from tests.embedded.conftest import UNREACHABLE
from tests.embedded.repository import CONTENTS, Repository, lock, serving


@pytest.fixture
def repository():
    with serving() as served:
        yield served


def fetch(repository: Repository, folder, report=silent):
    return ensure_jars(lock(), folder, repository.url, report)


def test_the_jars_of_the_lock_are_fetched_in_its_order(repository, tmp_path):
    found = fetch(repository, tmp_path / "jars")
    assert [file.name for file in found] == ["one-1.0.jar", "two-2.0.jar", "native-3.0-linux-x86_64.jar"]
    assert [file.read_bytes() for file in found] == list(CONTENTS.values())


def test_what_is_fetched_and_how_much_is_told_while_it_comes(repository, tmp_path):
    told = []
    fetch(repository, tmp_path, lambda step, done=0, total=0: told.append((step, done, total)))
    size = sum(map(len, CONTENTS.values()))
    assert "3 files" in told[0][0]
    assert max(done for _, done, _ in told) == size
    assert {total for _, _, total in told} == {size}


def test_a_second_start_needs_no_repository(repository, tmp_path):
    first = fetch(repository, tmp_path)
    assert ensure_jars(lock(), tmp_path, UNREACHABLE, silent) == first


def test_only_the_damaged_jar_is_fetched_again(repository, tmp_path):
    _, damaged, _ = fetch(repository, tmp_path)
    repository.asked.clear()
    damaged.write_bytes(damaged.read_bytes()[:100])
    fetch(repository, tmp_path)
    assert repository.asked == ["/maven/org/example/two/two/2.0/two-2.0.jar"]
    assert damaged.read_bytes() == CONTENTS["org.example.two:two:2.0"]


def test_a_jar_of_the_right_size_with_one_other_byte_is_fetched_again(repository, tmp_path):
    one, *_ = fetch(repository, tmp_path)
    one.write_bytes(b"X" + one.read_bytes()[1:])
    fetch(repository, tmp_path)
    assert one.read_bytes() == CONTENTS["org.example:one:1.0"]


def test_a_repository_with_another_content_is_refused_and_nothing_of_it_is_kept(repository, tmp_path):
    repository.files["/maven/org/example/one/1.0/one-1.0.jar"] = b"evil" * 750
    with pytest.raises(DatabaseUnavailableError, match=r"SHA-256.*the lock says"):
        fetch(repository, tmp_path)
    assert not (tmp_path / "one-1.0.jar").exists()
    assert not list(tmp_path.glob("*.part"))


def test_a_missing_jar_says_where_it_was_looked_for_and_what_to_do(repository, tmp_path):
    del repository.files["/maven/org/example/one/1.0/one-1.0.jar"]
    with pytest.raises(DatabaseUnavailableError, match=r"one-1\.0\.jar.*404.*UPLINE_MAVEN_REPOSITORY"):
        fetch(repository, tmp_path)


def test_a_connection_that_is_not_safe_is_refused_and_says_how_to_trust_a_proxy(repository, tmp_path):
    with pytest.raises(DatabaseUnavailableError, match=r"could not be fetched safely: .*REQUESTS_CA_BUNDLE"):
        ensure_jars(lock(), tmp_path, repository.url.replace("http:", "https:"), silent)
    assert not list(tmp_path.glob("*.jar"))


def test_an_interrupted_fetch_goes_on_with_what_is_missing(repository, tmp_path):
    (tmp_path / "two-2.0.jar").write_bytes(CONTENTS["org.example.two:two:2.0"])
    (tmp_path / "one-1.0.jar.4711.part").write_bytes(b"half")
    fetch(repository, tmp_path)
    assert "/maven/org/example/two/two/2.0/two-2.0.jar" not in repository.asked
    assert not list(tmp_path.glob("*.part"))


def test_jars_that_are_not_in_the_lock_are_not_on_the_class_path(repository, tmp_path):
    (tmp_path / "stranger-1.0.jar").write_bytes(b"stranger")
    assert "stranger-1.0.jar" not in [file.name for file in fetch(repository, tmp_path)]


def test_two_fetches_at_once_ask_for_each_jar_once(repository, tmp_path):
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda _: fetch(repository, tmp_path), range(2)))
    assert len(repository.asked) == len(CONTENTS)


def test_the_committed_lock_has_a_hash_and_one_file_name_for_every_jar():
    committed = read_lock()
    assert {jar.coordinates for jar in committed.jars} >= {
        f"org.neo4j:neo4j:{committed.version}",
        f"org.neo4j.app:neo4j-server:{committed.version}",
    }
    assert all(re.fullmatch("[0-9a-f]{64}", jar.sha256) and jar.size > 0 for jar in committed.jars)
    assert len({jar.file_name for jar in committed.jars}) == len(committed.jars)
