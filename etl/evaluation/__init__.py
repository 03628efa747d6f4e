"""How well extraction reads labelled reports: scores, how sure they are, floors, what changed."""
