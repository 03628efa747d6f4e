"""Who may mark findings as explained: whoever reaches a server started for it.

Owns the permission, which `fazhi serve --review` gives. Refuses to write a mark.
"""

import os

ALLOW = "FAZHI_REVIEW"  # set by `fazhi serve --review`


def is_allowed() -> bool:
    """Tell whether readers of this server may mark findings."""
    return bool(os.environ.get(ALLOW))
