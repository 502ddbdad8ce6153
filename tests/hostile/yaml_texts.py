"""YAML that is meant to stop whoever reads it, each with what a plan and a mapping file answer to it."""

from dataclasses import dataclass

from graph.yaml_text import MAX_BYTES, MAX_DEPTH, MAX_VALUES

_LAUGHS = "\n".join(
    ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
)
_KEYS = "\n".join(f"k{number}: 1" for number in range(80_000))
_WRONG = "\n".join(f"k{number}: 1" for number in range(MAX_VALUES // 2 - 100))


@dataclass(frozen=True)
class YamlText:
    """A text and the words that its refusal must hold, after the name of the file."""

    name: str
    content: bytes
    words: str


def _case(name: str, text: str, words: str) -> YamlText:
    return YamlText(name, text.encode(), words)


YAML_TEXTS = (
    _case("aliases of aliases", _LAUGHS, ", line 2: aliases (*) are not read"),
    _case("an alias of itself", "a: &a [*a]", ", line 1: aliases (*) are not read"),
    _case("a merge key", "a: &a {b: c}\nd:\n  <<: *a\n", ", line 3: aliases (*) are not read"),
    _case("brackets that never close", "[" * 20_000, f", line 1: this is more than {MAX_DEPTH} levels deep"),
    _case("a list of lists of lists", "- " * 5_000, f", line 1: this is more than {MAX_DEPTH} levels deep"),
    _case("maps as keys of maps", "? " * 5_000, f", line 1: this is more than {MAX_DEPTH} levels deep"),
    _case("a NUL", "name: a\nother: \0\n", ", line 2: this is not YAML: it has control characters"),
    _case(
        "an escape that erases the screen", "name: \x1b[2J\n", ", line 1: this is not YAML: it has control"
    ),
    _case("many keys", _KEYS, f": these are more than {MAX_VALUES:,} values"),
    _case("many empty items", "[" + "," * 100 + "]", ", line 1: this is not YAML"),
    _case("a large text", "a: " + "x" * MAX_BYTES, f"is larger than {MAX_BYTES:,} bytes"),
    _case("many unknown fields", _WRONG, "more"),
    _case("a field with a name of half a megabyte", "x" * 1000 + ": 1", "…"),
    _case("a Python object", "!!python/object/apply:os.system ['true']", ""),
    _case("a tag that nobody knows", "!<tag:example.com,2026:x> text", ""),
    _case("two documents", "a: b\n---\nc: d\n", ", line 2: this is not YAML"),
    _case("a field that is there twice", "name: a\nname: b\n", ", line 2, name: the field is there twice"),
    _case("a key that is a list", "? [a, b]\n: c\n", ": a list or a map is no name of a field"),
    _case("nothing", "", ""),
    YamlText("no UTF-8", b"name: a\nother: \xff\n", "line 2 is not UTF-8"),
    YamlText("UTF-16", "name: a".encode("utf-16"), "line 1 is not UTF-8"),
)
"""The words may be empty where plans and mappings answer each in their own."""
