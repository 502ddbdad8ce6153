"""`upline mapping`: how a company's own files become tables: try a mapping, or have one suggested."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from cli.options import JsonOption
from cli.output import say, say_summary

app = typer.Typer(
    name="mapping",
    help="Mappings of a company's own files: try one, or have one suggested (docs/mapping.md).",
    no_args_is_help=True,
)
FilesArgument = Annotated[
    list[Path],
    typer.Argument(metavar="FILES", help="Exports, or the folder that holds them.", show_default=False),
]


@app.command()
def check(
    mapping: Annotated[
        str,
        typer.Argument(metavar="MAPPING", help="A mapping's file, or the name of one that Upline brings."),
    ],
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILES]",
            help="Exports, or the folder that holds them; none where the mapping reads a database.",
            show_default=False,
        ),
    ] = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Read files by a mapping and judge their rows, without the graph; nothing is written."""
    from cli.trials import tell_trial  # noqa: PLC0415 - a help text must come at once
    from etl.loading.trial import try_alone  # noqa: PLC0415
    from etl.mapping import load_mappings  # noqa: PLC0415
    from etl.reading import read_delivery  # noqa: PLC0415
    from graph.plan import first_plan  # noqa: PLC0415

    delivery = read_delivery(files or [], load_mappings([mapping]))
    tell_trial(try_alone(delivery, first_plan().currency), "mapping check", as_json=as_json)


@app.command()
def suggest(
    files: FilesArgument,
    *,
    out: Annotated[
        Path,
        typer.Option(help="Where the mapping is written: a file that is not there.", metavar="FILE"),
    ] = Path("mapping.yaml"),
) -> None:
    """Suggest a mapping by what columns are called and look like; show the first rows as they would load."""
    from cli.mapping.suggesting import suggest_mapping  # noqa: PLC0415 - a help text must come at once

    suggest_mapping(files, out)


@app.command(name="list")
def list_mappings(*, as_json: JsonOption = False) -> None:
    """List the mappings that Upline brings, and the files that each reads."""
    from etl.mapping import load_mapping, shipped_mappings  # noqa: PLC0415 - a help text must come at once

    known = {
        name: {
            table: list(spec.patterns) or [spec.sources] for table, spec in load_mapping(path).tables.items()
        }
        for name, path in shipped_mappings().items()
    }
    if as_json:
        say_summary({"command": "mapping list", "mappings": known})
        return
    for name, tables in known.items():
        files = dict.fromkeys(pattern for patterns in tables.values() for pattern in patterns)
        say("{name}: {tables}, from {files}", name=name, tables=", ".join(tables), files=", ".join(files))


@app.command()
def show(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A mapping that Upline brings, such as shopify.")
    ],
) -> None:
    """Print a mapping that Upline brings, to be changed: write it into a file of your own."""
    from etl.mapping import shipped_mappings  # noqa: PLC0415 - a help text must come at once
    from graph.errors import UserError  # noqa: PLC0415

    shipped = shipped_mappings()
    if name not in shipped:
        raise UserError(
            "there is no mapping {name}; Upline brings {shipped}", name=name, shipped=", ".join(shipped)
        )
    sys.stdout.write(shipped[name].read_text(encoding="utf-8"))
