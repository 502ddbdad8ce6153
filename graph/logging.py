"""Logs: structured lines on standard error, short ones for people on a terminal and JSON elsewhere."""

import logging
import sys

import structlog

from graph.errors import UserError

LEVELS = ("debug", "info", "warning", "error")
FORMATS = ("auto", "text", "json")
_BESIDE = frozenset({"event", "level", "timestamp", "exception", "request_id", "logger"})


def set_up(level: str, form: str = "auto") -> None:
    """Send log lines of `level` and above to standard error, those of other libraries included.

    `form`: "text" is a short line for people, "json" all that there is; "auto" is text on a terminal.

    Raises:
        UserError: when there is no such level or form.
    """
    if level.lower() not in LEVELS:
        raise UserError(
            "UPLINE_LOG_LEVEL={level!r} is no level: choose one of {levels}",
            level=level,
            levels=", ".join(LEVELS),
        )
    if form.lower() not in FORMATS:
        raise UserError(
            "UPLINE_LOG_FORMAT={form!r} is no format: choose one of {formats}",
            form=form,
            formats=", ".join(FORMATS),
        )
    for_people = form.lower() == "text" or (form.lower() == "auto" and sys.stderr.isatty())
    number = logging.getLevelNamesMapping()[level.upper()]
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="%H:%M:%S" if for_people else "iso", utc=not for_people),
        structlog.processors.format_exc_info,
    ]
    rendered: structlog.typing.Processor = line if for_people else structlog.processors.JSONRenderer()
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, rendered],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(number)
    # Its debug lines hold the parameters of statements: names, and hashes of passwords.
    logging.getLogger("neo4j").setLevel(max(number, logging.INFO))
    # A connection that is tried again is no warning: when it fails for good, an error says so.
    logging.getLogger("urllib3").setLevel(max(number, logging.ERROR))
    structlog.configure(
        processors=[*shared, rendered],  # our lines need no record of `logging`: that costs as much as a 304
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def line(_logger: object, _method: str, event: structlog.typing.EventDict) -> str:
    """Return a log line for people: `10:02:03 200 GET /api/v1/plan 1.2 ms`, or a level and what happened.

    A request's id is left out, unless something failed in it.
    """
    if "route" in event:
        return "{timestamp} {status} {method} {route} {ms} ms".format_map(event)
    level = "" if event["level"] == "info" else f" {event['level']}:"
    more = "".join(f" {name}={value}" for name, value in event.items() if name not in _BESIDE)
    failed = event.get("exception")
    which = f" request_id={event['request_id']}" if failed and "request_id" in event else ""
    return f"{event['timestamp']}{level} {event['event']}{more}{which}" + (f"\n{failed}" if failed else "")
