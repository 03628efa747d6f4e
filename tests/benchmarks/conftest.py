"""What writes PDF comes with `make bench`, not with `make test`: without it one file is left out."""

from importlib.util import find_spec

collect_ignore = [] if find_spec("reportlab") else ["test_synthetic.py"]
