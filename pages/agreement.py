"""数据核对: what does not agree in and between reports, with the words of both sides."""

from pages.shared.agreement import show_agreement

show_agreement()
