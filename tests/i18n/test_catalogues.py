"""The words outside of the dashboard: everything said in English is said in Chinese, with the same fields."""

import ast
import string

from tests.i18n import source

# What is a text by a name, or of a library, and not in a call that says it.
BY_NAME = {
    *source.WEAKNESSES,
    "a sum in the statement {name} is larger than 64 bits can hold",
    "nothing is published yet: load a folder with `upline load`, then run `upline nightly`",
}


def fields(text: str) -> list[tuple[str, str | None, str | None]]:
    return sorted(
        (name, spec, conversion) for _text, name, spec, conversion in string.Formatter().parse(text) if name
    )


def test_every_text_of_errors_and_of_the_command_has_its_chinese() -> None:
    known = source.translated()
    said = {*source.said(), *source.helps(), *BY_NAME}
    assert sorted(text for text in said if not known.get(("", text))) == []


def test_no_translation_is_kept_for_a_text_that_nobody_says() -> None:
    known = {text for context, text in source.translated() if not context}
    assert sorted(known - source.constants() - source.helps() - source.WEAKNESSES) == []


def test_every_column_has_its_title_in_chinese() -> None:
    known = source.translated()
    assert sorted(name for name in source.titles() if not known.get((source.COLUMN_CONTEXT, name))) == []


def test_no_title_is_kept_for_a_column_that_is_not_there() -> None:
    titles = {text for context, text in source.translated() if context == source.COLUMN_CONTEXT}
    assert sorted(titles - source.titles()) == []


def test_translations_have_the_fields_of_their_texts() -> None:
    known = source.translated()
    assert [text for (_context, text), chinese in known.items() if fields(text) != fields(chinese)] == []


def test_no_error_is_built_of_values_in_its_text() -> None:
    built = [
        f"{file}:{call.lineno}"
        for file, name, call in source.calls()
        if name not in {"_", "N_"}
        and isinstance(call.args[0], ast.JoinedStr | ast.BinOp)
        and name in source.error_names() | {"message"}
    ]
    assert built == []


def test_a_text_takes_the_values_that_its_call_gives() -> None:
    lacking = []
    for file, name, call in source.calls():
        values = {keyword.arg for keyword in call.keywords}
        if name in {"_", "N_"} or not values or None in values:  # **values
            continue
        texts = source.literals(call.args[0])
        if any(not {field for field, _spec, _conversion in fields(text)} <= values for text in texts):
            lacking.append(f"{file}:{call.lineno}")
    assert lacking == []
