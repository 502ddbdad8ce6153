"""Asks a service by wrk (apt-get install wrk), and reads what it says."""

import json
import re
import subprocess
import tempfile
from dataclasses import dataclass

_MILLI = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True)
class Measured:
    """Latencies in milliseconds, answers per second, and what one takes of processor time, in milliseconds.

    cpu: in the process that asks the database; database: in the database.
    """

    p50: float
    p99: float
    rate: float
    cpu: float = 0.0
    database: float = 0.0


def wrk(
    address: str, paths: list[str], sent: dict[str, str], tags: list[str], *, width: int, seconds: int
) -> Measured:
    """Ask for the paths in turn, with their ETags where there are some."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(lua(paths, sent, tags))
        script.flush()
        report = subprocess.run(  # noqa: S603 - wrk, on this machine
            ["wrk", "-t1", f"-c{width}", f"-d{seconds}s", "--latency", "-s", script.name, address],  # noqa: S607
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    if "Non-2xx" in report and not tags:  # wrk counts 304 among them
        raise RuntimeError(report)
    at = {name: _milliseconds(report, name) for name in ("50%", "99%")}
    rate = re.search(r"Requests/sec:\s+([0-9.]+)", report)
    if rate is None:
        raise RuntimeError(report)
    return Measured(at["50%"], at["99%"], float(rate[1]))


def lua(paths: list[str], sent: dict[str, str], tags: list[str]) -> str:
    """Return wrk's script: it ends the run when an answer is not the one that is wanted."""
    expected_status = 304 if tags else 200
    lines = [f"local paths = {{{','.join(map(json.dumps, paths))}}}"]
    lines += [f"local tags = {{{','.join(map(json.dumps, tags))}}}", "local at = 0"]
    headers = ",".join(f"[{json.dumps(name)}]={json.dumps(text)}" for name, text in sent.items())
    lines += [
        "function request()",
        "  at = at % #paths + 1",
        f"  return wrk.format('GET', paths[at], {{{headers},['If-None-Match']=tags[at]}})",
        "end",
        f"function response(status) if status ~= {expected_status} then os.exit(3) end end",
    ]
    return "\n".join(lines)


def _milliseconds(report: str, name: str) -> float:
    match = re.search(rf"{name}\s+([0-9.]+)(us|ms|s)", report)
    if match is None:
        raise RuntimeError(report)
    return float(match[1]) * _MILLI[match[2]]
