"""What a load asks of the version before: documents by content, of its own data set alone."""

from pathlib import Path

from etl.warehouse.inventory import open_inventory
from tests.factories import build_datasets, make_report


def test_contents_are_found_in_their_own_data_set(tmp_path: Path) -> None:
    reports = [make_report(year=year) for year in (2021, 2022, 2023)]
    build_datasets(tmp_path, {"own": (reports, [], [])})
    digests = {each.document.sha256 for each in reports}
    assert len(digests) == 3
    own, public = (open_inventory(tmp_path, name) for name in ("own", "public"))
    assert own.find({*digests, "unknown"}).keys() == digests
    assert own.find({"unknown"}) == own.find(()) == public.find(digests) == {}
    own.close()
    public.close()
