"""The help and the usage errors of the command in another language.

Typer makes both in English when its modules are imported, so the tree of commands is put into the language
once it is built. Its usage errors come as sentences: they are known by the templates below.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from string import Formatter

import typer
from rich.text import Text
from typer import rich_utils
from typer._click.core import Command, Context
from typer._click.exceptions import ClickException
from typer._click.formatting import HelpFormatter
from typer.core import TyperGroup, TyperOption

from graph.i18n import ENGLISH, N_, _, language

_TITLES = {
    "DEFAULT_STRING": N_("[default: {}]"),
    "REQUIRED_LONG_STRING": N_("[required]"),
    "ARGUMENTS_PANEL_TITLE": N_("Arguments"),
    "OPTIONS_PANEL_TITLE": N_("Options"),
    "COMMANDS_PANEL_TITLE": N_("Commands"),
    "ERRORS_PANEL_TITLE": N_("Error"),
    "ABORTED_TEXT": N_("Aborted."),
    "RICH_HELP": N_("Try [blue]'{command_path} {help_option}'[/] for help."),
}
"""The fixed strings of typer.rich_utils."""
_USAGE = N_("Usage: ")
_HELP = N_("Show this message and exit.")
_SENTENCES = (
    N_("Invalid value for {hint}: {why}"),
    N_("Invalid value: {why}"),
    N_("Missing argument {hint}."),
    N_("Missing option {hint}."),
    N_("Missing command."),
    N_("No such command {name}. Did you mean {near}?"),
    N_("No such command {name}."),
    N_("No such option: {name} (Possible options: {near})"),
    N_("No such option: {name} Did you mean {near}?"),
    N_("No such option: {name}"),
    N_("Got unexpected extra argument(s) ({arguments})"),
    N_("Option {name} requires an argument."),
    N_("Option {name} does not take a value."),
    N_("{value} is not one of {choices}."),
    N_("{value} is not in the range {range}."),
    N_("{value} is not a valid {kind}."),
)
"""What Typer says of a wrong command line, the more particular sentences first."""


class _Highlighter(rich_utils.OptionHighlighter):
    """Lets a line of Chinese, which has no blanks, end anywhere: else a table would cut it off."""

    def __call__(self, text: str | Text) -> Text:
        """Return the text highlighted."""
        highlighted = super().__call__(text)
        highlighted.overflow = "fold"
        return highlighted


class _Formatter(HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, _(_USAGE) if prefix is None else prefix)


class _Context(Context):
    formatter_class = _Formatter


def in_language(app: typer.Typer) -> Command:
    """Return the command of an app with its help in the language of the command."""
    command = typer.main.get_command(app)
    if language() != ENGLISH:
        _translate(command)
    return command


def _translate(command: Command) -> None:
    command.context_class = _Context
    command.help = _paragraphs(command.help)
    command.short_help = _(command.short_help or "") or None
    command.options_metavar = _(command.options_metavar or "")
    if panel := getattr(command, "rich_help_panel", None):
        command.rich_help_panel = _(panel)  # type: ignore[attr-defined]
    for option in command.params:
        option.help = _(getattr(option, "help", None) or "") or None  # type: ignore[attr-defined]
    _translate_help_option(command)
    if isinstance(command, TyperGroup):
        command.subcommand_metavar = _(command.subcommand_metavar)
        for below in command.commands.values():
            _translate(below)


def _translate_help_option(command: Command) -> None:
    original: Callable[[Context], TyperOption | None] = command.get_help_option

    def translate_option(context: Context) -> TyperOption | None:
        option = original(context)
        if option is not None:
            option.help = _(_HELP)
        return option

    command.get_help_option = translate_option  # type: ignore[method-assign, assignment]


def _paragraphs(text: str | None) -> str | None:
    return text and "\n\n".join(_(" ".join(part.split())) for part in text.split("\n\n"))


@contextmanager
def titles() -> Iterator[None]:
    """Let Typer put its own titles into the language of the command until the block ends."""
    ours: dict[str, object] = {name: _(text) for name, text in _TITLES.items()}
    if language() != ENGLISH:
        ours["highlighter"] = _Highlighter()
    before = {name: getattr(rich_utils, name) for name in ours}
    for name, value in ours.items():
        setattr(rich_utils, name, value)
    try:
        yield
    finally:
        for name, value in before.items():
            setattr(rich_utils, name, value)


def show_usage_error(error: ClickException) -> None:
    """Print a usage error as Typer does, its sentence in the language of the command."""
    sentence = _sentence(error.format_message())
    error.format_message = lambda: sentence  # type: ignore[method-assign]
    rich_utils.rich_format_error(error)


def _sentence(text: str) -> str:
    """Return a sentence of Typer in the language; one that is not known, such as ours, as it is."""
    if language() == ENGLISH:
        return text
    for template in _SENTENCES:
        parts = [
            re.escape(fixed) + (f"(?P<{name}>.*)" if name else "")
            for fixed, name, _spec, _conversion in Formatter().parse(template)
        ]
        if match := re.fullmatch("".join(parts), text, re.DOTALL):
            return _(template).format(**{name: _sentence(value) for name, value in match.groupdict().items()})
    return text
