"""Named things: documents, laws studied, firms, fields inspected, platforms of disclosure.

Each kind is found by cheap anchors (《, 律师事务所, 领域 …) and read by its own file; words are
data (`etl.named_vocabulary`). Precision first: a wrong name is worse than none.
"""
