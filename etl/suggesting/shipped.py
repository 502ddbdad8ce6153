"""Which of the mappings that Upline brings read some files: then none must be written."""

from collections.abc import Sequence

from etl.mapping import load_mapping, shipped_mappings
from etl.suggesting.samples import Sample

_OWN = frozenset({"distribution"})
"""Mappings that would read nearly any file with a number and a time: others come first."""


def known_exports(samples: Sequence[Sample]) -> dict[str, tuple[Sample, bool]]:
    """Return the mappings whose columns a file has: by name the file, and whether they read its name."""
    known: dict[str, tuple[Sample, bool]] = {}
    for name, path in sorted(shipped_mappings().items(), key=lambda item: item[0] in _OWN):
        specs = load_mapping(path).tables.values()
        for sample in samples:
            read = [
                spec
                for spec in specs
                if spec.patterns
                and spec.used
                and spec.used - set(spec.may_lack) <= set(spec.renamed(sample.columns))
            ]
            if len(read) > len(specs) / 2:
                known[name] = sample, any(spec.reads(sample.path.name, a_table=False) for spec in read)
    return known
