"""Numbers that only the head of their list tells what they count."""

import pytest
from short_reports import stated


@pytest.mark.parametrize(
    ("body", "figures"),
    [
        (
            "合同审查实行全覆盖：工程类41份、采购类37份。",
            ["contracts_reviewed 41", "contracts_reviewed 37"],
        ),
        ("合法性审查台账显示：政策文件59件、决策方案24件，总计83件。", ["legality_reviews 83"]),
        ("公平竞争审查：新增文件3件，存量文件11件。",
         ["fair_competition_reviews 3", "fair_competition_reviews 11"]),
        ("水事行政复议申请，我局受理9件，均按期审结。", ["reconsiderations 9"]),
        ("以本局为被申请人的行政复议案，7件。", ["reconsiderations 7"]),
    ],
)  # fmt: skip
def test_a_head_tells_what_its_numbers_count(body: str, figures: list[str]) -> None:
    assert stated(body) == sorted(figures)


@pytest.mark.parametrize(
    "body",
    [
        "规范性文件备案：应报3件，实报3件。",  # what was due and what was done
        "行政复议情况：维持3件、撤销1件。",  # what became of cases
        "召开全县水利法治工作会议，13个乡镇水利站参会。",  # the number has a noun of its own
        "聘任法律顾问：律师2名、专家9名。",  # one item is told by its own words
        "行政复议工作会议：参会45人、列席12人。",  # the head counts in another measure word
    ],
)
def test_numbers_of_other_things_do_not_follow_the_head(body: str) -> None:
    assert not [each for each in stated(body) if not each.startswith("legal_counsel_lawyers 2")]
