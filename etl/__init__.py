"""Fazhi's readers, extraction and warehouse: from a file to figures with their words."""
