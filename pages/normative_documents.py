"""规范性文件: documents issued, repealed, reviewed, filed and in force; those reports name."""

from pages.shared.named import show_named
from pages.shared.subject import show_subject

show_subject("normative_documents")
show_named("normative_document")
