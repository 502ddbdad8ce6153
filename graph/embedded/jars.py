"""The server's jars: fetched once from the committed lock, verified at every start (ADR 0002)."""

import hashlib
import json
import os
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib import resources
from pathlib import Path

import requests
from filelock import FileLock
from jgo.maven import Artifact, MavenContext
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

from graph.embedded.progress import Report
from graph.errors import DatabaseUnavailableError
from graph.i18n import _
from graph.i18n.message import message

_MAVEN = MavenContext()  # knows how repositories lay out their files; what it could fetch it does not verify
_THREADS = 8
_ATTEMPTS = 3
_CHUNK = 1 << 18
_TIMEOUT_SECONDS = 30.0


@dataclass(frozen=True)
class Jar:
    """One row of the lock: `group:artifact[:classifier]:version`, bytes, SHA-256 in hex."""

    coordinates: str
    size: int
    sha256: str

    @property
    def file_name(self) -> str:
        """The name of the file, as Maven names it."""
        return self._artifact.filename

    @property
    def path(self) -> str:
        """The path below the repository's address."""
        return (self._artifact.component.path_prefix / self.file_name).as_posix()

    @property
    def _artifact(self) -> Artifact:
        group, artifact, *classifier, version = self.coordinates.split(":")
        return _MAVEN.project(group, artifact).at_version(version).artifact(*classifier)


@dataclass(frozen=True)
class Lock:
    """The jars of one Neo4j version, in the order of the class path."""

    version: str
    jars: tuple[Jar, ...]


def read_lock(text: str | None = None) -> Lock:
    """Return the committed lock, or the one in `text`."""
    if text is None:
        text = resources.files("graph.embedded").joinpath("jars.lock.json").read_text(encoding="utf-8")
    content = json.loads(text)
    return Lock(content["neo4j"], tuple(Jar(**row) for row in content["jars"]))


def ensure_jars(lock: Lock, folder: Path, repository: str, report: Report) -> list[Path]:
    """Return the class path, every file of it verified; fetch what is missing or damaged.

    When all is there, no network is touched. A fetch that was interrupted goes on
    with the jars it had not finished.

    Raises:
        DatabaseUnavailableError: when the repository does not give a jar with the lock's hash.
    """
    if _damaged(lock, folder):
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / "fetch.lock"):
            for part in folder.glob("*.part"):
                part.unlink()
            _fetch_all(_damaged(lock, folder), lock.version, folder, repository, report)
    return class_path(lock, folder)


def class_path(lock: Lock, folder: Path) -> list[Path]:
    """Return the files of the lock in its order, whether or not they are there."""
    return [folder / jar.file_name for jar in lock.jars]


def _damaged(lock: Lock, folder: Path) -> list[Jar]:
    with ThreadPoolExecutor(_THREADS) as threads:
        sound = list(threads.map(partial(_is_sound, folder), lock.jars))
    return [jar for jar, good in zip(lock.jars, sound, strict=True) if not good]


def _is_sound(folder: Path, jar: Jar) -> bool:
    file = folder / jar.file_name
    if not file.is_file() or file.stat().st_size != jar.size:
        return False
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == jar.sha256


def _fetch_all(jars: list[Jar], version: str, folder: Path, repository: str, report: Report) -> None:
    total = sum(jar.size for jar in jars)
    step = _("Fetching Neo4j {version}: {files} files, {megabytes} MB, once").format(
        version=version, files=len(jars), megabytes=round(total / 1e6)
    )
    guard = threading.Lock()
    done = 0

    def count(size: int) -> None:
        nonlocal done
        with guard:
            done += size
            report(step, done, total)

    def fetch(jar: Jar) -> None:
        for size in _fetch(session, jar, folder, repository):
            count(size)

    retries = Retry(total=4, backoff_factor=0.3, status_forcelist=(429, 500, 502, 503, 504))
    with requests.Session() as session, ThreadPoolExecutor(_THREADS) as threads:
        for scheme in ("https://", "http://"):
            session.mount(scheme, HTTPAdapter(pool_maxsize=_THREADS, max_retries=retries))
        for finished in [threads.submit(fetch, jar) for jar in jars]:
            try:
                finished.result()
            except BaseException:
                threads.shutdown(wait=True, cancel_futures=True)
                raise


def _fetch(session: requests.Session, jar: Jar, folder: Path, repository: str) -> Iterator[int]:
    """Fetch one jar, yielding the bytes of each piece; what has another hash never gets its name."""
    url = f"{repository.rstrip('/')}/{jar.path}"
    part = folder / f"{jar.file_name}.{os.getpid()}.part"
    problem: object = ""
    for _attempt in range(_ATTEMPTS):
        digest, size = hashlib.sha256(), 0
        try:
            with _answer(session, url) as answer, part.open("wb") as stream:
                answer.raise_for_status()
                for piece in answer.iter_content(_CHUNK):
                    stream.write(piece)
                    digest.update(piece)
                    size += len(piece)
                    yield len(piece)
                stream.flush()
                os.fsync(stream.fileno())
            if digest.hexdigest() == jar.sha256:
                part.replace(folder / jar.file_name)
                return
            problem = message(
                "its SHA-256 is {sha256} and the lock says {expected}",
                sha256=digest.hexdigest(),
                expected=jar.sha256,
            )
        except requests.RequestException as error:
            problem = error
        yield -size
    part.unlink(missing_ok=True)
    raise DatabaseUnavailableError(
        "{url} could not be fetched: {problem}. Check the network, or name a mirror of the Maven repository"
        " in UPLINE_MAVEN_REPOSITORY; what has arrived is kept.",
        url=url,
        problem=problem,
    )


def _answer(session: requests.Session, url: str) -> requests.Response:
    """Ask for a file; its content is to be read."""
    try:
        return session.get(url, stream=True, timeout=_TIMEOUT_SECONDS)
    except requests.exceptions.SSLError as error:
        raise DatabaseUnavailableError(
            "{url} could not be fetched safely: {error}. Where a proxy looks into connections, name"
            " a file with its certificate in REQUESTS_CA_BUNDLE.",
            url=url,
            error=error,
        ) from error
