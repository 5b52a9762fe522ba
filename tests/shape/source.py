"""Reads the project's own source, for tests that enforce what a reviewer should not remember."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src/lapor"
DOMAIN = sorted((PACKAGE / "domain").glob("*.py"))
EDGES = sorted((PACKAGE / "aws").glob("*.py"))
MODULES = sorted(PACKAGE.rglob("*.py"))
FOLDERS = sorted(p for p in (ROOT / "functions").iterdir() if p.is_dir())
HANDLERS = [folder / "handler.py" for folder in FOLDERS]


def short(path: Path) -> str:
    """Name a file as it is seen from the top; serves as a test's id."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """Parse a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> set[str]:
    """Give the full names that a file imports anywhere, also inside functions."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            found |= {module} | {f"{module}.{alias.name}" for alias in node.names}
    return found


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Give each call of a file with the name that is called, as it is written."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def own_modules(start: Path) -> set[Path]:
    """Give the modules of the package that a file loads, however far away."""
    found: set[Path] = set()
    waiting = [start]
    while waiting:
        for name in imports(waiting.pop()):
            parts = name.split(".")
            if parts[0] != "lapor":
                continue
            for path in (
                ROOT / "src" / Path(*parts).with_suffix(".py"),
                ROOT / "src" / Path(*parts) / "__init__.py",
            ):
                if path.exists() and path not in found:
                    found.add(path)
                    waiting.append(path)
    return found


def settings(path: Path) -> set[str]:
    """Give the names of the environment that a file reads."""
    found = set()
    for node in ast.walk(tree(path)):
        match node:
            case ast.Subscript(value=ast.Attribute(attr="environ"), slice=ast.Constant(value=name)):
                found.add(str(name))
            case ast.Call(
                func=ast.Attribute(value=ast.Attribute(attr="environ"), attr="get"),
                args=[ast.Constant(value=name), *_],
            ):
                found.add(str(name))
            case ast.Call(func=ast.Attribute(attr="getenv"), args=[ast.Constant(value=name), *_]):
                found.add(str(name))
    return found


class _Loader(yaml.SafeLoader):
    """Reads CloudFormation's short tags as plain values."""


def _plain(loader: Any, tag: str, node: Any) -> Any:
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return node.value


_Loader.add_multi_constructor("!", _plain)


@cache
def template() -> dict[str, Any]:
    """Read the main template."""
    text = (ROOT / "template.yaml").read_text(encoding="utf-8")
    parsed: dict[str, Any] = yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader
    return parsed


def functions() -> dict[str, dict[str, Any]]:
    """Give the template's functions by the name of their folder."""
    return {
        resource["Properties"]["CodeUri"].rpartition("/")[2]: resource["Properties"]
        for resource in template()["Resources"].values()
        if resource["Type"] == "AWS::Serverless::Function"
    }
