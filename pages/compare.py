"""比较: any indicators, bodies and years beside each other, as they are, as change, as share."""

from pages.shared.compare import show_compare

show_compare()
