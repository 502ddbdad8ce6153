"""docker-compose.yml: what the compose specification asks for, and what safety asks for."""

import re
import shutil
import subprocess
import tomllib
from ipaddress import ip_address, ip_network
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

from cli.serve import PORT
from graph.embedded.jars import read_lock
from graph.errors import UserError
from graph.settings import Settings

ROOT = Path(__file__).parent.parent.parent
SERVICE_KEYS = {
    *(
        "build",
        "cap_add",
        "cap_drop",
        "command",
        "depends_on",
        "environment",
        "healthcheck",
        "image",
        "ports",
        "profiles",
        "read_only",
        "restart",
    ),
    *("secrets", "security_opt", "stop_grace_period", "tmpfs", "volumes"),
}


def run(*command: object, cwd: Path) -> int:
    arguments = [str(part) for part in command]
    return subprocess.run(arguments, cwd=cwd, capture_output=True, check=False).returncode  # noqa: S603


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))


def test_every_key_and_reference_is_one_that_compose_knows(compose):
    assert set(compose) <= {"name", "services", "volumes", "secrets", "networks", "configs"}
    for service in compose["services"].values():
        assert set(service) <= SERVICE_KEYS
        assert ("image" in service) != ("build" in service)
        assert set(service["secrets"]) <= set(compose["secrets"])
        named = [volume.split(":")[0] for volume in service["volumes"] if not volume.startswith((".", "/"))]
        assert set(named) <= set(compose["volumes"])
        for other, how in service.get("depends_on", {}).items():
            assert how == {"condition": "service_healthy"}
            assert "healthcheck" in compose["services"][other]
        assert all(isinstance(value, str) for value in service["environment"].values())


def test_the_server_is_the_version_that_is_embedded(compose):
    series = ".".join(read_lock().version.split(".")[:2])
    assert compose["services"]["neo4j"]["image"] == f"neo4j:{series}-community"


def test_ports_are_open_to_this_machine_only(compose):
    ports = [port for service in compose["services"].values() for port in service.get("ports", [])]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_the_services_run_commands_that_upline_has_and_the_served_one_says_whether_it_is_well(compose):
    commands = {name: one["command"] for name, one in compose["services"].items() if "command" in one}
    (network,) = compose["networks"]["default"]["ipam"]["config"]
    served = ["serve", "--host", "0.0.0.0", "--proxy-headers", network["gateway"]]  # noqa: S104 - in its container
    watching = ["serve", "--watch", "/inbox", "--nightly", "${UPLINE_NIGHTLY:-02:30}"]
    assert commands == {"upline": ["nightly"], "serve": served, "watch": watching}
    assert ip_address(network["gateway"]) in ip_network(network["subnet"])
    served = compose["services"]["serve"]
    assert [port.split(":")[-1] for port in served["ports"]] == [str(PORT)]
    assert f":{PORT}/healthz" in served["healthcheck"]["test"][-1]


def test_no_service_may_more_than_it_must(compose):
    for service in compose["services"].values():
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
    fixed = [name for name, one in compose["services"].items() if one.get("read_only")]
    assert fixed == ["upline", "serve", "watch"]
    # Its entry point gives folders to the user neo4j and becomes that user.
    given = {"CHOWN", "DAC_OVERRIDE", "FOWNER", "SETGID", "SETUID"}
    assert set(compose["services"]["neo4j"]["cap_add"]) == given
    assert compose["services"]["neo4j"]["ports"] == ["127.0.0.1:7687:7687"]


def test_the_image_is_built_with_what_is_locked_only():
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    installs = [line for line in text.replace("\\\n", " ").splitlines() if "pip install" in line]
    assert ["--require-hashes" in line or "--no-build-isolation" in line for line in installs] == [True, True]
    locked = re.search(
        r"^setuptools==(\S+) \\\n +--hash=", (ROOT / "requirements.lock").read_text(), re.MULTILINE
    )
    assert locked
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (backend,) = map(Requirement, project["build-system"]["requires"])
    assert (backend.name, backend.specifier.contains(locked[1])) == ("setuptools", True)


def test_no_password_stands_in_the_file_or_in_git(compose):
    for service in compose["services"].values():
        assert not {"NEO4J_AUTH", "NEO4J_PASSWORD"} & set(service["environment"])
    folder = (ROOT / compose["secrets"]["neo4j_auth"]["file"]).parent
    assert "*" in (folder / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_the_image_is_built_of_files_that_are_there_and_not_as_root():
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    copied = [name for line in lines if line.startswith("COPY ") for name in line.split()[1:-1]]
    assert [name for name in copied if not (ROOT / name).exists()] == []
    allowed = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert {f"!{name}" for name in copied} <= set(allowed)
    assert "USER upline" in lines


def test_docker_itself_accepts_the_file(tmp_path):
    docker = shutil.which("docker")
    if docker is None or run(docker, "compose", "version", cwd=tmp_path):
        pytest.skip("there is no docker compose on this machine")
    assert run(docker, "compose", "-f", ROOT / "docker-compose.yml", "config", "--quiet", cwd=tmp_path) == 0


def test_the_secret_of_the_neo4j_image_is_read_as_that_image_reads_it(tmp_path):
    secret = tmp_path / "neo4j_auth"
    secret.write_text("neo4j/with/a slash\n")
    assert Settings(neo4j_password=None, neo4j_auth_file=secret).sign_in() == ("neo4j", "with/a slash")


@pytest.mark.parametrize("text", ["", "neo4j", "neo4j/", "/password"])
def test_a_secret_that_says_something_else_is_told(tmp_path, text):
    secret = tmp_path / "neo4j_auth"
    secret.write_text(text)
    with pytest.raises(UserError, match="must say username/password"):
        Settings(neo4j_password=None, neo4j_auth_file=secret).sign_in()


def test_a_secret_that_is_not_there_is_told(tmp_path):
    with pytest.raises(UserError, match="cannot be read"):
        Settings(neo4j_password=None, neo4j_auth_file=tmp_path / "none").sign_in()
