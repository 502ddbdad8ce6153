"""The callbacks of the plan lab: the panel, a simulation with its progress, and the file of the plan."""

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, no_update, set_props

from dashboard.callbacks import in_thread, instead
from dashboard.context import Context, current_context
from dashboard.i18n.format import money, month, percent, seconds
from dashboard.pages.lab import figures
from dashboard.pages.lab.jobs import Asked, Jobs, StoppedError
from dashboard.pages.lab.panel import panel
from dashboard.pages.lab.parts import CHANGES, cards, changes
from dashboard.pages.lab.plans import first_plan, plan_of
from dashboard.shared import downloads, error_state
from dashboard.shared.figures.stages import stage_name
from dashboard.shared.figures.style import wordy_figure
from dashboard.words import _
from graph.access import viewer
from graph.errors import DatabaseBusyError, NotFoundError
from graph.plan import to_yaml
from graph.reads.standings import month_number
from graph.service import Service
from graph.simulation import Simulation

_FIGURES = ("kinds", "payout", "ranks", "curve")


def register(board: Dash, service: Service, address: str) -> None:
    """Add the callbacks."""
    jobs = Jobs(service.settings.upline_home / "lab")
    _register_plan(board, service, address)

    board.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("lab", "ask"),
        Output("lab-job", "data"),
        Input("url", "search"),
        Input("lab-again", "n_intervals"),
        State("url", "pathname"),
        State("lab-job", "data"),
    )

    @board.callback(
        Output("lab-cards", "children"),
        *(
            Output(f"lab-{name}{part}", prop)
            for name in _FIGURES
            for part, prop in (("", "figure"), ("-words", "children"))
        ),
        Output("lab-members", "children"),
        Output("lab-state", "children"),
        Output("lab-problem", "children"),
        Output("lab-again", "disabled"),
        Input("lab-job", "data"),
        prevent_initial_call=True,
        on_error=instead(_failed),
    )
    @in_thread
    def _run(text: str | None) -> tuple[Any, ...]:
        context, question = _allowed(service), Asked.of(text)
        job = jobs.begin(context.viewer.account, question)
        try:
            plan = plan_of(question.search, context.run)
            context.note_list("lab", question.search)
            facts = (context.run.number, context.run.finished, context.facts)
            simulation = service.bench.simulate(plan, facts, job, job.note)
        except StoppedError:
            return _stopped() if job.was_cancelled() else (no_update,) * 13
        except DatabaseBusyError as busy:
            words = _("Waiting: {why}").format(why=busy.text())
            return (*(no_update,) * 10, words, None, False)
        finally:
            job.end()
        _still()
        return _answer(simulation)

    @board.callback(
        Output("lab-working", "hidden"),
        Output("lab-bar", "value"),
        Output("lab-stage", "children"),
        Input("lab-look", "data"),
        prevent_initial_call=True,
        on_error=instead(lambda _words: (True, 0, "")),
    )
    @in_thread
    def _look(text: str | None) -> tuple[bool, float, str]:
        context = _allowed(service)
        progress = jobs.job(context.viewer.account, Asked.of(text)).progress()
        if progress is None:
            return True, 0, ""
        return False, 100 * progress.done / max(1, progress.total), stage_name(progress.stage)

    @board.callback(
        Output("lab-stopping", "children"),
        Input("lab-stop", "data"),
        prevent_initial_call=True,
    )
    @in_thread
    def _cancel(text: str | None) -> str:
        context = _allowed(service)
        jobs.job(context.viewer.account, Asked.of(text)).cancel()
        return _("stopping")

    downloads(board, CHANGES)


def _register_plan(board: Dash, service: Service, address: str) -> None:
    """Add what concerns the plan alone: the panel, and the file."""

    @board.callback(
        Output("lab-knobs", "children"),
        Output("lab-known", "data"),
        Output("lab-sent", "data"),
        Input("url", "search"),
        State("url", "pathname"),
        State("lab-sent", "data"),
        on_error=instead(lambda words: (error_state(words), [], None)),
    )
    @in_thread
    def _panel(search: str | None, pathname: str | None, sent: str | None) -> tuple[Any, ...]:
        if pathname != address or (sent is not None and sent == (search or "")):
            return (no_update,) * 3  # the panel itself wrote this address
        run = _allowed(service).run
        return *panel(first_plan(search, run), plan_of(search, run)), None

    @board.callback(
        Output("lab-download", "data"),
        Input("lab-file", "data"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    @in_thread
    def _file(_number: str | None, search: str | None) -> Any:  # noqa: ANN401 - what dcc.Download takes
        context = _allowed(service)
        plan = plan_of(search, context.run)
        context.note_download(f"{plan.name}.yaml", search or "")
        return {"content": to_yaml(plan), "filename": f"{plan.name}.yaml"}


def _allowed(service: Service) -> Context:
    """Return who asks, when it is somebody who sees the whole company."""
    if not viewer().sees_all:
        raise NotFoundError(_("There is no such page"))
    return current_context(service)


def _still() -> None:
    """Let the bar go: the answer is there."""
    set_props("lab-ticker", {"disabled": True})
    set_props("lab-working", {"hidden": True})
    set_props("lab-stopping", {"children": ""})


def _answer(simulation: Simulation) -> tuple[Any, ...]:
    before, after, comparison = simulation.before, simulation.after, simulation.comparison
    ranks: Any = wordy_figure(_("Nothing is published to compare with."))
    if comparison and before:
        ranks = figures.ranks(comparison.ranks, before.plan)
    return (
        cards(simulation),
        figures.kinds(before, after),
        _sum_words(simulation),
        figures.payout(before, after),
        _month_words(simulation),
        ranks,
        "",
        figures.curve(before, after),
        "",
        changes(simulation),
        _("Calculated in {seconds}, as of {day}.").format(
            seconds=seconds(simulation.seconds), day=simulation.as_of_time.date().isoformat()
        ),
        None,
        True,
    )


def _sum_words(simulation: Simulation) -> str:
    currency, now = simulation.plan.currency, simulation.after.totals.paid
    if simulation.before is None:
        return _("{rewards} in all.").format(rewards=money(now, currency))
    was = simulation.before.totals.paid
    return _("{before} in force, {after} tried.").format(
        before=money(was, currency), after=money(now, currency)
    )


def _month_words(simulation: Simulation) -> str:
    if not simulation.after.months:
        return ""
    last = simulation.after.months[-1]
    return _("{month}: {rate}.").format(
        month=month(month_number(last.month)),
        rate=percent(None if last.payout is None else float(last.payout)),
    )


def _stopped() -> tuple[Any, ...]:
    _still()
    return (*(no_update,) * 10, _("Cancelled: the figures below are of another plan."), None, True)


def _failed(words: str) -> tuple[Any, ...]:
    """Return nothing but why: no figure of another plan may stand under this one."""
    _still()
    return (None, *(wordy_figure(""), "") * len(_FIGURES), None, "", error_state(words), True)
