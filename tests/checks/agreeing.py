"""Made-up reports as files, read by the real extraction, and what the check of agreement says.

`disclosure` writes the standard table of requests with every cell as a test wants it; what is not
said is 0. `find` tells the outcomes as `rule level side`, those that are quiet left out.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from etl.checks.agreement import check_agreement
from etl.checks.identities import KEPT, UNCLEAR
from etl.checks.outcome import Outcome
from etl.compared import CellRecord, FigureRecord, IndicatorRecord, Stated, StatedReport
from etl.disclosure_form import load_forms
from etl.extract import read_report
from etl.model import Observation, Report
from etl.readers import read
from etl.warehouse.sentence import find_sentence
from tests.extract.short_reports import catalog, names

FORM = next(form for form in load_forms() if form.id == "requests")
COLUMNS = FORM.rows[0].layouts[0]
RECEIVED, CARRIED = FORM.rows[0].key, FORM.rows[1].key
TOTAL, NEXT = "（七）总计", "四、结转下年度继续办理"
SOUND = {
    RECEIVED: "5 1 0 0 0 0 6",
    CARRIED: "1 0 0 0 0 0 1",
    "granted": "4 1 0 0 0 0 5",
    "not_held": "1 0 0 0 0 0 1",
    TOTAL: "5 1 0 0 0 0 6",
    NEXT: "1 0 0 0 0 0 1",
}
NOTHING = "0 0 0 0 0 0 0"


def rule_of_law(body: str, *, agency: str = "望川市水利局", year: int = 2023) -> str:
    """Return a rule-of-law report as plain text."""
    return (
        f"{agency}{year}年法治政府建设年度报告\n一、主要举措和成效\n{body}\n"
        f"二、存在的不足\n个别制度还不健全。\n三、下一年度工作安排\n继续推进。\n"
        f"{agency}\n{year + 1}年1月15日\n"
    )


def disclosure(
    prose: str = "按规定公开。",
    rows: Mapping[str, str | None] | None = None,
    *,
    agency: str = "望川市水利局",
    year: int = 2023,
    otherwise: str = NOTHING,
    proactive: Sequence[str] = (),
    disputes: str = "",
) -> str:
    """Return a disclosure report as a page; `_` is a blank cell, None leaves a row out.

    `proactive` are rows of the table of chapter 2: 行政规范性文件 1 0 4. `disputes` are the fifteen
    cells of chapter 4.
    """
    told = {**SOUND, **(rows or {})}
    lines = ["<tr><td>（本列数据的勾稽关系）</td><td>" + "</td><td>".join(COLUMNS) + "</td></tr>"]
    for known in FORM.rows:
        if known.key == "（六）其他处理":
            continue
        words = told.get(known.outcome or known.key, otherwise)
        if words is not None:
            lines.append(_row(known.key.rpartition("|")[2], words.split(" ")))
    documents = "".join(_row(name, values) for name, *values in map(str.split, proactive))
    heads = (
        "<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>"
    )
    return (
        f"<html><head><title>{agency}{year}年政府信息公开工作年度报告</title></head><body>"
        f"<h1>{agency}{year}年政府信息公开工作年度报告</h1><div><p>一、总体情况</p><p>{prose}</p>"
        f"<p>二、主动公开政府信息情况</p><table>{heads if documents else ''}{documents}</table>"
        f"<p>三、收到和处理政府信息公开申请情况</p><table>{''.join(lines)}</table>"
        f"{_lay_disputes(disputes)}<p>五、存在的主要问题及改进情况</p><p>继续改进。</p>"
        f"<p>{agency}</p><p>{year + 1}年1月20日</p></div></body></html>"
    )


def _lay_disputes(disputes: str) -> str:
    if not disputes:
        return ""
    results = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    heads = "".join(f"<td>{each}</td>" for each in results)
    tall = heads.replace("<td>", '<td rowspan="2">')
    cells = "".join(f"<td>{'' if each == '_' else each}</td>" for each in disputes.split())
    return (
        "<p>四、政府信息公开行政复议、行政诉讼情况</p><table>"
        '<tr><td colspan="5">行政复议</td><td colspan="10">行政诉讼</td></tr>'
        f"<tr>{tall}"
        '<td colspan="5">未经复议直接起诉</td><td colspan="5">复议后起诉</td></tr>'
        f"<tr>{heads}{heads}</tr><tr>{cells}</tr></table>"
    )


def _row(label: str, values: Sequence[str]) -> str:
    cells = "".join(f"<td>{'' if value == '_' else value}</td>" for value in values)
    return f"<tr><td>{label}</td>{cells}</tr>"


def read_files(folder: Path, *reports: str) -> list[Report]:
    """Write reports as files and return what the real extraction reads in them."""
    found = []
    for number, report in enumerate(reports):
        path = folder / f"{number}.{'html' if report.startswith('<') else 'txt'}"
        path.write_text(report, encoding="utf-8")
        found.append(read_report(read(path), catalog(), names()))
    return found


def state(report: Report) -> StatedReport:
    """Return what a report states, as the warehouse would tell it."""
    document, header = report.document, report.header
    figures: list[FigureRecord] = []
    for observation in report.observations:
        own = str(len(figures) + 1)
        figures.append(_record(observation, own, None, document.text))
        for part in observation.parts:
            figures.append(_record(part, str(len(figures) + 1), own, document.text))
    return StatedReport(
        report_id=document.sha256[:12],
        dataset="own",
        region=header.region or "",
        agency=header.agency or "",
        year=header.year or 0,
        genre=header.genre,
        text=document.text,
        body=document.body,
        figures=tuple(figures),
        cells=tuple(
            CellRecord(c.form, c.row, c.column, c.meaning, c.value, c.outcome, c.span, c.words)
            for c in report.cells
        ),
        rivals=tuple(each.spans for each in report.findings if each.kind == "contradiction"),
    )


def _record(observation: Observation, own: str, parent: str | None, text: str) -> FigureRecord:
    return FigureRecord(
        id=own,
        indicator=observation.indicator,
        value=observation.value,
        qualifier=observation.qualifier,
        unit=observation.unit,
        part=observation.part,
        parent=parent,
        span=observation.span,
        number=observation.number,
        sentence=find_sentence(text, observation.span),
        from_table=observation.rule.startswith("table:"),
    )


def check(folder: Path, *reports: str) -> list[Outcome]:
    """Return what the check says of reports."""
    known = {
        each.id: IndicatorRecord(each.name_zh, each.name_en, each.kind, each.unit)
        for each in catalog().indicators.values()
    }
    found = sorted(
        map(state, read_files(folder, *reports)), key=lambda each: (each.body_key, each.year)
    )
    return check_agreement(Stated(tuple(found), known))


def find(folder: Path, *reports: str) -> list[str]:
    """Return the outcomes worth showing, in short."""
    return [
        f"{each.rule} {each.reason.partition('.')[2]} {each.side}".strip()
        for each in check(folder, *reports)
        if not each.reason.endswith((f".{KEPT}", f".{UNCLEAR}"))
    ]


def levels(folder: Path, rule: str, *reports: str) -> set[str]:
    """Return how a rule came out."""
    outcomes = check(folder, *reports)
    return {each.reason.partition(".")[2] for each in outcomes if each.rule == rule}
