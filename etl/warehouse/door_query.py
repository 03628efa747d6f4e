"""What a query at the door may be: one statement that reads the documented views.

Judges the syntax tree that DuckDB itself makes of a query, never its letters: what looks
harmless may be none (a COPY hides in WITH), and what looks bad may stand in a comment. Names
of tables and of functions that yield rows are allowed by list, so that what a later DuckDB
brings is refused until somebody has looked at it. Refuses to run anything of the user's.
"""

import json
from collections.abc import Iterator
from typing import Any

import duckdb

SCHEMA = "door"
_LIST = f"SELECT view_name AS name FROM duckdb_views() WHERE schema_name = '{SCHEMA}' ORDER BY 1"
# Everything else that a bare name may find: tables of the warehouse, and views of DuckDB that
# tell of settings, files and databases.
_HIDDEN = f"""
    SELECT lower(table_name) FROM duckdb_tables()
    UNION SELECT lower(view_name) FROM duckdb_views() WHERE schema_name <> '{SCHEMA}'
"""

_NODES = {"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"}
_ROW_FUNCTIONS = {
    *("generate_series", "json_each", "json_tree", "range", "repeat", "repeat_row", "unnest"),
}
# Of the functions that yield one value: those that tell settings, keep state or write a log.
_SECRETIVE = {
    *("current_setting", "getenv", "getvariable", "nextval", "currval", "setval", "write_log"),
}
_READING = "SELECT、WITH、VALUES、DESCRIBE、SUMMARIZE、SHOW TABLES"


class RefusedQuery(Exception):  # noqa: N818 - a verdict on a query; `door` turns it into words
    """The query is no reading of the views; the text is a sentence for its author."""


def check_query(connection: duckdb.DuckDBPyConnection, query: str) -> str:
    """Return the one statement to run; raises `RefusedQuery` and DuckDB's syntax errors."""
    statement = _find_statement(connection, query)
    root = _parse(connection, statement.query)
    if _is_show_tables(root):
        return _LIST
    views = [row[0] for row in connection.execute(_LIST).fetchall()]
    hidden = {row[0] for row in connection.execute(_HIDDEN).fetchall()} - set(views)
    _check_tree(root, views, hidden)
    return statement.query


def _find_statement(connection: duckdb.DuckDBPyConnection, query: str) -> duckdb.Statement:
    statements = connection.extract_statements(query)
    if len(statements) != 1:
        number = len(statements)
        problem = (
            f"一次只能运行一条语句，这里有 {number} 条：请分开运行" if number else "查询是空的"
        )
        raise RefusedQuery(f"{problem}。")
    (statement,) = statements
    kind = statement.type
    if kind == duckdb.StatementType.MULTI:
        raise RefusedQuery("PIVOT 要写明取哪些值，例如 PIVOT figures ON year IN (2022, 2023) …。")
    if kind != duckdb.StatementType.SELECT:
        raise RefusedQuery(f"这里只能查询（{_READING}），不能用 {kind.name}；数据没有改动。")
    return statement


def _parse(connection: duckdb.DuckDBPyConnection, query: str) -> Any:
    # All rows and not one: DuckDB must be done with this before it is asked the next thing.
    ((text,),) = connection.execute("SELECT json_serialize_sql(?)", [query]).fetchall()
    try:
        tree = json.loads(text)
    except RecursionError:
        raise RefusedQuery("查询嵌套太深：请拆成几层 WITH，或分开查询。") from None
    if tree["error"]:
        raise RefusedQuery(f"这里只能查询（{_READING}）；数据没有改动。")
    return tree["statements"][0]


def _is_show_tables(root: Any) -> bool:
    shown = root["node"].get("from_table") or {}
    return _is_special(shown) and shown["table_name"].strip('"').lower() == "tables"


def _is_special(node: dict[str, Any]) -> bool:
    return node.get("type") == "SHOW_REF" and not node.get("query")


def _check_tree(root: Any, views: list[str], hidden: set[str]) -> None:
    nodes = list(_walk(root))
    named = {name for node in nodes for name in _find_named(node)}
    for name in sorted(named & hidden):
        raise RefusedQuery(f"WITH 里的名字“{name}”在数据仓库里另有所指：请换一个名字。")
    known = named | set(views)
    for node in nodes:
        _check_kind(node)
        _check_table(node, known, views)
        _check_function(node, views)


def _walk(root: Any) -> Iterator[dict[str, Any]]:
    """Yield every node; in a loop of our own, since a hostile tree is deep."""
    waiting = [root]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            yield item
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)


def _find_named(node: dict[str, Any]) -> Iterator[str]:
    """Yield the names that a WITH gives to what it holds."""
    for entry in (node.get("cte_map") or {}).get("map", ()):
        yield entry["key"].lower()


def _check_kind(node: dict[str, Any]) -> None:
    kind = node.get("type")
    if isinstance(kind, str) and kind.endswith("_NODE") and kind not in _NODES:
        verb = kind.partition("_")[0]
        raise RefusedQuery(f"这里只能查询（{_READING}），WITH 里也不能用 {verb}；数据没有改动。")
    if _is_special(node):
        raise RefusedQuery("这里的 SHOW 只有 SHOW TABLES；看一个视图的列用 DESCRIBE figures。")


def _check_table(node: dict[str, Any], known: set[str], views: list[str]) -> None:
    if node.get("type") != "BASE_TABLE":
        return
    path = [name.lower() for name in node["qualified_name"]["path"]]
    bare = len(path) == 1 and path[0] in known
    ours = len(path) in (2, 3) and path[-2] == SCHEMA and path[-1] in views
    if not (bare or ours):
        name = ".".join(node["qualified_name"]["path"])
        raise RefusedQuery(f"{_name_views(views)}，没有“{name}”；文件和其他表都不能读。")


def _check_function(node: dict[str, Any], views: list[str]) -> None:
    if node.get("type") == "TABLE_FUNCTION":
        name = node["function"]["qualified_name"]["path"][-1]
        if name.lower() not in _ROW_FUNCTIONS:
            raise RefusedQuery(f"{_name_views(views)}，不能用 {name}() 读文件或系统信息。")
    name = node.get("function_name")
    if isinstance(name, str) and name.lower() in _SECRETIVE:
        raise RefusedQuery(f"这里不能用 {name}()：查询看不到设置、环境变量和日志。")


def _name_views(views: list[str]) -> str:
    return f"可以查询的只有 {'、'.join(views)}"
