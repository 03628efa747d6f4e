"""The catalogue both ways: examples are read, counter-examples are not, mistakes are named."""

from pathlib import Path

import pytest

from etl.catalog import Catalog, Example, Indicator, load_catalog
from etl.errors import CatalogError
from etl.extract.report import read_figures
from etl.model import Genre, Header, Observation
from tests.makers import make_document

CATALOG = load_catalog()
INDICATORS = tuple(CATALOG.indicators.values())
EXAMPLES = [(each, example) for each in INDICATORS for example in each.examples]
COUNTER_EXAMPLES = [(each, text) for each in INDICATORS for text in each.counter_examples]
# Every indicator of DOMAIN's table.
EXPECTED = """
meetings_on_rule_of_law study_sessions people_trained publicity_events normative_documents_issued
normative_documents_repealed normative_documents_reviewed normative_documents_filed
normative_documents_in_force major_decisions legality_reviews fair_competition_reviews
contracts_reviewed legal_opinions legal_counsel_lawyers legal_counsel_firms government_lawyers
inspections enforcement_officers enforcement_cases penalties penalty_amount permits
coercive_measures enforcement_satisfaction disclosures_proactive disclosure_requests_received
disclosure_requests_answered reconsiderations lawsuits court_attendance_rate proposals_handled
petitions_handled
""".split()  # noqa: SIM905 - names read better as words


def read(text: str, catalog: Catalog = CATALOG) -> tuple[Observation, ...]:
    header = Header(Genre.ROL, agency="青岚县水利局", region="青岚县", year=2023)
    return read_figures(make_document(text), header, catalog).observations


def figures(text: str, indicator: str, catalog: Catalog = CATALOG) -> list[tuple[str, str]]:
    found = [each for each in read(text, catalog) if each.indicator == indicator]
    return sorted((f"{each.value.normalize():f}", each.qualifier.value) for each in found)


def test_the_catalogue_holds_the_indicators_of_the_domain() -> None:
    assert set(EXPECTED) <= set(CATALOG.indicators)


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda each: each.id)
def test_every_indicator_is_described_and_illustrated(indicator: Indicator) -> None:
    assert indicator.examples and indicator.counter_examples
    assert indicator.name_zh and indicator.definition_zh
    assert indicator.name_en.isascii() and indicator.definition_en.isascii()
    assert indicator.law_zh and indicator.law_en.isascii()
    assert bool(indicator.caveats) == bool(indicator.caveats_en)
    assert indicator.caveats_en.isascii()
    assert indicator.unit in indicator.units
    rates = indicator.id.endswith(("_rate", "satisfaction"))
    assert (indicator.kind == "rate") == rates == (indicator.unit == "%")


@pytest.mark.parametrize(
    ("indicator", "example"),
    EXAMPLES,
    ids=[f"{each.id}-{example.text}" for each, example in EXAMPLES],
)
def test_an_example_gives_exactly_its_figures(indicator: Indicator, example: Example) -> None:
    assert figures(example.text, indicator.id) == sorted(example.values)


@pytest.mark.parametrize(
    ("indicator", "text"),
    COUNTER_EXAMPLES,
    ids=[f"{each.id}-{text}" for each, text in COUNTER_EXAMPLES],
)
def test_a_counter_example_gives_none(indicator: Indicator, text: str) -> None:
    assert figures(text, indicator.id) == []


def test_every_wording_is_met_by_an_example() -> None:
    met = {each.rule for _, example in EXAMPLES for each in read(example.text)}
    wordings = {f"{each.id}/{wording.id}" for each in INDICATORS for wording in each.wordings}
    assert sorted(wordings - met) == []


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda each: each.id)
def test_wording_ids_tell_the_wordings_of_an_indicator_apart(indicator: Indicator) -> None:
    ids = [wording.id for wording in indicator.wordings]
    assert len(ids) == len(set(ids))


OWN = """\
terms:
  站点: (?:水文|雨量)站
indicators:
  - id: gauges_checked
    name: {zh: 站点检修, en: Gauges serviced}
    units: [座, 处]
    subject: other
    wordings:
      - id: gauges
        before: 检修{站点}
        unless: 计划
    examples:
      - {text: 全年检修水文站12座。, figures: [12 exact]}
"""


def write(folder: Path, text: str, name: str = "own.yml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_users_own_file_adds_an_indicator(tmp_path: Path) -> None:
    catalog = load_catalog((write(tmp_path, OWN),))
    own = catalog.indicators["gauges_checked"]
    assert (own.name_zh, own.name_en) == ("站点检修", "Gauges serviced")
    assert (own.unit, own.kind) == ("座", "count")
    assert set(CATALOG.indicators) < set(catalog.indicators)
    assert catalog.digest != CATALOG.digest


def test_law_and_caveats_may_be_in_one_language_or_in_two(tmp_path: Path) -> None:
    text = OWN.replace("    subject: other\n", "    subject: other\n    law: 《水法》\n"
                       "    caveats: {zh: 新建不计。, en: New ones do not count.}\n")  # fmt: skip
    (tmp_path / "own.yml").write_text(text, encoding="utf-8")
    own = load_catalog([tmp_path]).indicators["gauges_checked"]
    assert (own.law_zh, own.law_en) == ("《水法》", "《水法》")
    assert (own.caveats, own.caveats_en) == ("新建不计。", "New ones do not count.")


def test_its_figures_are_read_beside_the_bundled_ones(tmp_path: Path) -> None:
    catalog = load_catalog((write(tmp_path, OWN),))
    text = "全年检修雨量站十二座，开展行政检查40余次。"
    assert figures(text, "gauges_checked", catalog) == [("12", "exact")]
    assert figures(text, "inspections", catalog) == [("40", "over")]
    assert figures(text, "gauges_checked") == []


def test_it_may_use_the_terms_of_the_bundled_families(tmp_path: Path) -> None:
    own = swap("检修{站点}", "'{站点}{检查}'")
    catalog = load_catalog((write(tmp_path, own),))
    assert figures("全年水文站专项检查9处。", "gauges_checked", catalog) == [("9", "exact")]


def test_both_endings_are_read_and_other_files_are_not(tmp_path: Path) -> None:
    write(tmp_path, OWN, "a.yaml")
    write(tmp_path, "no: catalogue", "notes.txt")
    assert "gauges_checked" in load_catalog((tmp_path,)).indicators


def test_the_same_files_give_the_same_digest(tmp_path: Path) -> None:
    write(tmp_path, OWN)
    assert load_catalog((tmp_path,)).digest == load_catalog((tmp_path,)).digest


ENTRY, WORDING = 4, 9  # lines of OWN where the indicator and its wording start


def swap(old: str, new: str) -> str:
    assert old in OWN
    return OWN.replace(old, new)


# what is written, the line to be named (None: the file as a whole), a word of the mistake
MISTAKES = {
    "syntax": (swap("[座, 处]", "[座, 处"), 7, "YAML"),
    "tab": (swap("    subject", "\tsubject"), 7, "YAML"),
    "no id": (swap("id: gauges_checked", "kind: count"), ENTRY, "id"),
    "bad id": (swap("gauges_checked", "Gauges-Checked"), ENTRY, "Gauges-Checked"),
    "no name": (swap("name: {zh: 站点检修, en: Gauges serviced}", "stock: false"), ENTRY, "name"),
    "no units": (swap("units: [座, 处]", "stock: false"), ENTRY, "units"),
    "no wordings": (OWN[: OWN.index("    wordings")], ENTRY, "wordings"),
    "empty wording": (swap("before: 检修{站点}", "bare: false"), WORDING, "before"),
    "pattern": (swap("检修{站点}", "检修(站"), WORDING, "检修(站"),
    "term": (swap("检修{站点}", "检修{水闸}"), WORDING, "水闸"),
    "key": (swap("    subject: other", "    colour: red"), ENTRY, "colour"),
    "wording key": (swap("unless", "except"), WORDING, "except"),
    "kind": (swap("subject: other", "kind: number"), ENTRY, "number"),
    "subject": (swap("subject: other", "subject: water"), ENTRY, "water"),
    "taken id": (swap("gauges_checked", "inspections"), ENTRY, "inspections"),
    "example": (swap("text: 全年", "words: 全年"), ENTRY, "examples"),
    "zero": (swap("subject: other", "zero: '(?:'"), ENTRY, "(?:"),
    "wording no mapping": (
        swap("      - id: gauges\n", "      - 检修\n      - id: gauges\n"),
        ENTRY,
        "wordings",
    ),
    "no list": ("indicators:\n  gauges_checked: {units: [座]}\n", 2, "indicators"),
    "no mapping": ("- id: gauges_checked\n", None, "indicators"),
    "empty": ("", None, "indicators"),
    "entry no mapping": ("indicators:\n  - gauges_checked\n", 2, "指标"),
    "terms no mapping": (swap("  站点: (?:水文|雨量)站", "  - 站点"), 2, "terms"),
    "name without zh": (swap("zh: 站点检修, ", ""), ENTRY, "zh"),
    "units no list": (swap("[座, 处]", "5"), ENTRY, "units"),
    "units one word": (swap("[座, 处]", "家次"), ENTRY, "units"),
    "definition no mapping": (swap("subject: other", "definition: [a]"), ENTRY, "definition"),
    "genre": (swap("subject: other", "not_in: [news]"), ENTRY, "news"),
    "example key": (swap("站12座", "站1,012座"), ENTRY, "012座"),
    "figures": (swap("[12 exact]", "[12 maybe]"), ENTRY, "maybe"),
}


@pytest.mark.parametrize(
    "mistake",
    MISTAKES,
)
def test_a_mistake_is_told_with_file_line_and_words(tmp_path: Path, mistake: str) -> None:
    text, line, word = MISTAKES[mistake]
    write(tmp_path, text, "mine.yml")
    with pytest.raises(CatalogError) as caught:
        load_catalog((tmp_path,))
    told = str(caught.value)
    assert "mine.yml" in told
    assert word in told
    assert line is None or f"第 {line} 行" in told


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="nowhere"):
        load_catalog((tmp_path / "nowhere",))


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    (tmp_path / "mine.yml").write_bytes("指标".encode("gb18030"))
    with pytest.raises(CatalogError, match=r"mine\.yml"):
        load_catalog((tmp_path,))
