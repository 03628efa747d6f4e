"""Readers at a dashboard while versions are published: none of them sees a failure."""

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.clients import PAGES, Load, Outcome, measure, print_outcome
from benchmarks.session import View, find_fault

LOAD = Load(clients=3, seconds=8, thinking=0.5, pause=0.5, versions=2)


@pytest.mark.long
@pytest.mark.timeout(600)  # a slow machine is given more time to publish, and none to fail
def test_no_view_fails_while_versions_are_published():
    outcome = measure(LOAD)
    assert outcome.versions >= LOAD.versions
    assert len(outcome.views) >= LOAD.clients
    assert [(view.page, view.query, view.fault) for view in outcome.failed] == []
    assert outcome.tracebacks == 0


def show(**fields):
    """Return the message that brings an element."""
    message = ForwardMsg()
    for kind, values in fields.items():
        element = getattr(message.delta.new_element, kind)
        for name, value in values.items():
            setattr(element, name, value)
    return message


@pytest.mark.parametrize(
    ("message", "told"),
    [
        (show(exception={"type": "KeyError", "message": "no"}), "KeyError: no"),
        (show(alert={"body": "broken", "format": 1}), "alert: broken"),
        (show(alert={"body": "older", "format": 2}), "alert: older"),
        (show(alert={"body": "unknown value", "format": 3}), None),
        (show(html={"body": '<div class="fz-empty">'}), 'nothing shown: <div class="fz-empty">'),
        (show(html={"body": "<style>.fz-empty{}</style>"}), None),
        (show(markdown={"body": "text"}), None),
        (ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY), None),
        (
            ForwardMsg(script_finished=ForwardMsg.FINISHED_WITH_COMPILE_ERROR),
            "script did not compile",
        ),
    ],
)
def test_what_makes_a_view_a_failed_one(message, told):
    assert find_fault(message, "overview") == told


def test_another_page_than_asked_for_is_a_fault():
    message = ForwardMsg()
    message.navigation.app_pages.add(page_script_hash="a", url_pathname="")
    message.navigation.app_pages.add(page_script_hash="b", url_pathname="inspections")
    message.navigation.page_script_hash = "a"
    assert find_fault(message, "overview") is None
    assert find_fault(message, "inspections") == "page overview shown"


def test_the_figures_are_printed_with_every_fault(capsys):
    views = [View(page, (), n / 10, "gone" if n == 3 else None) for n, page in enumerate(PAGES, 1)]
    print_outcome(Outcome(views, 4, 0), LOAD)
    printed = capsys.readouterr().out
    assert "5 views, 1 failed" in printed
    assert "p50 0.300 s, p95 0.500 s" in printed
    assert "1 × disclosures" not in printed
    assert "1 × normative_documents {}: gone" in printed
