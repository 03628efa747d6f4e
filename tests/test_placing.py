"""Ledger rows under the names that reports are filed under."""

import pytest

from etl.extract.names import load_names
from etl.placing import place_figure
from tests.makers import make_ledger_figure

NAMES = load_names()
CASES = [
    ("浙江省绍兴市诸暨市", "诸暨市科技局", "诸暨市", "诸暨市科学技术局"),
    ("诸暨市", "市科技局", "诸暨市", "诸暨市科学技术局"),
    ("江苏省南京市鼓楼区", "鼓楼区司法局", "江苏省南京市鼓楼区", "鼓楼区司法局"),
    ("某省(区名未载明)", "水利局", "某省(区名未载明)", "某省(区名未载明)水利局"),
]


@pytest.mark.parametrize(("region", "agency", "place", "name"), CASES)
def test_a_row_goes_by_usual_names_and_keeps_its_region_as_written(
    region: str, agency: str, place: str, name: str
) -> None:
    placed = place_figure(make_ledger_figure(region=region, agency=agency), NAMES)
    assert (placed.place, placed.figure.agency) == (place, name)
    assert placed.figure.region == region
