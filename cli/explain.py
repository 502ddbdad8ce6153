"""`upline explain`: why each cent of an order was paid and why not to the others; or all about a member."""

from typing import Annotated, Literal

import typer

from cli.explanation_text import show_member, show_order
from cli.options import RunOption, open_database, run_of
from cli.output import say_summary
from graph.errors import UserError
from graph.i18n import language_name


def explain(
    order: Annotated[
        str | None, typer.Argument(metavar="[ORDER]", help="The order to explain.", show_default=False)
    ] = None,
    *,
    member: Annotated[
        str | None,
        typer.Option("--member", metavar="ID", help="Explain this member instead.", show_default=False),
    ] = None,
    form: Annotated[
        Literal["text", "json"], typer.Option("--format", help="Sentences for people, or JSON for programs.")
    ] = "text",
    run: RunOption = None,
) -> None:
    """Explain every cent of an order, and why nobody else got it; or a member's rank, team and earnings."""
    from graph.explain import explain_member, explain_order, to_json_data  # noqa: PLC0415 - help comes at once
    from graph.words import spoken  # noqa: PLC0415

    if (order is None) == (member is None):
        raise UserError("give one of the two: upline explain ORDER, or upline explain --member MEMBER")
    spoken_as = "english" if form == "json" else language_name()
    with open_database() as database:
        seen = run_of(database, run)
        if member is not None:
            of_member = explain_member(database, seen, member)
            words = spoken(spoken_as, of_member.names, of_member.zone)
            if form == "json":
                say_summary(to_json_data(of_member, words))
            else:
                show_member(of_member, words)
        elif order is not None:
            of_order = explain_order(database, seen, order)
            words = spoken(spoken_as, of_order.names, of_order.zone)
            if form == "json":
                say_summary(to_json_data(of_order, words))
            else:
                show_order(of_order, words)
