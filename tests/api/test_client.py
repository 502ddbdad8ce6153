"""A typed client that is generated from the OpenAPI description compiles, and reads a volume."""

import compileall
import importlib
import json
import sys
from pathlib import Path

import pytest
from openapi_python_client import generate
from openapi_python_client.config import Config, ConfigFile, MetaType

from graph.service import Service
from server.app import create_app
from tests.api.conftest import ADMIN, key_of
from tests.api.serving import served

NAME = "generated_upline_client"


@pytest.fixture
def generated(service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The client as a package that can be imported."""
    described = tmp_path / "openapi.json"
    described.write_text(json.dumps(create_app(service).openapi()), encoding="utf-8")
    config = Config.from_sources(
        ConfigFile(package_name_override=NAME, post_hooks=[]),
        MetaType.NONE,
        described,
        "utf-8",
        overwrite=True,
        output_path=tmp_path / NAME,
    )
    problems = generate(config=config)
    assert not problems, [f"{one.header} {one.detail}" for one in problems]
    monkeypatch.syspath_prepend(str(tmp_path))
    for module in [name for name in sys.modules if name.startswith(NAME)]:
        monkeypatch.delitem(sys.modules, module)
    return tmp_path / NAME


def test_a_generated_client_compiles_and_reads_a_volume(generated: Path, service: Service):
    assert compileall.compile_dir(str(generated), quiet=1)
    client_module = importlib.import_module(f"{NAME}.client")
    volume = importlib.import_module(f"{NAME}.api.members.members_read_volume")

    with served(create_app(service)) as address:
        token = key_of(service.database, ADMIN)
        with client_module.AuthenticatedClient(base_url=address, token=token) as client:
            told = volume.sync(id="A3", client=client, month="2026-01")

    assert (told.run, told.currency) == (2, "CNY")
    assert told.to_dict()["group_volume"] == "2217.50"
