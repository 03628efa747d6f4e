"""法律顾问: who advises, and on what; the firms reports name."""

from pages.shared.named import show_named
from pages.shared.subject import show_subject

show_subject("legal_counsel")
show_named("law_firm")
