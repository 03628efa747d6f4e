"""法律顾问: who advises, and on what."""

from pages.shared.subject import show_subject

show_subject("legal_counsel")
