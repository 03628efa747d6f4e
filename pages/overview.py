"""总览: what happened in the latest year, what changed, and who has not reported."""

from pages.shared.overview import show_overview

show_overview()
