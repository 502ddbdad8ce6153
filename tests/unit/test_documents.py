"""What source, statements and documents name is there: documents, decisions, links, files."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KINDS = {".md", ".py", ".cypher", ".sql", ".yaml", ".yml", ".toml", ".js", ".css"}
FOLDERS = sorted(one.name for one in ROOT.iterdir() if one.is_dir() and not one.name.startswith("."))
DOCUMENT = re.compile(r"(?<![\w./*-])(?:[\w.-]+/)*\w[\w.-]*\.md\b")
LINK = re.compile(r"\]\(([^)\s]+)\)")
DECISION = re.compile(r"\bADR (\d+)")
FILE = re.compile(rf"`((?:{'|'.join(FOLDERS)})/[\w./-]*)`")


def _texts(*kinds: str) -> Iterator[Path]:
    yield from (one for one in ROOT.glob("*") if one.suffix in kinds)
    for folder in FOLDERS:
        yield from (one for one in (ROOT / folder).rglob("*") if one.suffix in kinds)


TEXTS = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in _texts(*KINDS)}
DOCUMENTS = {path: text for path, text in TEXTS.items() if path.endswith(".md")}


def _headings(text: str) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def _cited(path: str, name: str) -> bool:
    """Return whether there is a document of that name: at the top, under docs/, or beside who cites it."""
    return any((ROOT / folder / name).is_file() for folder in ("", "docs", "docs/adr", Path(path).parent))


def test_documents_are_read_at_all():
    assert {"README.md", "docs/architecture.md"} < DOCUMENTS.keys()
    assert "docs/metrics.md" in DOCUMENT.findall("see (docs/metrics.md), ...")
    assert not _cited("graph/settings.py", "interfaces.md")


def test_every_document_that_is_cited_exists():
    missing = [
        f"{path}: {name}"
        for path, text in TEXTS.items()
        for name in DOCUMENT.findall(text)
        if path != str(Path(__file__).relative_to(ROOT)) and not _cited(path, name)
    ]
    assert missing == []


@pytest.mark.parametrize("path", DOCUMENTS)
def test_links_lead_to_files_and_headings_that_there_are(path: str):
    broken = []
    for link in LINK.findall(DOCUMENTS[path]):
        name, _, heading = link.partition("#")
        if "://" in name or name.startswith("mailto:"):
            continue
        target = (ROOT / path).parent / name if name else ROOT / path
        if not target.exists() or (heading and heading not in _headings(target.read_text(encoding="utf-8"))):
            broken.append(link)
    assert broken == []


def test_every_decision_that_is_cited_exists():
    there = {int(one.name[:4]) for one in (ROOT / "docs" / "adr").iterdir()}
    cited = {(path, int(number)) for path, text in TEXTS.items() for number in DECISION.findall(text)}
    assert sorted(one for one in cited if one[1] not in there) == []


@pytest.mark.parametrize("path", DOCUMENTS)
def test_files_and_folders_that_documents_name_exist(path: str):
    assert [name for name in FILE.findall(DOCUMENTS[path]) if not (ROOT / name).exists()] == []
