"""更新: what sets two versions of the data apart: reports and figures, new, corrected or withdrawn."""

from pages.shared.changes import show_changes

show_changes()
