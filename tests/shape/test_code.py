"""House rules of the code, so that a reviewer need not remember them."""

import ast
from pathlib import Path

import pytest

from lapor.aws import log
from tests.shape import source
from tests.shape.source import DOMAIN, EDGES, FOLDERS, HANDLERS, MODULES, PACKAGE, ROOT, short

EVERY = [*MODULES, *HANDLERS]
FORBIDDEN_IN_DOMAIN = ("boto3", "botocore", "aws_lambda_powertools", "os", "time", "lapor.aws")
MODULE_LINES = 250

HANDLER_LINES = {"form": 45, "verify": 45, "respond": 45, "serve": 45}
"""Functions of five calls or of three pages may take a few lines more than the usual 40."""

UPDATING = {
    "src/lapor/aws/people.py",  # keeps and erases
    "src/lapor/aws/contacts.py",  # marks as confirmed
    "src/lapor/aws/limits.py",  # counts
    "src/lapor/aws/sends.py",  # raises to what the provider says
    "src/lapor/aws/ledger.py",  # removes words; the digest stays
    "src/lapor/aws/codes.py",  # counts tries and spends
    "src/lapor/aws/staff.py",  # suspends, moves and signs out officers
    "src/lapor/aws/keys.py",  # revokes
    "src/lapor/aws/recomputing.py",  # counts how far it has come
}
"""The modules that may change a row in its place."""

LOCAL_ONLY = {"LAPOR_CLOCK"}
"""Names that local stacks set and the template must not."""

FROM_LAMBDA = {"POWERTOOLS_SERVICE_NAME", "POWERTOOLS_LOG_LEVEL"}
"""Names that every function has."""


@pytest.mark.parametrize("path", DOMAIN, ids=short)
def test_the_domain_knows_neither_aws_nor_the_clock_nor_the_environment(path: Path) -> None:
    wrong = {
        name
        for name in source.imports(path)
        for forbidden in FORBIDDEN_IN_DOMAIN
        if name == forbidden or name.startswith(f"{forbidden}.")
    }

    assert wrong == set()
    called = {name for name, _ in source.calls(path)}
    assert {n for n in called if n.endswith((".now", ".today", ".utcnow", ".monotonic"))} == set()
    assert "open" not in called


@pytest.mark.parametrize("path", DOMAIN, ids=short)
def test_the_domain_is_random_free(path: Path) -> None:
    assert source.imports(path).isdisjoint({"random", "secrets", "uuid"})


@pytest.mark.parametrize("path", EVERY, ids=short)
def test_only_clock_asks_what_time_it_is(path: Path) -> None:
    asked = {
        name
        for name, _ in source.calls(path)
        if name.endswith(("datetime.now", "datetime.utcnow", "date.today", "time.time"))
    }

    assert asked <= ({"datetime.now"} if path == PACKAGE / "aws/clock.py" else set())


@pytest.mark.parametrize("path", EVERY, ids=short)
def test_only_log_writes_to_the_log(path: Path) -> None:
    if path == PACKAGE / "aws/log.py":
        return
    called = {name for name, _ in source.calls(path)}
    writing = {
        n for n in called if n == "print" or n.startswith(("logger.", "logging.", "_logger."))
    }

    assert writing == set()
    assert not any(name.startswith("logging") for name in source.imports(path))
    assert "aws_lambda_powertools.Logger" not in source.imports(path)


@pytest.mark.parametrize("path", EVERY, ids=short)
def test_log_lines_take_a_literal_name_and_allowed_fields(path: Path) -> None:
    if path == PACKAGE / "aws/log.py":
        return
    for name, call in source.calls(path):
        if name in ("log.outcome", "log.fault"):
            fields = {keyword.arg for keyword in call.keywords}
            assert _fixed(call.args[0], source.tree(path)), f"{short(path)}:{call.lineno}"
            assert len(call.args) == {"log.outcome": 1, "log.fault": 2}[name]
            assert None not in fields, "no **fields: they cannot be reviewed"
            assert fields <= log.FIELDS, f"{short(path)}:{call.lineno}"


def _fixed(value: ast.expr, module: ast.Module) -> bool:
    """Say whether a value can only be one of the words that are written in the source."""
    match value:
        case ast.Constant():
            return True
        case ast.IfExp(body=one, orelse=other):
            return _fixed(one, module) and _fixed(other, module)
        case ast.Name(id=name):
            given = [
                node.value
                for node in ast.walk(module)
                if isinstance(node, ast.Assign)
                and any(isinstance(t, ast.Name) and t.id == name for t in node.targets)
            ]
            return bool(given) and all(_fixed(v, module) for v in given)
    return False


@pytest.mark.parametrize("path", EVERY, ids=short)
def test_nothing_of_a_person_or_a_text_is_given_to_the_log(path: Path) -> None:
    """Values of log fields are numbers of reports and events, states and codes."""
    telling = {"title", "text", "body", "name", "phone", "email", "address", "identity", "contact"}
    for name, call in source.calls(path):
        if name in ("log.outcome", "log.fault"):
            for keyword in call.keywords:
                parts = {n.attr for n in ast.walk(keyword.value) if isinstance(n, ast.Attribute)}
                parts |= {n.id for n in ast.walk(keyword.value) if isinstance(n, ast.Name)}
                words = {word for part in parts for word in part.split("_")}
                assert not words & telling, f"{short(path)}:{call.lineno}"


@pytest.mark.parametrize("path", HANDLERS, ids=short)
def test_a_handler_says_what_comes_in_and_stays_small(path: Path) -> None:
    name = path.parent.name
    text = path.read_text(encoding="utf-8")
    words = ast.get_docstring(source.tree(path))

    assert words
    assert words.startswith(("GET /api/", "POST /api/", "Ledger stream:", "Schedule:")) or (
        words.partition(":")[0].endswith("Queue")
    )
    assert "\n" not in words
    assert text.count("\n") <= HANDLER_LINES.get(name, 40)
    defined = [n.name for n in source.tree(path).body if isinstance(n, ast.FunctionDef)]
    assert defined.count("handler") == 1
    assert all(n == "handler" or n.startswith("_") for n in defined)


def test_every_function_has_a_folder_with_a_handler_and_nothing_else() -> None:
    assert [p for p in HANDLERS if not p.exists()] == []
    for folder in FOLDERS:
        kept = {p.name for p in folder.iterdir()} - {"__pycache__"}
        assert kept <= {"handler.py", *({"templates"} if folder.name == "form" else ())}


@pytest.mark.parametrize("path", HANDLERS, ids=short)
def test_handlers_import_nothing_from_each_other(path: Path) -> None:
    names = {name.partition(".")[0] for name in source.imports(path)}

    assert names.isdisjoint({"functions", "handler", *(f.name for f in FOLDERS)})
    assert not any(name.startswith(".") for name in source.imports(path))


@pytest.mark.parametrize("path", HANDLERS, ids=short)
def test_a_handler_makes_no_client_of_its_own(path: Path) -> None:
    heads = {name.partition(".")[0] for name in source.imports(path)}

    assert heads.isdisjoint({"boto3", "botocore"})


@pytest.mark.parametrize("path", MODULES, ids=short)
def test_a_module_says_what_it_is_for_and_fits_in_the_head(path: Path) -> None:
    assert ast.get_docstring(source.tree(path))
    assert path.read_text(encoding="utf-8").count("\n") <= MODULE_LINES


@pytest.mark.parametrize("path", EVERY, ids=short)
def test_no_file_is_named_after_nothing(path: Path) -> None:
    assert path.stem not in {"utils", "util", "helpers", "helper", "manager", "service", "base",
                             "misc", "common"}  # fmt: skip


@pytest.mark.parametrize("path", EDGES, ids=short)
def test_clients_are_made_in_one_place(path: Path) -> None:
    made = {name for name, _ in source.calls(path) if name.startswith("boto3.")}

    assert made <= ({"boto3.client"} if path.stem == "clients" else set())


@pytest.mark.parametrize("path", EVERY, ids=short)
def test_nothing_scans_deletes_or_updates_what_must_only_grow(path: Path) -> None:
    called = {name.rpartition(".")[2] for name, _ in source.calls(path)}

    assert called.isdisjoint({"scan", "delete_item", "delete_table", "batch_write_item"})
    if "update_item" in called:
        assert short(path) in UPDATING
    assert "get_paginator('scan')" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", EVERY, ids=short)
def test_no_exception_is_swallowed_without_a_word(path: Path) -> None:
    for node in ast.walk(source.tree(path)):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, f"{short(path)}:{node.lineno} bare except"
            assert not all(isinstance(s, ast.Pass) for s in node.body), (
                f"{short(path)}:{node.lineno}"
            )


def reads(function: str) -> set[str]:
    """Give the names of the environment that a function's modules can read."""
    handler = ROOT / "functions" / function / "handler.py"
    return set().union(*(source.settings(p) for p in (handler, *source.own_modules(handler))))


def used(function: str) -> set[str]:
    """Give the names that a function needs: calls are followed by name through the package."""
    handler = ROOT / "functions" / function / "handler.py"
    defined: dict[tuple[Path, str], ast.AST] = {}
    where = {handler, *source.own_modules(handler)}
    for path in where:
        for node in source.tree(path).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                defined[path, node.name] = node
    found: set[str] = set()
    seen: set[tuple[Path, str]] = set()
    waiting: list[tuple[Path, str]] = [(handler, name) for p, name in defined if p == handler]
    while waiting:
        path, name = waiting.pop()
        if (path, name) in seen:
            continue
        seen.add((path, name))
        found |= _settings_of(defined[path, name])
        waiting += _mentioned(path, defined[path, name], defined)
    # Tables of functions (`FACTS = {…}`) and values made at import stand outside of any function.
    for path in where:
        for node in source.tree(path).body:
            if not isinstance(node, ast.FunctionDef | ast.ClassDef):
                found |= _settings_of(node)
    return found


def _settings_of(node: ast.AST) -> set[str]:
    text = ast.unparse(node)
    module = ast.parse(text)
    found = set()
    for part in ast.walk(module):
        match part:
            case ast.Subscript(value=ast.Attribute(attr="environ"), slice=ast.Constant(value=name)):
                found.add(str(name))
            case ast.Call(
                func=ast.Attribute(value=ast.Attribute(attr="environ"), attr="get"),
                args=[ast.Constant(value=name), *_],
            ):
                found.add(str(name))
    return found


def _mentioned(
    path: Path, node: ast.AST, defined: dict[tuple[Path, str], ast.AST]
) -> list[tuple[Path, str]]:
    """Give the functions that a function names, its own module's and imported ones."""
    aliases: dict[str, tuple[Path, str | None]] = {}
    for statement in ast.walk(source.tree(path)):
        if isinstance(statement, ast.ImportFrom) and (statement.module or "").startswith("lapor"):
            base = ROOT / "src" / Path(*(statement.module or "").split("."))
            for alias in statement.names:
                known = alias.asname or alias.name
                if (base / f"{alias.name}.py").exists():
                    aliases[known] = (base / f"{alias.name}.py", None)
                elif base.with_suffix(".py").exists():
                    aliases[known] = (base.with_suffix(".py"), alias.name)
                else:
                    aliases[known] = (base / "__init__.py", alias.name)
    found: list[tuple[Path, str]] = []
    for part in ast.walk(node):
        if isinstance(part, ast.Name):
            if (path, part.id) in defined:
                found.append((path, part.id))
            if part.id in aliases and aliases[part.id][1]:
                target, name = aliases[part.id]
                if (target, str(name)) in defined:
                    found.append((target, str(name)))
        if (
            isinstance(part, ast.Attribute)
            and isinstance(part.value, ast.Name)
            and part.value.id in aliases
        ):
            target, _ = aliases[part.value.id]
            if (target, part.attr) in defined:
                found.append((target, part.attr))
            # `directory.NAMES.office` stands for the functions that the value was made of
            elif part.attr.isupper():
                found += [(target, n) for p, n in defined if p == target]
    return found


@pytest.mark.parametrize("function", [f.name for f in FOLDERS])
def test_what_a_function_reads_from_its_environment_the_template_gives(function: str) -> None:
    given = source.functions()[function]["Environment"]["Variables"].keys() | FROM_LAMBDA

    assert used(function) - given - LOCAL_ONLY == set()


@pytest.mark.parametrize("function", [f.name for f in FOLDERS])
def test_the_template_gives_a_function_nothing_that_its_modules_never_read(function: str) -> None:
    given = source.functions()[function]["Environment"]["Variables"].keys()

    assert given - reads(function) - FROM_LAMBDA == set()


def test_local_settings_are_not_in_the_template() -> None:
    text = (ROOT / "template.yaml").read_text(encoding="utf-8")

    assert not any(name in text for name in LOCAL_ONLY)


def test_every_function_of_the_template_has_a_folder_and_every_folder_a_function() -> None:
    assert source.functions().keys() == {folder.name for folder in FOLDERS}


def test_only_attach_knows_what_looks_into_files() -> None:
    loading = {
        folder.name
        for folder in FOLDERS
        if any("media" in p.parts for p in source.own_modules(folder / "handler.py"))
    }

    assert loading == {"attach"}


def test_the_layer_carries_the_services_that_are_called_and_no_others() -> None:
    """botocore's descriptions of all others are cut out of it; an unknown one fails at work."""
    makefile = (ROOT / "src/Makefile").read_text(encoding="utf-8")
    (line,) = [x for x in makefile.splitlines() if x.startswith("SERVICES = ")]
    called = {
        argument.value
        for path in EDGES
        for name, call in source.calls(path)
        if name in ("client", "clients.client")
        for argument in call.args
        if isinstance(argument, ast.Constant)
    }

    assert set(line.removeprefix("SERVICES = ").split()) == called
