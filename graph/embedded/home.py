"""The folder of the embedded database: what is where in it, its version, its password, its room."""

import os
import secrets
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from graph.errors import DatabaseUnavailableError
from graph.i18n import N_
from graph.i18n.message import message
from graph.settings import Settings

USERNAME = "neo4j"
DATABASE = "neo4j"  # Community has one user database
MIN_FREE_BYTES = 1 << 30


@dataclass(frozen=True)
class Home:
    """Where one embedded server keeps everything, and which Neo4j version it is for.

    `java`: the Java that runs it, or its folder; None: the one that was installed with Upline.
    """

    path: Path
    jars: Path
    version: str
    java: Path | None = None

    @property
    def conf(self) -> Path:
        """The folder of neo4j.conf, which is written anew at every start."""
        return self.path / "conf"

    @property
    def log(self) -> Path:
        """What the server process prints."""
        return self.path / "logs" / "server.log"

    @property
    def debug_log(self) -> Path:
        """What Neo4j itself logs, recovery included."""
        return self.path / "logs" / "debug.log"

    @property
    def tmp(self) -> Path:
        """Temporary files of the server; emptied at every start."""
        return self.path / "tmp"

    @property
    def password_file(self) -> Path:
        """The generated password, mode 0600."""
        return self.path / "password"

    @property
    def admin_file(self) -> Path:
        """Which process is Neo4j's admin tool, while one runs."""
        return self.path / "admin.json"

    @property
    def state_file(self) -> Path:
        """Which process serves this home; see graph.embedded.state."""
        return self.path / "server.json"

    @property
    def start_lock(self) -> Path:
        """Held (flock) while a server is looked for, started or stopped."""
        return self.path / "start.lock"

    @property
    def stores(self) -> tuple[Path, Path]:
        """The two folders that hold the user database: its store and its transaction logs."""
        data = self.path / "data"
        return data / "databases" / DATABASE, data / "transactions" / DATABASE

    @property
    def system_stores(self) -> tuple[Path, Path]:
        """The two folders of the `system` database, which knows the password."""
        data = self.path / "data"
        return data / "databases" / "system", data / "transactions" / "system"


def home_of(settings: Settings, version: str) -> Home:
    """Return the home that the settings name; nothing is created or looked at."""
    root = settings.upline_home.expanduser().absolute()
    jars = settings.upline_jars or root / f"neo4j-{version}" / "jars"
    java = settings.upline_java.expanduser().absolute() if settings.upline_java else None
    return Home(root / "database", jars.expanduser().absolute(), version, java)


def prepare(home: Home) -> None:
    """Create the home where it is missing, and check that it is ours to write, and that others may not look.

    Raises:
        DatabaseUnavailableError: it cannot be written, is open to others, or is of another Neo4j version.
    """
    if os.pathsep in str(home.jars):
        raise DatabaseUnavailableError(
            "Java cannot use jars in {jars}: it has a {pathsep} in its name",
            jars=home.jars,
            pathsep=os.pathsep,
        )
    try:
        # Folders above it are made one by one, as only the last would get the mode.
        for folder in (home.path.parent, home.path, home.conf, home.log.parent, home.tmp):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseUnavailableError(
            "{home} cannot be created: {why}. Name a folder you may write in UPLINE_HOME.",
            home=home.path,
            why=error.strerror,
        ) from error
    if not os.access(home.path, os.R_OK | os.W_OK | os.X_OK):
        raise DatabaseUnavailableError(
            "{home} may not be written by this user. Name another folder in UPLINE_HOME,"
            " or run as the user who created it.",
            home=home.path,
        )
    if is_open(home.path):
        raise DatabaseUnavailableError(
            "others may look into {home}, where the database and its password are: close it by"
            " `chmod 700 {home}`",
            home=home.path,
        )
    _check_version(home)


def is_open(path: Path) -> bool:
    """Return whether other users of the machine may read, write or enter a file or folder."""
    return os.name == "posix" and bool(stat.S_IMODE(path.stat().st_mode) & 0o077)


def check_room(folder: Path, min_free_bytes: int = MIN_FREE_BYTES) -> None:
    """Check that the disk of `folder` has room; a database on a full disk stops answering.

    Raises:
        DatabaseUnavailableError: when less than `min_free_bytes` are free.
    """
    free = shutil.disk_usage(folder).free
    if free < min_free_bytes:
        raise DatabaseUnavailableError(
            "the disk of {folder} has {free} MB free and {needed} MB are needed."
            " Make room, or name a folder on another disk in UPLINE_HOME.",
            folder=folder,
            free=free >> 20,
            needed=min_free_bytes >> 20,
        )


def _check_version(home: Home) -> None:
    file = home.path / "VERSION"
    if not file.exists():
        file.write_text(home.version, encoding="ascii")
        return
    found = file.read_text(encoding="ascii").strip()
    if found == home.version:
        return
    if _number(found) > _number(home.version):
        advice = N_("It is newer: use the Upline release that wrote it, or another UPLINE_HOME.")
    else:
        advice = N_(
            "It is older: make a backup with the Upline release that wrote it, then restore that"
            " into a new UPLINE_HOME."
        )
    raise DatabaseUnavailableError(
        "{home} is of Neo4j {found} and this Upline has {version}. {advice}",
        home=home.path,
        found=found,
        version=home.version,
        advice=message(advice),
    )


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def ensure_password(home: Home) -> str:
    """Return the password of the home; the first call generates it (mode 0600, on disk before it is used).

    Raises:
        DatabaseUnavailableError: when its file is empty, or others may read it.
    """
    try:
        descriptor = os.open(home.password_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return read_password(home)
    password = secrets.token_urlsafe(24)
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(password)
        stream.flush()
        os.fsync(stream.fileno())
    return password


def read_password(home: Home) -> str:
    """Return the password that was generated for the home.

    Raises:
        DatabaseUnavailableError: when its file is missing or empty, or others may read it.
    """
    file = home.password_file
    password = file.read_text(encoding="ascii").strip() if file.is_file() else ""
    if not password:
        raise DatabaseUnavailableError(
            "{file} is missing or empty. Delete it if it is there; the next start sets a new password.",
            file=file,
        )
    if is_open(file):
        raise DatabaseUnavailableError(
            "others may read {file}: stop the database and delete it; the next start sets a new password,"
            " and the data stays",
            file=file,
        )
    return password
