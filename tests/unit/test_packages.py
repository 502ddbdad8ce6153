"""A package at the top is installed, in the image, type-checked, and in a layer of imports (ADR 9)."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
OF_THE_WORKSHOP = {"benchmarks", "tests", "tools"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
PACKAGES = {init.parent.name for init in ROOT.glob("*/__init__.py")} - OF_THE_WORKSHOP


def test_every_package_has_a_layer_of_imports():
    layers = " ".join(PROJECT["importlinter"]["contracts"][0]["layers"])
    assert set(PROJECT["importlinter"]["root_packages"]) == set(re.findall(r"\w+", layers)) == PACKAGES


def test_every_package_is_installed_and_in_the_image():
    copied = re.findall(r"^COPY (\w+) \1$", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    assert PROJECT["setuptools"]["packages"]["find"]["include"] == [f"{name}*" for name in copied]
    assert set(copied) == PACKAGES


def test_every_package_with_code_is_checked_for_types():
    with_code = {name for name in PACKAGES if len(list((ROOT / name).rglob("*.py"))) > 1}
    assert set(PROJECT["mypy"]["packages"]) == with_code | OF_THE_WORKSHOP
