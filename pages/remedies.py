"""复议诉讼: reconsiderations, lawsuits, and heads who appear in court; petitions and proposals."""

from pages.shared.subject import show_subject

show_subject("remedies")
