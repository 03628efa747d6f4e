"""The indicators of the domain without their wording, for tests that need no real catalogue."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class StubIndicator:
    """An indicator with what the warehouse and the pages use of it."""

    id: str
    name_zh: str
    name_en: str
    unit: str
    units: tuple[str, ...]
    kind: str = "count"
    subject: str = "other"
    definition_zh: str = ""
    definition_en: str = ""
    caveats: str = ""


@dataclass(frozen=True)
class StubCatalog:
    """A catalogue with the interface of etl.catalog.Catalog."""

    indicators: dict[str, StubIndicator] = field(default_factory=dict)
    digest: str = "stub"


_STUBS = """
inspections|行政检查|Inspections|次,家次,户次,批次,项|count|inspections
normative_documents_issued|规范性文件制定|Normative documents issued|件,项,份,个|count|documents
normative_documents_repealed|规范性文件废止|Normative documents repealed|件,份,个|count|documents
normative_documents_reviewed|规范性文件清理|Normative documents reviewed|件,份,个|count|documents
normative_documents_filed|规范性文件备案|Normative documents filed|件,份|count|documents
normative_documents_in_force|现行有效规范性文件|Normative documents in force|件,份|count|documents
legality_reviews|合法性审查|Legality reviews|件,份,次|count|decisions
fair_competition_reviews|公平竞争审查|Fair-competition reviews|件,份|count|decisions
disclosures_proactive|主动公开政府信息|Information published|条,则,篇|count|disclosures
disclosure_requests_received|收到依申请公开|Requests received|件,份|count|disclosures
disclosure_requests_answered|办结依申请公开|Requests answered|件,份|count|disclosures
legal_counsel_lawyers|聘请律师|Lawyers engaged|名,人|count|legal_counsel
legal_counsel_firms|签约律所|Law firms engaged|家|count|legal_counsel
government_lawyers|公职律师|Government lawyers|名,人|count|legal_counsel
legal_opinions|法律意见|Legal opinions|件,份,次|count|legal_counsel
contracts_reviewed|审查合同|Contracts reviewed|份,件|count|legal_counsel
study_sessions|学法活动|Study sessions|次,期,场,场次|count|study
people_trained|参训人次|People trained|人次,人,名|count|study
publicity_events|普法活动|Publicity events|场次,场,次|count|study
meetings_on_rule_of_law|专题研究法治会议|Meetings on rule of law|次|count|study
major_decisions|重大行政决策|Major decisions|项,件|count|decisions
enforcement_officers|持证执法人员|Enforcement officers|名,人|count|enforcement
enforcement_cases|执法案件|Enforcement cases|件,起,宗|count|enforcement
penalties|行政处罚|Penalties|件,起,宗|count|enforcement
penalty_amount|罚没款|Penalties, amount|元|amount|enforcement
permits|行政许可|Permits|件,项|count|enforcement
coercive_measures|行政强制|Coercive measures|件,起|count|enforcement
enforcement_satisfaction|执法满意率|Satisfaction|%|rate|enforcement
reconsiderations|行政复议|Reconsiderations|件,起|count|remedies
lawsuits|行政诉讼|Lawsuits|件,起|count|remedies
court_attendance_rate|出庭应诉率|Court attendance|%|rate|remedies
proposals_handled|建议提案办理|Proposals handled|件|count|remedies
petitions_handled|信访投诉办理|Petitions handled|件,起|count|remedies
"""


_SUBJECTS = {"documents": "normative_documents"}


def stub_catalog() -> StubCatalog:
    """Return the indicators of the domain without their wording."""
    indicators = {}
    for line in _STUBS.strip().splitlines():
        key, name_zh, name_en, units, kind, subject = line.split("|")
        accepted = tuple(units.split(","))
        indicators[key] = StubIndicator(
            *(key, name_zh, name_en, accepted[0], accepted, kind, _SUBJECTS.get(subject, subject)),
            definition_zh=f"{name_zh}：本年度、本单位的数量（测试用定义）。",
            definition_en=f"{name_en} of the year and body (test definition).",
        )
    return StubCatalog(indicators)
