"""The lines that the code base holds: who may import whom, who may read the environment."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("models", "service", "workers", "prompts", "seeds")
ALLOWED = {
    "models": {"models", "prompts"},
    "prompts": {"prompts"},
    "seeds": {"seeds"},
    "service": {"models", "prompts", "seeds", "service"},
    "workers": {"models", "service", "workers"},
}
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def imported(path: Path) -> set[str]:
    """Top-level names of all that a module imports, at any depth."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names.add((node.module or "").split(".")[0])
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_point_one_way(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    assert imported(path) & set(PACKAGES) <= ALLOWED[package]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_nothing_pickles(path: Path) -> None:
    assert not imported(path) & {"pickle", "shelve", "marshal", "dill"}


def test_the_pipeline_fits_on_a_screen() -> None:
    assert len((ROOT / "service/pipeline.py").read_text(encoding="utf-8").splitlines()) <= 85


def test_tests_are_flat() -> None:
    assert not list((ROOT / "tests").rglob("__init__.py"))
