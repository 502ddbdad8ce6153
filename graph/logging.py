"""Logs: structured lines on standard error, for people on a terminal and as JSON elsewhere."""

import logging
import sys

import structlog

from graph.errors import UserError

LEVELS = ("debug", "info", "warning", "error")


def set_up(level: str) -> None:
    """Send log lines of `level` and above to standard error, those of other libraries included.

    Raises:
        UserError: when there is no such level.
    """
    if level.lower() not in LEVELS:
        raise UserError(f"UPLINE_LOG_LEVEL={level!r} is no level: choose one of {', '.join(LEVELS)}")
    number = logging.getLevelNamesMapping()[level.upper()]
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    rendered: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer() if sys.stderr.isatty() else structlog.processors.JSONRenderer()
    )
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
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
