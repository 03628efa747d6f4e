"""The import table of the house: who may know whom, checked on the syntax of every file.

A module belongs to the layer with the longest matching name. Everything a layer imports, at
the top of a file or inside a function, must be of itself, of a layer in its row, of the
standard library, or of the third-party packages in its row.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOUNDATION = {"etl.model", "etl.errors", "etl.journal", "etl.corrections", "etl.record"}
CORE = FOUNDATION | {"etl.catalog", "etl.text", "etl.readers", "etl.extract", "etl.checks"}
WAREHOUSE = {"etl.warehouse", "etl.warehouse.queries", "etl.warehouse.shared"}
EVERYTHING = CORE | WAREHOUSE | {"etl.pipeline", "etl.export", "etl.command", "etl.worker"}

# What queries and build both stand on: names of files, and plain values.
SHARED_WAREHOUSE = (
    "etl.warehouse.dataset",
    "etl.warehouse.dictionary",
    "etl.warehouse.heirs",
    "etl.warehouse.history",
    "etl.warehouse.sentence",
    "etl.warehouse.sought",
    "etl.warehouse.stretches",
    "etl.warehouse.versions",
    "etl.warehouse.views",
)
# The command line and what only it uses; HOUSE.md calls the row "pipeline, cli".
COMMAND = (
    "etl.__main__",
    "etl.cli",
    "etl.cli_check",
    "etl.cli_data",
    "etl.cli_review",
    "etl.commands",
    "etl.console",
    "etl.evaluation",
    "etl.json_form",
    "etl.server",
)
# Files that serve the pipeline, and those that serve the queries, alone.
PIPELINE = (
    "etl.batch",
    "etl.crew",
    "etl.engine",
    "etl.intake",
    "etl.jobs",
    "etl.placing",
    "etl.reading",
    "etl.rejections",
    "etl.removal",
    "etl.stages",
    "etl.supersession",
)
# Processes beside our own; what they do is named to them, and imported there.
PROCESSES = ("etl.hands", "etl.worker", "etl.worker_child")
# The door of a shared dashboard: the command makes its key, the server and the pages meet it.
ACCESS = ("etl.access", "etl.gate")
# The same work on other machines: the one place that knows Dask.
CLUSTER = ("etl.cluster", "etl.cluster_parts", "etl.cluster_task")
QUERIES = (
    "etl.warehouse.asked",
    "etl.warehouse.compared",
    "etl.warehouse.conditions",
    "etl.warehouse.difference",
    "etl.warehouse.difference_places",
    "etl.warehouse.differing",
    "etl.warehouse.door",
    "etl.warehouse.door_child",
    "etl.warehouse.door_query",
    "etl.warehouse.judged",
    "etl.warehouse.listing",
    "etl.warehouse.reading",
    "etl.warehouse.records",
    "etl.warehouse.report_difference",
    "etl.warehouse.served",
    "etl.warehouse.text_search",
)
LAYER_OF = {
    **{
        name: name
        for name in (*CORE, "etl.pipeline", "etl.export", "etl.warehouse", "etl.warehouse.queries")
    },
    **dict.fromkeys(SHARED_WAREHOUSE, "etl.warehouse.shared"),
    **dict.fromkeys(COMMAND, "etl.command"),
    **dict.fromkeys(PIPELINE, "etl.pipeline"),
    **dict.fromkeys(PROCESSES, "etl.worker"),
    **dict.fromkeys(ACCESS, "etl.access"),
    **dict.fromkeys(CLUSTER, "etl.cluster"),
    **dict.fromkeys(QUERIES, "etl.warehouse.queries"),
    # Parts of the catalogue: data, typed and checked once.
    "etl.catalog_entry": "etl.catalog",
    "etl.catalog_file": "etl.catalog",
    "etl.disclosure_form": "etl.catalog",
    "etl.indicator": "etl.catalog",
    "etl.likeness_rules": "etl.catalog",
    "etl.measured": "etl.catalog",
    "etl.named_vocabulary": "etl.catalog",
    "etl.by_command": "etl.uploads",
    # What the check of agreement is told.
    "etl.compared": "etl.record",
    "etl.promise_words": "etl.catalog",
    "etl.uploads": "etl.uploads",
    # All checks brought together, for the command, the notice and the doors of the pages.
    "etl.oversight": "etl.oversight",
    # What people say of a finding, and who may say it.
    "etl.review_faults": "etl.corrections",
    "etl.explained": "etl.review",
    "etl.review": "etl.review",
    "etl": "etl",
    "pages": "pages",
    # The doors of the pages: to the rows, and to the writers of files.
    "pages.shared.reviewing": "pages.shared.store",
    "pages.shared.agreed": "pages.shared.store",
    "pages.shared.changed": "pages.shared.store",
    "pages.shared.files": "pages.shared.store",
    "pages.shared.alike": "pages.shared.store",
    "pages.shared.listed": "pages.shared.store",
    "pages.shared.notice_file": "pages.shared.store",
    "pages.shared.overseen": "pages.shared.store",
    "pages.shared.plans": "pages.shared.store",
    "pages.shared.review_waiting": "pages.shared.store",
    "pages.shared.store": "pages.shared.store",
    "dashboard": "dashboard",
}
MAY_IMPORT = {
    "etl": set(),
    "etl.model": set(),
    "etl.errors": set(),
    "etl.journal": {"etl.errors"},
    "etl.corrections": {"etl.errors", "etl.journal", "etl.model"},
    "etl.record": {"etl.model"},
    "etl.catalog": FOUNDATION,
    "etl.text": FOUNDATION,
    "etl.readers": FOUNDATION | {"etl.text"},
    "etl.extract": FOUNDATION | {"etl.catalog", "etl.text"},
    "etl.checks": FOUNDATION | {"etl.catalog"},
    "etl.warehouse": FOUNDATION | {"etl.catalog", "etl.warehouse.shared"},
    "etl.warehouse.shared": FOUNDATION,
    "etl.warehouse.queries": FOUNDATION | {"etl.warehouse.shared"},
    "etl.oversight": FOUNDATION
    | {"etl.catalog", "etl.checks", "etl.review", "etl.warehouse.queries", "etl.warehouse.shared"}
    | {"etl.worker"},
    "etl.export": FOUNDATION | {"etl.oversight", "etl.warehouse.queries", "etl.warehouse.shared"},
    "etl.pipeline": EVERYTHING - {"etl.export", "etl.command"},
    "etl.cluster": EVERYTHING - {"etl.export", "etl.command"},
    "etl.worker": {"etl.errors"},
    "etl.access": FOUNDATION,
    "etl.uploads": FOUNDATION | {"etl.warehouse.shared"},
    "etl.review": FOUNDATION,
    "etl.command": EVERYTHING
    | {"etl.cluster", "etl.access", "etl.oversight", "etl.uploads", "etl.review"},
    "pages": FOUNDATION
    | {"etl.catalog", "etl.checks", "etl.access", "etl.uploads"}
    | {"etl.review", "pages.shared.store"},
    "pages.shared.store": FOUNDATION
    | {
        "etl.catalog",
        "etl.checks",
        "etl.uploads",
        "etl.export",
        "etl.oversight",
        "etl.review",
        "etl.warehouse.queries",
        "etl.warehouse.shared",
        "etl.worker",
        "pages",
    },
    "dashboard": FOUNDATION | {"etl.access", "pages", "pages.shared.store"},
}
MAY_USE = {
    "etl": set(),
    "etl.model": set(),
    "etl.errors": set(),
    "etl.journal": {"filelock"},
    "etl.corrections": set(),
    "etl.record": set(),
    "etl.catalog": {"yaml"},
    "etl.text": {"ahocorasick_rs"},
    "etl.readers": {"selectolax", "openpyxl", "yaml", "lxml", "pypdfium2", "fsspec"},
    "etl.extract": set(),
    "etl.checks": {"numpy", "rapidfuzz", "yaml"},
    "etl.warehouse": {"duckdb", "numpy", "pyarrow", "pandas", "filelock"},
    "etl.warehouse.shared": {"duckdb", "pandas", "yaml"},
    "etl.warehouse.queries": {"duckdb", "pandas", "pyarrow"},
    "etl.oversight": {"yaml"},
    "etl.export": {"docx", "duckdb", "pyarrow", "xlsxwriter", "yaml"},
    "etl.pipeline": set(),
    "etl.access": set(),
    "etl.worker": set(),
    "etl.uploads": set(),
    "etl.review": set(),
    "etl.cluster": {"distributed", "fsspec"},
    "etl.command": {"typer", "rich", "uvicorn", "numpy", "segno"},
    "pages": {
        "streamlit",
        "plotly",
        "pandas",
        "yaml",
        "segno",
        "reportlab",
        "docx",
        "xlsxwriter",
        "lxml",
    },
    "pages.shared.store": {"streamlit", "pandas"},
    "dashboard": {"streamlit", "starlette"},
}
OURS = ("etl", "pages", "dashboard")


def find_layer(module: str) -> str:
    """Return the layer of the longest name that `module` is or lies below."""
    names = module.split(".")
    prefixes = (".".join(names[:length]) for length in range(len(names), 0, -1))
    return next(LAYER_OF[prefix] for prefix in prefixes if prefix in LAYER_OF)


def find_files() -> list[Path]:
    """Return every Python file the table speaks of."""
    files = [*(ROOT / "etl").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]
    return sorted(path for path in (*files, ROOT / "dashboard.py") if path.exists())


def name_module(path: Path) -> str:
    """Return the dotted name of a file."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def find_imports(source: str, module: str, *, package: bool = False) -> Iterator[str]:
    """Yield every module a source imports; `from a import b` counts as `a.b` where that is one."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = module.split(".")[: -(node.level - package) or None]
                base = ".".join([*above, base] if base else above)
            yield from (choose_module(base, alias.name) for alias in node.names)


def choose_module(base: str, name: str) -> str:
    """Return `base.name` where that is a module of ours, else `base`."""
    below = ROOT.joinpath(*base.split("."), name)
    return f"{base}.{name}" if below.with_suffix(".py").exists() or below.is_dir() else base


def find_breaches(source: str, module: str, *, package: bool = False) -> list[str]:
    """Return every import of `source` that the table does not allow."""
    layer = find_layer(module)
    breaches = []
    for imported in find_imports(source, module, package=package):
        top = imported.partition(".")[0]
        if top in OURS:
            target = find_layer(imported)
            allowed = target in (layer, "etl") or target in MAY_IMPORT[layer]
        else:
            allowed = top in sys.stdlib_module_names or top in MAY_USE[layer]
        if not allowed:
            breaches.append(f"{module} ({layer}) imports {imported}")
    return breaches


@pytest.mark.parametrize("path", find_files(), ids=name_module)
def test_a_file_imports_only_what_its_layer_may(path):
    package = path.name == "__init__.py"
    source = path.read_text(encoding="utf-8")
    assert find_breaches(source, name_module(path), package=package) == []


@pytest.mark.parametrize("path", sorted((ROOT / "etl").rglob("*.py")), ids=name_module)
def test_the_core_does_not_know_how_it_is_shown(path):
    imports = find_imports(path.read_text(encoding="utf-8"), name_module(path))
    shown = {"streamlit", "plotly", "pages", "dashboard"}
    assert not shown & {name.partition(".")[0] for name in imports}


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("etl.text.numerals", "from etl.catalog import Catalog"),
        ("etl.text.numerals", "import pandas"),
        ("etl.model", "from etl import errors"),
        ("etl.readers.html", "from etl.extract import read_report"),
        ("etl.extract.header", "def f():\n    from etl.readers import read"),
        ("etl.warehouse.queries", "from etl.warehouse.build import Build"),
        ("etl.warehouse.build", "from etl.text import numerals"),
        ("etl.warehouse.build", "from ..text import numerals"),
        ("etl.warehouse.queries", "import streamlit"),
        ("etl.pipeline", "from etl.cli import main"),
        ("etl.pipeline", "from etl.export.rows import Rows"),
        ("etl.export.rows", "from etl.warehouse.build import Build"),
        ("etl.export.rows", "import pandas"),
        ("etl.pipeline", "from etl.cluster import ClusterCrew"),
        ("etl.batch", "import distributed"),
        ("etl.cli", "import streamlit as st"),
        ("etl.gate", "import starlette"),
        ("etl.gate", "from etl.server import serve"),
        ("pages.overview", "from etl.warehouse.queries import Warehouse"),
        ("pages.overview", "from etl.pipeline import load"),
        ("pages.shared.store", "from etl.warehouse.publish import publish"),
        ("pages.overview", "import duckdb"),
    ],
)
def test_the_table_refuses(module, line):
    assert len(find_breaches(line, module)) == 1


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("etl.text.numerals", "from etl.model import Span\nimport re"),
        ("etl.readers.html", "import selectolax.lexbor\nfrom etl.text.normalise import normalise"),
        ("etl.warehouse.queries", "from etl.warehouse.versions import open_version"),
        ("etl.cli", "from etl.warehouse.queries import Warehouse\nimport typer"),
        ("pages.overview", "from pages.shared import store\nimport streamlit as st"),
        ("pages.shared.store", "from etl.warehouse.queries import Warehouse"),
    ],
)
def test_the_table_allows(module, line):
    assert find_breaches(line, module) == []


def test_every_module_has_a_layer_of_its_own():
    """A new file directly below etl/ must be placed in the table, not fall through."""
    placed = {name_module(path) for path in (ROOT / "etl").glob("*.py")} - {"etl"}
    assert {module for module in placed if find_layer(module) == "etl"} == set()
