"""Write graph/embedded/jars.lock.json: the jars that Maven itself resolves for one Neo4j version.

    python -m tools.lock_jars 5.26.30

needs `mvn` on the path. Each row is coordinates, size and SHA-256, so that the product
needs neither Maven nor a resolver: it fetches exactly these files (ADR 0002).
"""

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

LOCK = Path(__file__).parent.parent / "graph" / "embedded" / "jars.lock.json"
ROOTS = ("org.neo4j:neo4j", "org.neo4j.app:neo4j-server")
_ROW = re.compile(r"\s+(?P<coordinates>\S+?):(?:compile|runtime):(?P<file>/\S+\.jar)(?: -- .*)?")


def main() -> None:
    """Resolve, hash and write the lock."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("version", help="the Neo4j version, such as 5.26.30")
    version = parser.parse_args().version
    with tempfile.TemporaryDirectory() as folder:
        jars = sorted(_rows(_resolve(version, Path(folder))), key=lambda row: str(row["coordinates"]))
    names = [_file_name(str(row["coordinates"])) for row in jars]
    if len(set(names)) != len(names):
        sys.exit("two artefacts would have one file name: the folder of jars must then get subfolders")
    rows = ",\n".join(f"    {json.dumps(row)}" for row in jars)
    LOCK.write_text(f'{{\n  "neo4j": "{version}",\n  "jars": [\n{rows}\n  ]\n}}\n', encoding="utf-8")
    megabytes = sum(int(row["size"]) for row in jars) / 1e6
    sys.stdout.write(f"{LOCK.name}: {len(jars)} jars, {megabytes:.0f} MB\n")


def _resolve(version: str, folder: Path) -> str:
    """Return Maven's list of the resolved jars, one line per jar with its file at the end."""
    dependencies = "".join(
        f"<dependency><groupId>{group}</groupId><artifactId>{artifact}</artifactId>"
        f"<version>{version}</version></dependency>"
        for group, artifact in (root.split(":") for root in ROOTS)
    )
    (folder / "pom.xml").write_text(
        f"<project><modelVersion>4.0.0</modelVersion><groupId>upline</groupId><artifactId>lock</artifactId>"
        f"<version>1</version><packaging>pom</packaging><dependencies>{dependencies}</dependencies></project>",
        encoding="utf-8",
    )
    maven = shutil.which("mvn") or sys.exit("mvn is not on the path")
    listed = folder / "list.txt"
    options = [f"-DoutputFile={listed}", "-DincludeScope=runtime", "-DoutputAbsoluteArtifactFilename=true"]
    subprocess.run([maven, "-q", "-B", "dependency:list", *options], cwd=folder, check=True)  # noqa: S603 - no shell
    return listed.read_text(encoding="utf-8")


def _rows(listing: str) -> Iterator[dict[str, str | int]]:
    for line in listing.splitlines():
        if match := _ROW.fullmatch(line):
            content = Path(match["file"]).read_bytes()
            yield {
                "coordinates": match["coordinates"].replace(":jar:", ":"),
                "size": len(content),
                "sha256": hashlib.sha256(content).hexdigest(),
            }


def _file_name(coordinates: str) -> str:
    """Return the file name of `group:artifact[:classifier]:version`, as graph.embedded.jars does."""
    _, artifact, *classifier, version = coordinates.split(":")
    return "-".join([artifact, version, *classifier]) + ".jar"


if __name__ == "__main__":
    main()
