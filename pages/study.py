"""学法普法: learning and training in law; the laws reports name as studied."""

from pages.shared.named import show_named
from pages.shared.subject import show_subject

show_subject("study")
show_named("law")
