"""The rows behind the view, a page at a time: what they say, in whose words, where published.

Owns the order of this part: how many there are, which, the table, the pages, the files. Refuses
to hold more rows than a page shows.
"""

from functools import partial

import streamlit as st

from pages.shared import markup
from pages.shared.data_choice import (
    Sorting,
    read_asked,
    read_listing,
    read_page,
    read_sorting,
    sort_by,
    write_page,
)
from pages.shared.data_row import describe_row
from pages.shared.data_widgets import show_choices
from pages.shared.download import show_formats
from pages.shared.files import LARGEST, find_source, make_listing_file
from pages.shared.listed import Listed, Listing, count_listed, find_listed
from pages.shared.names import join_regions
from pages.shared.notices import show_nothing
from pages.shared.quotes import show_rows_table
from pages.shared.store import BusyError, Filter
from pages.shared.view import View, current_view
from pages.shared.words import say

MOST = 100  # rows of a page


def show_rows() -> None:
    """Draw the part."""
    view = current_view()
    try:
        _show_rows(view, read_listing(view))
    except BusyError:
        markup.show_empty(say("rows.busy", view.lang), say("rows.busy.advice", view.lang))


def _show_rows(view: View, listing: Listing) -> None:
    found = count_listed(listing)
    if not found:
        _show_none(view, listing)
        return
    number = read_page(listing, _count_pages(found))
    sorting = read_sorting()
    start = (number - 1) * MOST
    rows = find_listed(listing, sorting.by, down=sorting.down, start=start, most=MOST)
    _show_head(view, listing, found)
    show_choices(view)
    span = f"{start + 1:,}–{start + len(rows):,}" if len(rows) > 1 else f"{start + 1:,}"
    markup.show_section(
        say("rows.section", view.lang), say("rows.shown", view.lang, n=f"{found:,}", span=span)
    )
    _show_files(view, listing, rows, found)
    _show_table(view, rows, sorting)
    _show_pages(number, _count_pages(found))


def _count_pages(found: int) -> int:
    return max(1, -(-found // MOST))


def _show_head(view: View, listing: Listing, found: int) -> None:
    lang = view.lang
    place = join_regions(view.offer.regions, view.choice.regions, lang)
    title = say(f"rows.title.{listing.table}", lang, n=f"{found:,}")
    markup.show_title(title, [place, say(f"rows.rule.{listing.table}", lang)])


def _show_none(view: View, listing: Listing) -> None:
    """Say that no row is asked for so, and offer what would be found."""
    lang = view.lang
    if any(map(read_asked, ("indicator", "subject", "q"))):
        markup.show_empty(say("rows.none", lang), say("rows.none.advice", lang))
    else:
        show_nothing(view, say("page.data", lang), partial(_count, listing))
    show_choices(view)


def _count(listing: Listing, asked: Filter) -> int:
    return count_listed(
        Listing(asked, listing.statements, listing.indicators, listing.words, listing.ids)
    )


def _show_table(view: View, rows: list[Listed], sorting: Sorting) -> None:
    several = len(view.offer.regions) > 1
    shown = [describe_row(row, view, with_region=several) for row in rows]
    show_rows_table(shown, view, "rows", (sorting.by.value, sorting.down), sort_by)


def _show_pages(number: int, pages: int) -> None:
    if pages > 1:
        key = f"rows-page-{number}"  # a page the link asks for is none the widget remembers
        st.pagination(pages, default=number, key=key, on_change=_take_page, args=(key,))


def _take_page(key: str) -> None:
    write_page(int(st.session_state[key]))


def _show_files(view: View, listing: Listing, rows: list[Listed], found: int) -> None:
    """Offer what is shown, and all there is, each with its count."""
    lang, source = view.lang, find_source()
    some = listing.pick([row.observation_id for row in rows])
    stem = f"fazhi-{view.choice.data}-{listing.table}"
    said = _say_filters(view, listing)
    with st.container(key="rows-files", horizontal=True, vertical_alignment="center"):
        if found > len(rows):
            part = said | {"所示 shown": f"{len(rows):,} / {found:,}"}
            show_formats(
                say("rows.download.shown", lang, n=f"{len(rows):,}"),
                f"{stem}-{len(rows)}rows",
                lambda kind: make_listing_file(source, some, kind, part),
                "rows-shown",
                lang,
            )
        if found <= LARGEST:
            show_formats(
                say("rows.download.all", lang, n=f"{found:,}"),
                f"{stem}-{found}rows",
                lambda kind: make_listing_file(source, listing, kind, said),
                "rows-all",
                lang,
                say("rows.download.note", lang),
                rows=found,
            )
    if found > LARGEST:
        markup.show_note(say("rows.download.large", lang, n=f"{LARGEST:,}", of=f"{found:,}"))


def _say_filters(view: View, listing: Listing) -> dict[str, str]:
    """Name what was asked for, as the notes of a workbook list it."""
    choice = view.choice
    asked = {
        "数据集 data set": choice.data,
        "年度 years": f"{choice.years[0]}–{choice.years[1]}" if choice.years else "",
        "地区 regions": "、".join(choice.regions),
        "单位 bodies": "、".join(choice.bodies),
        "体裁 genre": choice.genre or "",
        "指标 indicators": "、".join(listing.indicators),
        "文字 words": " ".join(listing.words),
    }
    return {name: value for name, value in asked.items() if value}
