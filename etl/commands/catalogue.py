"""`fazhi indicators`: the catalogue as a list, as JSON, and a template for one's own."""

import json
from collections.abc import Sequence
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from etl.catalog import load_catalog, user_directories
from etl.console.terminal import open_console, write_exact
from etl.indicator import Indicator

TEMPLATE = """\
# 自己的指标：放进一个文件夹，用 --indicators 文件夹 或环境变量 FAZHI_INDICATORS 指明。
# before 紧接在数字之前，after 紧接在数字之后，topic 在同一句前文任何位置；都是正则表达式。
# unless 出现在本分句、not_after 出现在前文时不算。试读：fazhi extract 报告 --explain
indicators:
  - id: mediations
    name: {zh: 人民调解, en: Mediations}
    definition: {zh: 本年度调解的矛盾纠纷件数。, en: Disputes mediated in the year.}
    law: 《人民调解法》
    units: [件, 起]
    subject: other
    wordings:
      - id: mediated
        before: (?:调解|化解)(?:各类)?(?:矛盾)?纠纷
        unless: 成功率
    examples:
      - {text: 全年调解各类矛盾纠纷320件。, figures: [320 exact]}
    counter_examples:
      - 矛盾纠纷调解成功率98%。
"""


def print_template() -> int:
    """Print a file to start from."""
    write_exact(TEMPLATE)
    return 0


def list_indicators(directories: Sequence[Path], as_json: bool) -> int:
    """Print every indicator in display order."""
    found = load_catalog((*user_directories(), *directories)).indicators.values()
    if as_json:
        write_exact("".join(f"{json.dumps(show(each), ensure_ascii=False)}\n" for each in found))
        return 0
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in ("id", "名称", "计量单位", "含义"):
        table.add_column(name, overflow="fold")
    for each in found:
        table.add_row(
            each.id, each.name_zh, Text("、".join(each.units[:4])), Text(each.definition_zh)
        )
    open_console().print(table)
    return 0


def show(indicator: Indicator) -> dict[str, object]:
    """Return what a reader needs of an indicator as plain data."""
    return {
        "id": indicator.id,
        "name": {"zh": indicator.name_zh, "en": indicator.name_en},
        "definition": {"zh": indicator.definition_zh, "en": indicator.definition_en},
        "caveats": indicator.caveats,
        "law": {"zh": indicator.law_zh, "en": indicator.law_en},
        "unit": indicator.unit,
        "units": list(indicator.units),
        "kind": indicator.kind,
        "subject": indicator.subject,
        "wordings": [each.id for each in indicator.wordings],
    }
