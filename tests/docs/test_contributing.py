"""CONTRIBUTING.md shows the tree and the layers as they are."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.markdown import table

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
TREE = [path.strip("`") for path, _ in table(PAGE, "folder or module")]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]


def test_the_tree_has_every_folder_and_every_module_beside_them():
    ours = ("bot", "knowledge")
    folders = [path for folder in ours for path in (ROOT / folder).iterdir() if path.is_dir()]
    modules = [path for folder in ours for path in (ROOT / folder).glob("*.py") if path.name != "__init__.py"]
    paths = {str(path.relative_to(ROOT)) for path in folders + modules if path.name != "__pycache__"}
    assert set(TREE) == {*paths, *ours, "tests", "docs", ".ci"}
    assert len(TREE) == len(set(TREE))


@pytest.mark.parametrize("package", ["bot", "knowledge"])
def test_the_layers_are_those_that_are_checked(package):
    [layers] = [
        each["layers"] for each in CONTRACTS if each["type"] == "layers" and each["layers"][0].startswith(package)
    ]
    shown = re.search(rf"^- `{package}`: (.*(?:\n  .*)*)", PAGE, re.MULTILINE)[1]
    assert [part.split(", ") for part in " ".join(shown.split()).split(" → ")] == [
        [module.removeprefix(f"{package}.") for module in layer.split(" | ")] for layer in layers
    ]


def test_every_path_that_it_names_is_there():
    paths = re.findall(r"`((?:bot|knowledge|tests|docs|\.ci)/[\w/.]*)`", PAGE)
    assert paths
    assert [path for path in paths if not (ROOT / path).exists()] == []
