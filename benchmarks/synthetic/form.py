"""The three national tables of a disclosure report, with figures that add up.

Owns their layout of 2021 (国办公开办函〔2021〕30号) and numbers that keep its identities.
"""

from collections.abc import Sequence
from random import Random

from benchmarks.synthetic.draft import Cell, Row, Table

_APPLICANTS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
_COLUMNS = len(_APPLICANTS) + 1  # and natural persons; the total is one more
_OUTCOMES = (
    ("（三）不予公开", "1.属于国家秘密", "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”",
     "4.保护第三方合法权益", "5.属于三类内部事务信息", "6.属于四类过程性信息",
     "7.属于行政执法案卷", "8.属于行政查询事项"),
    ("（四）无法提供", "1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作",
     "3.补正后申请内容仍不明确"),
    ("（五）不予处理", "1.信访举报投诉类申请", "2.重复申请", "3.要求提供公开出版物",
     "4.无正当理由大量反复申请", "5.要求行政机关确认或重新出具已获取信息"),
    ("（六）其他处理", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
     "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "3.其他"),
)  # fmt: skip
_GRANTED = ("（一）予以公开", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）")
_COUNTED = len(_GRANTED) + sum(len(group) - 1 for group in _OUTCOMES)
_ENDS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
_NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
Counts = list[int]


def build_tables(random: Random) -> tuple[Table, Table, Table]:
    """Return the tables of documents and acts, of requests, and of disputes."""
    return _build_documents(random), _build_requests(random), _build_disputes(random)


def _cells(*texts: object) -> Row:
    return tuple(Cell(str(text)) for text in texts)


def _build_documents(random: Random) -> Table:
    issued, repealed, in_force = random.randint(0, 6), random.randint(0, 5), random.randint(6, 40)
    acts = (("五", "行政许可", 4000), ("六", "行政处罚", 300), ("六", "行政强制", 20))
    rows: list[Row] = [
        (Cell("第二十条第（一）项", 4),),
        _cells("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
        _cells("规章", 0, 0, 0),
        _cells("行政规范性文件", issued, repealed, in_force),
    ]
    for item, act, most in acts:
        if act != "行政强制":
            rows.append((Cell(f"第二十条第（{item}）项", 4),))
            rows.append((Cell("信息内容"), Cell("本年处理决定数量", 3)))
        rows.append((Cell(act), Cell(str(random.randint(0, most)), 3)))
    rows.append((Cell("第二十条第（八）项", 4),))
    rows.append((Cell("信息内容"), Cell("本年收费金额（单位：万元）", 3)))
    rows.append((Cell("行政事业性收费"), Cell("0", 3)))
    return Table(tuple(rows))


def _build_requests(random: Random) -> Table:
    outcomes = [[0] * _COLUMNS for _ in range(_COUNTED)]
    for _ in range(random.randint(2, 40)):
        row = 0 if random.random() < 0.5 else random.randrange(_COUNTED)
        outcomes[row][0 if random.random() < 0.7 else random.randrange(_COLUMNS)] += 1
    ended = [sum(column) for column in zip(*outcomes, strict=True)]
    carried_in = [random.randint(0, min(1, count)) for count in ended]
    carried_on = [random.random() < 0.05 for _ in ended]
    received = [e + on - i for e, on, i in zip(ended, carried_on, carried_in, strict=True)]
    return Table(
        (
            (Cell(_NOTE, 3, 3), Cell("申请人情况", 7)),
            (Cell("自然人", rows=2), Cell("法人或其他组织", 5), Cell("总计", rows=2)),
            _cells(*_APPLICANTS),
            (Cell("一、本年新收政府信息公开申请数量", 3), *_count(received)),
            (Cell("二、上年结转政府信息公开申请数量", 3), *_count(carried_in)),
            *_list_outcomes(outcomes),
            (Cell("（七）总计", 2), *_count(ended)),
            (Cell("四、结转下年度继续办理", 3), *_count([int(each) for each in carried_on])),
        )
    )


def _list_outcomes(outcomes: Sequence[Counts]) -> list[Row]:
    counts = iter(outcomes)
    head = Cell("三、本年度办理结果", rows=_COUNTED + 1)
    rows: list[Row] = [(Cell(label, 2), *_count(next(counts))) for label in _GRANTED]
    rows[0] = (head, *rows[0])
    for group, *reasons in _OUTCOMES:
        labels = [(Cell(reason),) for reason in reasons]
        first = (Cell(group, rows=len(reasons)), *labels[0])
        rows += [(*row, *_count(next(counts))) for row in (first, *labels[1:])]
    return rows


def _count(counts: Sequence[int]) -> Row:
    return _cells(*counts, sum(counts))


def _build_disputes(random: Random) -> Table:
    blocks = [[random.randint(0, 2) if random.random() < 0.2 else 0 for _ in range(4)]
              for _ in range(3)]  # fmt: skip
    below = (*_cells(*_ENDS), *_cells(*_ENDS))
    return Table(
        (
            (Cell("行政复议", 5), Cell("行政诉讼", 10)),
            (*(Cell(end, rows=2) for end in _ENDS), Cell("未经复议直接起诉", 5),
             Cell("复议后起诉", 5)),
            below,
            tuple(cell for block in blocks for cell in _count(block)),
        )
    )  # fmt: skip
