"""Why a decision on a figure cannot be taken as it is.

Owns the kinds of it and the sentence of each; pages tell them in the reader's language by their
kind. Refuses to decide which one it is (corrections.py).
"""

from enum import StrEnum

from etl.errors import FazhiError


class ReviewFault(StrEnum):
    """What is wrong with a decision."""

    NAME = "name"
    LONG = "long"
    REASON = "reason"
    AMOUNT = "amount"
    UNIT = "unit"
    RANGE = "range"
    DECIMALS = "decimals"
    WHOLE = "whole"
    RATE = "rate"
    NUMBER = "number"
    OVERTAKEN = "overtaken"
    TAKEN_BACK = "taken_back"
    CLOCK = "clock"
    CLOSED = "closed"
    CORRECTED = "corrected"


_SENTENCES = {
    ReviewFault.NAME: "请写明复核人姓名（不超过 {most} 个字）。",
    ReviewFault.LONG: "理由请不超过 {most} 个字。",
    ReviewFault.REASON: "更正或不采用一个数，请写明理由。",
    ReviewFault.AMOUNT: "更正须给出新的数值，其他处理不给。",
    ReviewFault.UNIT: "单位“{unit}”不是这个指标的计量单位：{units}。",
    ReviewFault.RANGE: "数值应不小于 0，且不超过百亿亿。",
    ReviewFault.DECIMALS: "数值最多 {most} 位小数。",
    ReviewFault.WHOLE: "件数、次数等应为整数。",
    ReviewFault.RATE: "比率应在 0 到 100 之间。",
    ReviewFault.NUMBER: "“{typed}”不是数字：请用阿拉伯数字，如 1234。",
    ReviewFault.OVERTAKEN: "刚刚 {who} 已处理这个数（{moment}）：请再看一眼后重做。",
    ReviewFault.TAKEN_BACK: "刚刚有人撤回了对这个数的处理：请再看一眼后重做。",
    ReviewFault.CLOCK: "这个数上一次处理的时间（{moment}）不早于现在：请核对本机时钟后重做。",
    ReviewFault.CLOSED: "这台服务器不接受复核：请用 fazhi serve --review 启动。",
    ReviewFault.CORRECTED: "这个数已是人工更正：要恢复报告原文的读法，请先撤回更正。",
}


class ReviewError(FazhiError):
    """Decisions that cannot be read, or one that cannot be taken; says why."""


class Undecidable(ReviewError):  # noqa: N818 - a verdict on a decision, not a fault of the program
    """A decision that cannot be taken; `values` fill the blanks of its sentence."""

    def __init__(self, fault: ReviewFault, **values: str | int) -> None:
        super().__init__(_SENTENCES[fault].format(**values))
        self.fault = fault
        self.values = values
