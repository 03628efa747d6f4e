"""The public JSON: field names, their order, and how values are written."""

import json
from datetime import date
from decimal import Decimal

from etl.errors import RejectionKind
from etl.json_form import show_named, show_rejection, show_report, show_value
from etl.model import (
    Deed,
    Document,
    Finding,
    Genre,
    Header,
    Media,
    NamedKind,
    NamedThing,
    Observation,
    Qualifier,
    Report,
    Section,
    SectionKind,
    Span,
)

TEXT = "一年来开展巡查12余次，其中夜间3次。满意率99.5%。"


def observe(quote: str, value: str, **others: object) -> Observation:
    start = TEXT.index(quote)
    span = Span(start, start + len(quote))
    fields = {
        "indicator": "inspections",
        "value": Decimal(value),
        "qualifier": Qualifier.EXACT,
        "unit": "次",
        "span": span,
        "number": span,
        "quote": quote,
        "rule": "rule-1",
    }
    return Observation(**(fields | others))


def build_report() -> Report:
    part = observe("夜间3次", "3", part="夜间")
    whole = observe("开展巡查12余次", "12", qualifier=Qualifier.OVER, parts=(part,))
    rate = observe("满意率99.5%", "99.5", indicator="enforcement_satisfaction", unit="%")
    header = Header(
        genre=Genre.ROL,
        title="某市某局2022年法治政府建设年度报告",
        agency="某市某局",
        region="某市",
        year=2022,
        published_on=date(2023, 2, 1),
        sections=(Section(SectionKind.MEASURES, Span(0, 5)),),
    )
    document = Document("reports/a.txt", "ab12", Media.TEXT, TEXT, Span(0, len(TEXT)))
    finding = Finding("conflict", "两处不一致", (whole.span,), "inspections")
    named = NamedThing(NamedKind.INSPECTION_FIELD, "夜间", Span(14, 16), "夜间")
    return Report(document, header, (whole, rate), (finding,), named=(named,))


def test_a_report_has_exactly_the_promised_fields_in_order():
    form = show_report(build_report())
    assert list(form) == [
        "source",
        "sha256",
        "genre",
        "title",
        "agency",
        "region",
        "region_code",
        "year",
        "published_on",
        "signed_on",
        "sections",
        "observations",
        "findings",
        "tables",
        "named",
    ]
    assert form["published_on"] == "2023-02-01"
    assert form["signed_on"] is None
    assert form["region_code"] is None
    assert form["sections"] == {
        "measures": True,
        "shortcomings": False,
        "first_responsible_person": False,
        "next_year_plan": False,
    }


def test_an_observation_carries_its_quote_and_nests_its_parts():
    whole = show_report(build_report())["observations"][0]
    assert whole == {
        "indicator": "inspections",
        "value": 12,
        "qualifier": "over",
        "unit": "次",
        "part": None,
        "start": 3,
        "end": 11,
        "quote": "开展巡查12余次",
        "rule": "rule-1",
        "parts": [
            {
                "indicator": "inspections",
                "value": 3,
                "qualifier": "exact",
                "unit": "次",
                "part": "夜间",
                "start": 14,
                "end": 18,
                "quote": "夜间3次",
                "rule": "rule-1",
                "parts": [],
            }
        ],
    }
    assert TEXT[whole["start"] : whole["end"]] == whole["quote"]


def test_whole_values_are_integers_and_others_floats():
    assert repr(show_value(Decimal("1E+4"))) == "10000"
    assert repr(show_value(Decimal("10.0"))) == "10"
    assert repr(show_value(Decimal("98.6"))) == "98.6"
    assert repr(show_value(Decimal("0"))) == "0"


def test_a_finding_quotes_its_evidence():
    (finding,) = show_report(build_report())["findings"]
    assert finding == {
        "kind": "conflict",
        "indicator": "inspections",
        "message": "两处不一致",
        "evidence": [{"start": 3, "end": 11, "quote": "开展巡查12余次"}],
    }


def test_a_named_thing_has_all_its_fields():
    (named,) = show_report(build_report())["named"]
    assert named == {
        "kind": "inspection_field",
        "name": "夜间",
        "number": None,
        "issuer": None,
        "deed": None,
        "start": 14,
        "end": 16,
        "quote": "夜间",
    }
    assert TEXT[named["start"] : named["end"]] == named["quote"]


def test_a_document_tells_its_deed():
    document = NamedThing(
        NamedKind.NORMATIVE_DOCUMENT,
        "某办法",
        Span(0, 3),
        "一年来",
        "某〔2022〕1号",
        "某局",
        Deed.ISSUED,
    )
    form = show_named(document)
    assert (form["number"], form["issuer"], form["deed"]) == ("某〔2022〕1号", "某局", "issued")


def test_a_rejection_names_kind_and_message():
    form = show_rejection("a.pdf", RejectionKind.UNSUPPORTED, "不支持。")
    assert form == {"source": "a.pdf", "error": {"kind": "unsupported", "message": "不支持。"}}


def test_the_form_is_json():
    form = show_report(build_report())
    assert json.loads(json.dumps(form)) == form
