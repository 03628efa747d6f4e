"""The visible way to the feed: an address to subscribe to, with the access key where there is one.

Owns the link. Refuses where accounts are asked for: a feed reader cannot log in.
"""

from urllib.parse import urlencode

import streamlit as st

from etl.access import PARAMETER, find_key
from pages.shared.login import asks_for_account
from pages.shared.words import say


def show_feed_link(lang: str) -> None:
    """Draw the link, and on a shared dashboard say that it holds the key."""
    if asks_for_account():
        return
    key = find_key()
    own = {**({"lang": "en"} if lang == "en" else {}), **({PARAMETER: key} if key else {})}
    address = "feed.atom" + (f"?{urlencode(own)}" if own else "")
    st.link_button(
        say("changes.feed.keyed" if key else "changes.feed", lang),
        address,
        icon=":material/rss_feed:",
        type="tertiary",
    )
