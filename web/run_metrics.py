"""Metrics of the published run: what it took, step by step, and what holds the next one up.

They are read from the database when a monitor asks, so every service tells the same, whoever calculated.
"""

import time
from collections.abc import Iterable, Iterator

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from graph.errors import UplineError
from graph.reads.history import Night, nights, stopped_run
from graph.reads.runs import Run
from graph.service import Service
from graph.stages import by_stage

_READY = "upline_ready", "1: the database answers and a run is published."


class RunCollector(Collector):
    """The published run and whether the database answers, asked when the metrics are read."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def collect(self) -> Iterable[Metric]:
        """Yield the gauges; those of the run only when it is known."""
        try:
            run = self._service.current.run()
        except UplineError:
            yield GaugeMetricFamily(*_READY, 0)
            return
        yield GaugeMetricFamily(*_READY, 1)
        yield from _of_run(run)
        try:
            last = nights(self._service.database, below=run.number + 1, limit=1)[0]
            yield from _of_steps(last)
            yield from self._of_waiting(run)
        except UplineError:
            return  # the database went away meanwhile

    def _of_waiting(self, run: Run) -> Iterator[Metric]:
        """Yield what waits: rows, a run that was stopped, and who is writing."""
        database = self._service.database
        waiting = database.read("load/quarantine/size")[0]["size"]
        yield GaugeMetricFamily("upline_quarantine_rows", "Rows that wait in the quarantine.", waiting)
        stopped = stopped_run(database, run.number)
        broken = GaugeMetricFamily(
            "upline_run_stopped", "1: the run after the published one was stopped by this.", labels=["check"]
        )
        for check in stopped.broken if stopped else ():
            broken.add_metric([check.name], 1)
        yield broken
        writing = GaugeMetricFamily(
            "upline_writing_seconds", "How long a load or a night has been writing.", labels=["owner"]
        )
        for holder in database.read("system/lock/holder"):
            writing.add_metric([holder["owner"]], time.time() - holder["since"] / 1e6)
        yield writing


def _of_run(run: Run) -> Iterator[Metric]:
    yield GaugeMetricFamily("upline_published_run", "Number of the published run.", run.number)
    for name, micros in (("as_of", run.as_of), ("finished", run.finished)):
        words = f"Seconds since the time `{name}` of the published run."
        yield GaugeMetricFamily(f"upline_published_run_{name}_age_seconds", words, time.time() - micros / 1e6)


def _of_steps(night: Night) -> Iterator[Metric]:
    """Yield what the published run posted, and what its stages and steps took and looked at."""
    posted = night.run.counts.get("entries", 0)
    yield GaugeMetricFamily("upline_run_entries", "Entries that the published run posted.", posted)
    for name, label, words, figures in (
        ("upline_run_stage_seconds", "stage", "Seconds of a stage of the run.", by_stage(night.seconds)),
        ("upline_run_step_seconds", "step", "Seconds of a step of the run.", night.seconds),
        ("upline_run_step_rows", "step", "Rows that a step of the run looked at or wrote.", night.rows),
    ):
        family = GaugeMetricFamily(name, words, labels=[label])
        for key, value in figures.items():
            family.add_metric([key], value)
        yield family
    accepted = GaugeMetricFamily(
        "upline_run_accepted", "1: the run was published although this guard held it.", labels=["check"]
    )
    for check in night.checks:
        if check.accepted:
            accepted.add_metric([check.name], 1)
    yield accepted
