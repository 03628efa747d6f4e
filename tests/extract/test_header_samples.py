"""Header facts of the sample city and of the real report: every one right."""

import json
from pathlib import Path

import pytest

from etl.extract.header import read_header
from etl.extract.names import load_names
from etl.model import REQUIRED_SECTIONS
from etl.readers import read

SHARED = Path(__file__).resolve().parents[3] / "shared"
SAMPLES = SHARED / "samples"
SEED = SHARED / "seeds" / "zhuji-keji-2023.txt"
GOLD = SAMPLES / "gold.jsonl"
LABELS = [json.loads(line) for line in GOLD.open(encoding="utf-8")] if GOLD.exists() else []
NAMES = load_names()

needs_samples = pytest.mark.skipif(not LABELS, reason="../shared/samples is not here")
needs_seed = pytest.mark.skipif(not SEED.exists(), reason="../shared/seeds is not here")


@needs_samples
@pytest.mark.parametrize("label", LABELS, ids=[label["file"] for label in LABELS])
def test_header_of_a_sample(label: dict[str, object]) -> None:
    header = read_header(read(SAMPLES / str(label["file"])), NAMES)
    found = {
        "genre": header.genre.value,
        "title": header.title,
        "agency": header.agency,
        "region": header.region,
        "year": header.year,
        "published_on": str(header.published_on),
        "signed_on": str(header.signed_on),
        "sections": {kind.value: header.has_section(kind) for kind in REQUIRED_SECTIONS},
    }
    assert found == {name: label[name] for name in found}
    assert header.region_code is None  # the city is invented


@needs_seed
def test_header_of_the_real_report() -> None:
    header = read_header(read(SEED), NAMES)
    facts = (header.agency, header.region, header.region_code, header.year)
    assert facts == ("诸暨市科学技术局", "诸暨市", "330681", 2023)
    assert (str(header.published_on), str(header.signed_on)) == ("2024-02-26", "2024-01-25")
    assert all(header.has_section(kind) for kind in REQUIRED_SECTIONS)
