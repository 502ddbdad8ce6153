"""The life of a real server. Each test begins with whatever the one before left: running or not."""

import os
import signal
import socket
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

from graph.connection import connect
from graph.database import opened
from graph.embedded import admin, ensure_running, process, state, status, stop, stopped
from graph.embedded.home import read_password
from graph.embedded.lifecycle import embedded_home
from graph.embedded.progress import silent
from graph.embedded.stores import dump, finish_interrupted, load
from graph.errors import DatabaseUnavailableError, UserError


def write(settings, value):
    run(settings, "MERGE (n:Kept {id: 1}) SET n.value = $value RETURN n.value AS value", value=value)


def value_of(settings):
    return run(settings, "OPTIONAL MATCH (n:Kept {id: 1}) RETURN n.value AS value")[0]["value"]


def run(settings, text, **parameters):
    with opened(connect(settings, silent)) as database:
        return database.driver.execute_query(text, parameters, database_="neo4j").records


def living(settings):
    running = state.living(embedded_home(settings))
    assert running is not None
    return running


def told_pid(settings):
    running = status(settings).running
    assert running is not None
    return running.pid


def test_a_taken_port_is_told_with_the_setting_that_chooses_another(life):
    stop(life)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        chosen = life.model_copy(update={"upline_bolt_port": taken.getsockname()[1]})
        with pytest.raises(DatabaseUnavailableError, match=r"port \d+ is taken.*UPLINE_BOLT_PORT"):
            ensure_running(chosen)


def test_two_starts_at_once_give_one_server(life):
    with ThreadPoolExecutor(2) as threads:
        first, second = threads.map(lambda _: ensure_running(life), range(2))
    assert first == second
    assert first.uri.startswith("bolt://127.0.0.1:")
    assert living(life).pid == told_pid(life)


def test_a_running_server_is_found_again_with_the_options_it_was_started_with(life):
    first = ensure_running(life)
    assert ensure_running(life) == first
    conf = (embedded_home(life).conf / "neo4j.conf").read_text()
    assert "internal.dbms.bolt.netty_server_shutdown_quiet_period=0" in conf
    assert "internal.dbms.bolt.netty_server_shutdown_timeout=1" in conf


def test_the_password_is_not_in_any_command_line(life):
    ensure_running(life)
    home = embedded_home(life)
    command = psutil.Process(living(life).pid).cmdline()
    assert not any(read_password(home) in part for part in command)


def test_a_changed_password_file_ends_the_wait_at_once_and_leaves_the_server_alone(life):
    ensure_running(life)
    home = embedded_home(life)
    kept = home.password_file.read_text()
    home.password_file.write_text("another")
    try:
        with pytest.raises(DatabaseUnavailableError, match="refuses the password in"):
            ensure_running(life)
    finally:
        home.password_file.write_text(kept)
    assert status(life).running is not None


def test_a_killed_server_recovers_what_was_committed(life):
    write(life, "before the kill")
    killed = living(life)
    os.kill(killed.pid, signal.SIGKILL)
    assert value_of(life) == "before the kill"
    assert told_pid(life) != killed.pid


def test_a_backup_comes_back_whole_and_a_bad_one_changes_nothing(life, tmp_path):
    write(life, "in the backup")
    with stopped(life) as home:
        dump(home, tmp_path / "backup")
        bad = tmp_path / "bad"
        bad.write_bytes((tmp_path / "backup").read_bytes()[:-200])
        with pytest.raises(admin.AdminToolError, match="database load"):
            load(home, bad)
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".")] == []
    assert value_of(life) == "in the backup"

    write(life, "after the backup")
    stop(life)
    embedded_home(life).password_file.unlink()  # lost: the next start makes a new one, and the data stays
    with stopped(life) as home:
        load(home, tmp_path / "backup")
    assert status(life).running is None, "it did not run before, so it is not started"
    assert value_of(life) == "in the backup"
    assert not (home.path / "before-restore").exists()


@pytest.mark.full
def test_a_free_port_that_somebody_takes_before_neo4j_does_is_replaced_by_another(life, monkeypatch):
    stop(life)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ports = [taken.getsockname()[1], process.free_port(None)]
        monkeypatch.setattr(process, "free_port", lambda _: ports.pop(0))
        expected = ports[1]
        assert ensure_running(life).uri == f"bolt://127.0.0.1:{expected}"


@pytest.mark.full
def test_a_server_of_the_home_that_upline_knows_nothing_of_is_told_and_left_alone(life):
    ensure_running(life)
    home = embedded_home(life)
    known = living(life)
    state.clear(home)
    with pytest.raises(DatabaseUnavailableError, match="lock"):
        ensure_running(life)
    assert state.created(known.pid) == known.created
    state.write(home, known)


def test_a_restore_that_was_cut_off_is_undone(home):
    store, logs = home.stores
    for folder, text in ((store, "old store"), (logs, "old logs")):
        folder.mkdir(parents=True)
        (folder / "file").write_text(text)
    aside = home.path / "before-restore"
    aside.mkdir()
    store.rename(aside / "databases")
    logs.rename(aside / "transactions")
    (aside / "loading").touch()
    store.mkdir()
    (store / "half").touch()
    finish_interrupted(home)
    assert [(file.name, file.read_text()) for file in sorted(store.iterdir())] == [("file", "old store")]
    assert (logs / "file").read_text() == "old logs"
    assert not aside.exists()


def test_with_a_server_of_ones_own_nothing_is_started_or_stopped(life):
    remote = life.model_copy(update={"neo4j_uri": "bolt://127.0.0.1:1"})
    for action in (ensure_running, stop, status):
        with pytest.raises(UserError, match="NEO4J_URI is set"):
            action(remote)
    with pytest.raises(UserError, match="NEO4J_PASSWORD"):
        connect(remote)


def test_a_password_that_begins_with_a_dash_is_no_option_of_the_tool(settings, home):
    home.password_file.touch(mode=0o600)
    home.password_file.write_text("-" + "x" * 31, encoding="ascii")
    with stopped(settings.model_copy(update={"upline_home": home.path.parent})) as prepared:
        assert read_password(prepared) == "-" + "x" * 31
