"""规范性文件: documents issued, repealed, reviewed, filed and in force."""

from pages.shared.subject import show_subject

show_subject("normative_documents")
