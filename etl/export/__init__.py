"""The analysts' files: documented views of one version as CSV, XLSX or Parquet, with their meaning.

Owns what the files hold and how they come to stand under their name. Knows of the warehouse the
views of schema `door`, the table `build` and the catalogue; refuses to know the tables behind.
"""
