"""What goes with every export, in words: which version, what was asked for, how to read it.

Owns the sentences, in Chinese and English. Refuses to know the form of any file.
"""

from collections.abc import Iterator, Sequence

from etl.export.manifest import Written
from etl.export.meanings import load_codes
from etl.export.rows import Extract
from etl.export.spreadsheet import Cells
from etl.warehouse.dictionary import read_views

Note = tuple[str, str, str]  # heading, Chinese, English

READING: tuple[Note, ...] = (
    (
        "缺失 missing",
        "空白不是 0。写明没有的记 0；报告没写某个数，就没有那一行；没有报告的单位和年度也没有行。",
        "Empty is not 0. A stated nothing is 0; what a report does not state has no row, and "
        "neither has a body and year without a report.",
    ),
    (
        "单位 units",
        "数值按 unit 一列计；单位不同的数不能相加。百分比为 0–100，金额为元，万、亿已展开。",
        "Values are in `unit`; values of different units must not be added. Percentages are "
        "0–100, money is in yuan, 万 and 亿 are expanded.",
    ),
    (
        "原文 wording",
        "quote 是写明这个数的原文，sentence 是整句；source 是文件，source_url 是网页地址。"
        "台账里的数没有原文，依据是网页地址。",
        "`quote` holds the words that state the figure, `sentence` the whole sentence, `source` "
        "the file and `source_url` the page. Figures of a ledger rest on the address alone.",
    ),
    (
        "合计 totals",
        "合计请用 figures；observations 里有重复、分项和已被更正的报告（in_force 为 false）。"
        "政府的报告不要与所辖部门的相加。",
        "For totals use figures: observations repeat, hold parts, and superseded reports "
        "(in_force false). Never add a government's report to those of the bodies inside it.",
    ),
)
CSV: tuple[Note, ...] = (
    (
        "文件 files",
        "CSV 为 UTF-8（带 BOM），行末 CRLF；文字以 = + - @（含全角）、制表符、换行开头的，前面加了撇号 '，"
        "以免被当成公式；数字没有改动。",
        "CSV in UTF-8 with BOM, rows end in CRLF; text that starts with = + - @ (full width too), a "
        "tab or a line break has an apostrophe ' before it, lest it be taken for a formula; numbers are untouched.",
    ),
)
PARQUET: tuple[Note, ...] = (
    (
        "文件 files",
        "Parquet 按年度分区（Hive 式：表名/year=年度/part-0.parquet），zstd 压缩；"
        "数值为 decimal(24,6)；年度在文件夹名里。",
        "Parquet, partitioned by year (Hive: table/year=YYYY/part-0.parquet), zstd; values are "
        "decimal(24,6); the year stands in the name of the folder.",
    ),
    (
        "看板 dashboard",
        "不加筛选的导出另有 store 文件夹，供 fazhi serve --warehouse 此文件夹 直接使用；"
        "其中的表随版本而变，分析请用上面各表。",
        "An export without filters also holds the folder store, from which fazhi serve --warehouse "
        "FOLDER serves the dashboard; its tables change with Fazhi: analyse the ones above.",
    ),
)


def list_notes(extract: Extract, written: Sequence[Written]) -> Iterator[Note]:
    """Yield what any export says: its version, what was asked for, its rows, how to read it."""
    edition = extract.edition
    built, exported = (
        f"{at:%Y-%m-%d %H:%M:%S} UTC" for at in (edition.built_at, extract.exported_at)
    )
    yield (
        "版本 version",
        f"第 {edition.version} 版，建于 {built}，引擎 {edition.engine}",
        f"version {edition.version}, built {built}, engine {edition.engine}",
    )
    yield ("导出 exported", exported, exported)
    filters = extract.selection.describe()
    yield ("筛选 filters", "；".join(f"{k}：{v}" for k, v in filters.items()) or "无，全部", "")
    for done in written:
        meaning = read_views()[done.name]
        yield (done.name, f"{done.rows:,} 行。{meaning.zh}", f"{done.rows:,} rows. {meaning.en}")
    for code, words in load_codes()["qualifier"].items():
        yield (f"限定 {code}", words.zh, words.en)
    yield (
        "数据集 sample",
        load_codes()["dataset"]["sample"].zh,
        load_codes()["dataset"]["sample"].en,
    )
    yield from READING


def workbook_notes(cells: Cells) -> Iterator[Note]:
    """Yield what a workbook could not hold as it was."""
    yield (
        "数字 numbers",
        "数字是数字，日期是日期；Excel 只保留 15 位有效数字，要一位不差请用 CSV 或 Parquet。",
        "Numbers are numbers, dates are dates; Excel keeps 15 digits, CSV and Parquet keep all.",
    )
    if cells.cut:
        yield (
            "截去 cut",
            f"有 {cells.cut} 格文字超过 Excel 一格的上限（32,767 字），后文截去，格末注明。",
            f"{cells.cut} texts are longer than a cell holds (32,767 characters): cut, with a mark.",
        )
    if cells.cleaned:
        yield (
            "去掉 removed",
            f"有 {cells.cleaned} 格文字含 Excel 不能存的控制字符，已去掉。",
            f"{cells.cleaned} texts held control characters that a workbook cannot: removed.",
        )
