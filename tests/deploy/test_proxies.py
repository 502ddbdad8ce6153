"""The examples of deploy/ in the real proxies: https, who asks, what is closed, what is too large."""

import shutil
import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI, Request
from neo4j import Driver

from dashboard.app import attach
from graph.access import Role
from graph.access.accounts import accounts, add_account
from graph.access.keys import add_key
from graph.database import Database
from graph.service import Service
from graph.settings import Settings
from server.app import create_app
from tests.api.serving import served
from tests.web.gated import PASSWORD, service_on

DEPLOY = Path(__file__).parent.parent.parent / "deploy"
HSTS = "max-age=31536000"
_PATIENCE = 30
_NGINX = """daemon off; master_process off; pid {folder}/pid; error_log stderr;
events {{}}
http {{
access_log off;
client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
{site}
}}
"""


def replaced(text: str, *pairs: tuple[str, str]) -> str:
    """Return an example with what an operator fills in; all of it must be there."""
    for example, ours in pairs:
        assert example in text, example
        text = text.replace(example, ours)
    return text


def nginx(folder: Path, upstream: str, port: int) -> list[str]:
    site = replaced(
        (DEPLOY / "nginx.conf").read_text(encoding="utf-8"),
        ("127.0.0.1:8000", upstream),
        ("listen 80;", f"listen 127.0.0.1:{free_port()};"),
        ("listen 443 ssl http2;", f"listen 127.0.0.1:{port} ssl http2;"),
        ("upline.example.com", "localhost"),
        ("/etc/ssl/upline", f"{folder}/upline"),
    )
    (folder / "nginx.conf").write_text(_NGINX.format(folder=folder, site=site), encoding="utf-8")
    return ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]


def caddy(folder: Path, upstream: str, port: int) -> list[str]:
    text = replaced(
        (DEPLOY / "Caddyfile").read_text(encoding="utf-8"),
        ("{\n\tservers", "{\n\tadmin off\n\tauto_https disable_redirects\n\tservers"),
        (
            "\nupline.example.com {",
            f"\nhttps://localhost:{port} {{\n\tbind 127.0.0.1\n\ttls {folder}/upline.pem {folder}/upline.key",
        ),
        ("\treverse_proxy 127.0.0.1:8000", f"\treverse_proxy {upstream}"),
    )
    (folder / "Caddyfile").write_text(text, encoding="utf-8")
    return ["caddy", "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]


def listens(port: int) -> bool:
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        return int(taken.getsockname()[1])


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with upline.pem, signed by itself for localhost, and its key."""
    if (openssl := shutil.which("openssl")) is None:
        pytest.skip("there is no openssl on this machine: apt-get install openssl")
    folder = tmp_path_factory.mktemp("certificate")
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    name = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost")
    files = ("-keyout", str(folder / "upline.key"), "-out", str(folder / "upline.pem"))
    command = [openssl, "req", "-x509", "-days", "2", *key, *name, *files]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - on this machine
    return folder


@pytest.fixture(scope="module")
def service(driver: Driver, settings: Settings) -> Service:
    database = Database(driver, "neo4j")
    if "chen" not in {one.name for one in accounts(database)}:
        add_account(database, "chen", PASSWORD, Role.ADMIN)
    return service_on(database, settings.model_copy(update={"upline_hosts": "localhost"}))


@pytest.fixture(scope="module")
def upstream(service: Service) -> Iterator[str]:
    """Upline as it is served behind a proxy; it tells in addition who asks."""

    def who(request: Request) -> list[str]:
        return [request.client.host if request.client else "", request.url.scheme]

    def add(app: FastAPI, _: Service) -> None:
        app.add_api_route("/who", who)

    with served(create_app(service, [attach, add]), proxy="127.0.0.1") as address:
        yield address.removeprefix("http://")


@pytest.fixture(scope="module", params=[nginx, caddy], ids=["nginx", "caddy"])
def https(
    request: pytest.FixtureRequest,
    certificate: Path,
    upstream: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """The address of a proxy in front of it."""
    program: Callable[[Path, str, int], list[str]] = request.param
    if shutil.which(program.__name__) is None:
        pytest.skip(f"there is no {program.__name__} on this machine: apt-get install {program.__name__}")
    folder = tmp_path_factory.mktemp("proxy")
    for file in certificate.iterdir():
        shutil.copy(file, folder)
    port = free_port()
    command = program(folder, upstream, port)
    with running(command, folder, port):
        yield f"https://localhost:{port}"


@contextmanager
def running(command: list[str], folder: Path, port: int) -> Iterator[None]:
    log = folder / "log"
    with (
        log.open("wb") as said,
        subprocess.Popen(  # noqa: S603 - on this machine
            command, stdout=said, stderr=said, env={"PATH": "/usr/sbin:/usr/bin:/bin", "HOME": str(folder)}
        ) as process,
    ):
        try:
            while not listens(port):
                with suppress(subprocess.TimeoutExpired):
                    process.wait(0.05)
                    pytest.fail(log.read_text())
            yield
        finally:
            process.terminate()
            process.wait(_PATIENCE)


@pytest.fixture
def client(https: str, certificate: Path) -> Iterator[httpx.Client]:
    trusted = ssl.create_default_context(cafile=certificate / "upline.pem")
    here = httpx.HTTPTransport(verify=trusted, local_address="127.0.0.3")
    with httpx.Client(base_url=https, transport=here, timeout=_PATIENCE) as asking:
        yield asking


def set_cookies(answer: httpx.Response) -> dict[str, set[str]]:
    """Return the cookies that an answer sets, by name, with their attributes in small letters."""
    cookies = [cookie.split(";") for cookie in answer.headers.get_list("set-cookie")]
    return {first.partition("=")[0]: {part.strip().lower() for part in parts} for first, *parts in cookies}


def test_signing_in_gives_a_cookie_for_https_and_this_host_only(client: httpx.Client, https: str):
    given = {"name": "chen", "password": PASSWORD}
    answer = client.post("/api/v1/session", json=given, headers={"Origin": https})
    assert answer.status_code == 200, answer.text
    cookies = set_cookies(answer)
    assert set(cookies) == {"__Host-upline", "upline-device"}
    assert all({"secure", "httponly", "path=/"} <= parts for parts in cookies.values())
    assert client.get("/api/v1/session").json()["account"] == "chen"
    assert client.delete("/api/v1/session", headers={"Origin": https}).status_code == 204
    assert client.get("/api/v1/session").status_code == 401


def test_the_forms_of_the_dashboard_sign_in_and_out_by_the_same_cookie(client: httpx.Client, https: str):
    ours = {"Origin": https, "Sec-Fetch-Site": "same-origin"}
    entered = client.post("/login", data={"name": "chen", "password": PASSWORD}, headers=ours)
    assert (entered.status_code, entered.headers["location"]) == (303, "/dashboard/")
    assert "__Host-upline" in set_cookies(entered)
    assert client.get("/api/v1/session").json()["account"] == "chen"
    left = client.post("/logout", headers=ours)
    assert (left.status_code, left.headers["location"]) == (303, "/login")
    assert client.get("/api/v1/session").status_code == 401


def test_every_answer_asks_browsers_to_stay_with_https(client: httpx.Client):
    for path in ("/healthz", "/api/v1/runs", "/metrics", "/no"):
        assert client.get(path).headers.get_list("strict-transport-security") == [HSTS], path


def test_the_address_of_who_asks_comes_from_the_proxy_and_not_from_who_asks(
    client: httpx.Client, service: Service
):
    key = add_key(service.database, "chen", "proxies")
    sent = {"Authorization": f"Bearer {key}", "X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "http"}
    assert client.get("/who", headers=sent).json() == ["127.0.0.3", "https"]


def test_counters_are_closed_also_to_who_finds_another_way_to_write_their_address(client: httpx.Client):
    for path in ("/metrics", "/metrics/", "/%6detrics", "//metrics", "/x/../metrics", "/metrics?x"):
        answer = client.get(path)
        assert answer.status_code in {401, 403, 404}, path
        assert "upline_http" not in answer.text
    assert client.get("/readyz").json().get("run") is None


def test_too_much_is_refused(client: httpx.Client):
    assert client.get("/healthz", headers={"x": "y" * 40_000}).status_code in {400, 431}
    assert client.get("/healthz").status_code == 200
    large = client.post("/api/v1/session", content=b" " * 2_000_000)
    assert large.status_code == 413


def test_another_host_name_is_not_answered(client: httpx.Client):
    told = client.get("/healthz", headers={"Host": "evil.example"})
    assert told.status_code != 200 or told.content == b""
