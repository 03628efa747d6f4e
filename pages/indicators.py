"""指标词典: what each indicator means, how reports word it, and how well it is read."""

from pages.shared.indicators import show_indicators

show_indicators()
