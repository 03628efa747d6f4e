"""The vocabulary of names both ways: examples are read, counter-examples are not, no word idles."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from etl import named_vocabulary
from etl.errors import CatalogError
from etl.extract.named.platforms import Platforms
from etl.model import NamedKind, NamedThing
from etl.named_vocabulary import NamedExample, Vocabulary, load_laws, load_vocabulary
from tests.extract.naming import read_names

WORDS = load_vocabulary()
EXAMPLES = [(kind, example) for kind, each in WORDS.items() for example in each.examples]
COUNTERS = [(kind, text) for kind, each in WORDS.items() for text in each.counter_examples]
DOCUMENT = "青岚县水闸管理办法"


def describe(thing: NamedThing) -> tuple[str | None, ...]:
    """Return what an example lists of a thing."""
    deed = thing.deed.value if thing.deed else None
    return (thing.name, thing.number, thing.issuer, deed)


def fill(named: tuple[str | None, ...]) -> tuple[str | None, ...]:
    return (*named, None, None, None)[:4]


@pytest.mark.parametrize(
    ("kind", "example"), EXAMPLES, ids=[f"{kind}-{each.text}" for kind, each in EXAMPLES]
)
def test_an_example_names_exactly_its_things(kind: NamedKind, example: NamedExample) -> None:
    assert {describe(each) for each in read_names(example.text, kind)} == set(
        map(fill, example.named)
    )


@pytest.mark.parametrize(("kind", "text"), COUNTERS, ids=[f"{k}-{text}" for k, text in COUNTERS])
def test_a_counter_example_names_nothing(kind: NamedKind, text: str) -> None:
    assert read_names(text, kind) == []


def names(text: str, kind: NamedKind) -> list[str]:
    return [each.name for each in read_names(text, kind)]


def documents() -> Vocabulary:
    return WORDS[NamedKind.NORMATIVE_DOCUMENT]


@pytest.mark.parametrize(
    ("deed", "verb"), [(deed, verb) for deed, verbs in documents().groups.items() for verb in verbs]
)
def test_every_verb_of_a_deed_governs_a_title(deed: str, verb: str) -> None:
    (found,) = read_names(f"我局{verb}《{DOCUMENT}》。", NamedKind.NORMATIVE_DOCUMENT)
    assert (found.name, found.deed) == (DOCUMENT, deed)


def sentences_without_a_document() -> Iterator[str]:
    words = documents().words
    yield from (f"我局{verb}《{DOCUMENT}》。" for verb in words["others"])
    yield from (
        f"我局{verb}制定《{DOCUMENT}》。" for verb in (*words["helping"], *words["not_done"])
    )
    yield from (f"我局{verb}出台《{DOCUMENT}》。" for verb in words["asked"])
    yield from (f"印发《青岚县{words_}办法》。" for words_ in words["no_titles"])
    yield from (f"印发《{DOCUMENT}》{words_}。" for words_ in words["name_goes_on"])


@pytest.mark.parametrize("text", list(sentences_without_a_document()))
def test_every_word_against_a_document_tells(text: str) -> None:
    assert read_names(text, NamedKind.NORMATIVE_DOCUMENT) == []


def sentences_with_a_document() -> Iterator[tuple[str, str]]:
    words = documents().words
    for ending in words["endings"]:
        yield f"印发《青岚县水闸运行{ending}》。", f"青岚县水闸运行{ending}"
    for draft in words["drafts"]:
        yield f"制定《{DOCUMENT}（{draft}）》。", f"{DOCUMENT}（{draft}）"
    for noun in words["nouns"]:
        yield f"制定有关{noun}，分别为《{DOCUMENT}》。", DOCUMENT
    for decision in words["decisions"]:
        yield f"列入{decision}，为《{DOCUMENT}》。", DOCUMENT


@pytest.mark.parametrize(("text", "name"), list(sentences_with_a_document()))
def test_every_word_for_a_document_tells(text: str, name: str) -> None:
    assert names(text, NamedKind.NORMATIVE_DOCUMENT) == [name]


def sentences_of_study() -> Iterator[tuple[str, list[str]]]:
    words, water = WORDS[NamedKind.LAW].words, ["中华人民共和国水法"]
    yield from ((f"我局{verb}《水法》。", water) for verb in words["studying"])
    yield from ((f"我局{verb}《水法》。", []) for verb in words["others"])
    yield from ((f"将《水法》{verb}学法清单。", water) for verb in words["studied_after"])
    yield from ((f"学习《青岚省水闸{each}》。", [f"青岚省水闸{each}"]) for each in words["endings"])


@pytest.mark.parametrize(("text", "expected"), list(sentences_of_study()))
def test_every_word_of_study_tells(text: str, expected: list[str]) -> None:
    assert names(text, NamedKind.LAW) == expected


def plain(pattern: str) -> str:
    """Return a pattern without its conditions on what stands beside it, by its first choice."""
    bare = re.sub(r"\(\?[<!=].*?\)|\[\^.*?\]\{.*?\}", "", pattern)
    return re.sub(r"\(\?:([^|)]*).*?\)\??", r"\1", bare).replace("?", "")


def sentences_of_inspection() -> Iterator[tuple[str, list[str]]]:
    words, both = WORDS[NamedKind.INSPECTION_FIELD].words, ["河道采砂", "取水许可"]
    listed = "、".join(both)
    for opener in words["openers"]:
        yield f"{plain(opener)}{listed}等领域，开展执法检查46次。", both
    for covering in words["covering"]:
        yield f"全年开展检查46次，{covering}{listed}等领域。", both
    for prefix in words["prefixes"]:
        yield f"在{prefix}{listed}等领域开展检查46次。", both
    for scope in words["scopes"]:
        yield f"在{listed}等{scope}开展检查46次。", both
    for inspecting in words["inspecting"]:
        yield f"在{listed}等领域开展{plain(inspecting)}46次。", both
    for place in filter(str.isalpha, words["objects"]):
        yield f"对城东{place}、城西{place}开展检查46次。", [f"城东{place}", f"城西{place}"]


CLAUSES = {
    "kinds": "对河道采砂、城西渡口开展{}检查46次。",
    "doing": "对河道采砂、在建项目{}检查46次。",
    "starters": "{}河道采砂、城西渡口专项检查46次。",
    "rows": "{}河道采砂、城西渡口，派员检查46次。",
    "overseeing": "对城东码头、城西码头{}46次。",
    "topics": "聚焦甲乙丙、城西{}，开展检查46次。",
}


def clauses_that_inspect() -> Iterator[tuple[str, str]]:
    words = WORDS[NamedKind.INSPECTION_FIELD].words
    for key, clause in CLAUSES.items():
        yield from (
            (clause.format(plain(word)), plain(word)) for word in words[key] if word[0] != "^"
        )


@pytest.mark.parametrize(("text", "word"), list(clauses_that_inspect()))
def test_every_word_of_a_clause_that_inspects_tells(text: str, word: str) -> None:
    found = names(text, NamedKind.INSPECTION_FIELD)
    assert len(found) == 2 and found[1].startswith(("城西", "在建")), word


@pytest.mark.parametrize(("text", "expected"), list(sentences_of_inspection()))
def test_every_word_of_inspection_tells(text: str, expected: list[str]) -> None:
    assert names(text, NamedKind.INSPECTION_FIELD) == expected


def sentences_of_publishing() -> Iterator[tuple[str, list[str]]]:
    words = WORDS[NamedKind.PLATFORM].words
    yield from (
        (f"通过政务微博{plain(word)}信息20条。", ["政务微博"]) for word in words["publishing"]
    )
    yield from ((f"{plain(word)}政务微博，公开信息。", []) for word in words["not_publishing"])
    yield from ((f"公众号“水利{word}”公开信息。", ["微信公众号"]) for word in words["columns"])


@pytest.mark.parametrize(("text", "expected"), list(sentences_of_publishing()))
def test_every_word_of_publishing_tells(text: str, expected: list[str]) -> None:
    assert names(text, NamedKind.PLATFORM) == expected


def test_every_platform_is_met_by_an_example() -> None:
    vocabulary = WORDS[NamedKind.PLATFORM]
    met = {str(line[0]).split("“")[0] for each in vocabulary.examples for line in each.named}
    assert met == set(vocabulary.groups)


def test_every_law_has_its_full_name() -> None:
    laws = load_laws()
    assert all(laws[full] == full for full in laws.values())
    assert laws["民法典"] == "中华人民共和国民法典"
    assert laws["执业医师法"] == "中华人民共和国医师法"


def write(folder: Path, text: str) -> Path:
    path = folder / "words.yml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "text", ["documents: [", "documents: {}", "- a", "strange: {}", "laws: {endings: [法, 法]}"]
)
def test_a_mistake_in_the_vocabulary_names_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(named_vocabulary, "_FILE", write(tmp_path, text))
    with pytest.raises(CatalogError, match="words.yml"):
        load_vocabulary.__wrapped__()


def test_a_platform_needs_a_word_to_be_found_by() -> None:
    platforms = WORDS[NamedKind.PLATFORM]
    with pytest.raises(CatalogError, match="至少一个词"):
        Platforms(replace(platforms, groups={"网站": (".*",)}))


@pytest.mark.parametrize(
    "text", ["laws: 1", "{}", "laws: [{name: 甲法, short: [丙法]}, {name: 乙法, short: [丙法]}]"]
)
def test_a_mistake_in_the_register_names_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(named_vocabulary, "_LAWS", write(tmp_path, text))
    with pytest.raises(CatalogError, match="words.yml"):
        load_laws.__wrapped__()


def test_the_vocabulary_speaks_of_every_kind() -> None:
    sections: Mapping[NamedKind, Vocabulary] = WORDS
    assert set(sections) == set(NamedKind)
    assert all(each.examples and each.counter_examples for each in sections.values())
