"""A synthetic corpus: as many reports as wanted, each a pure function of the seed and its number.

Owns reports that look like real ones in length, wording, furniture and formats, and state
nothing about anyone: every sentence and every figure is made up, only the regions' names are
real. Refuses to be evidence of accuracy: it measures speed and size, its wording is our own.
"""

from benchmarks.synthetic.corpus import make_corpus
from benchmarks.synthetic.plan import Outline, outline

__all__ = ["Outline", "make_corpus", "outline"]
