"""The synthetic corpus: the same files each time, in the stated shares, read as what they are."""

from collections import Counter, defaultdict

import pytest

from benchmarks.synthetic import make_corpus, outline
from benchmarks.synthetic.files import WRITERS
from benchmarks.synthetic.form import build_tables
from benchmarks.synthetic.plan import PER_REGION, SHARES, most_reports
from benchmarks.synthetic.prose import write_draft
from etl.catalog import load_catalog
from etl.extract import read_report
from etl.extract.names import load_names
from etl.model import Genre, Media
from etl.readers import read

A_FORMAT = 8  # reports read of each format
FIGURES = 10  # a report, on average


def list_files(folder):
    """Return every file below `folder` with its bytes."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def pick(media, count):
    """Return outlines of one format from regions far apart."""
    found = (outline(index) for index in range(0, most_reports(), 1009))
    return [one for one in found if one.media is media][:count]


def test_the_same_seed_gives_the_same_files(tmp_path):
    make_corpus(tmp_path / "a", 40)
    make_corpus(tmp_path / "b", 40)
    make_corpus(tmp_path / "c", 40, seed=2)
    first = list_files(tmp_path / "a")
    assert len(first) == 40
    assert first == list_files(tmp_path / "b")
    assert first != list_files(tmp_path / "c")


def test_a_larger_corpus_begins_with_the_smaller_one(tmp_path):
    """The larger one is written by two processes, the smaller one by this."""
    make_corpus(tmp_path / "small", 30)
    make_corpus(tmp_path / "large", 2 * PER_REGION + 30)
    small, large = list_files(tmp_path / "small"), list_files(tmp_path / "large")
    assert len(large) == 2 * PER_REGION + 30
    assert small.items() <= large.items()


def test_the_shares_are_those_stated(tmp_path):
    assert make_corpus(tmp_path, 100) == SHARES
    planned = [outline(index) for index in range(5000, 6000)]
    assert Counter(one.media for one in planned) == {m: 10 * n for m, n in SHARES.items()}
    assert Counter(one.genre for one in planned)[Genre.DIS] == 100


def test_no_report_stands_twice_and_no_folder_is_crowded():
    planned = [outline(index) for index in range(3 * PER_REGION)]
    assert len({(one.name, one.year) for one in planned}) == len(planned)
    assert len({one.path for one in planned}) == len(planned)
    assert max(Counter(one.path.parent for one in planned).values()) <= 1000


def test_a_million_reports_can_be_had(tmp_path):
    assert most_reports() >= 1_000_000
    with pytest.raises(ValueError, match="different"):
        make_corpus(tmp_path, most_reports() + 1)


def test_pages_are_as_large_as_real_ones():
    sizes = [len(WRITERS[Media.HTML](write_draft(one))) for one in pick(Media.HTML, 40)]
    assert 15_000 <= sum(sizes) / len(sizes) <= 25_000


def test_the_form_adds_up():
    for one in pick(Media.HTML, 50):
        _, requests, disputes = build_tables(one.random())
        rows = [[int(c.text) for c in row if c.text.isdigit()] for row in requests.rows[3:]]
        received, carried_in, *outcomes, ended, carried_on = rows
        assert all(sum(row[:-1]) == row[-1] for row in rows)
        assert ended == [sum(column) for column in zip(*outcomes, strict=True)]
        for column in zip(received, carried_in, ended, carried_on, strict=True):
            assert sum(column[:2]) == sum(column[2:])
        counts = [int(cell.text) for cell in disputes.rows[-1]]
        assert all(sum(counts[at : at + 4]) == counts[at + 4] for at in (0, 5, 10))


def test_every_format_is_read_as_what_it_is(tmp_path):
    catalog, names, figures = load_catalog(), load_names(), defaultdict(list)
    for one in (each for media in SHARES for each in pick(media, A_FORMAT)):
        path = tmp_path / one.path.name
        path.write_bytes(WRITERS[one.media](write_draft(one)))
        report = read_report(read(path), catalog, names)
        found = report.header
        assert report.document.media is one.media
        assert (found.agency, found.region) == (one.name, one.region.name)
        assert (found.year, found.genre) == (one.year, one.genre)
        assert found.signed_on is not None
        figures[one.media].append(len(report.observations))
    assert all(sum(counts) / len(counts) >= FIGURES for counts in figures.values()), figures
