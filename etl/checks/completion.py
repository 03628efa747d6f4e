"""The words by which a passage says that a thing was done, is under way, or was not done.

Owns completion, what hinders and what denies it, and whether a passage speaks of the kind of thing
announced. Refuses to compare words: deeds.py finds the passage.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from etl.checks.promises import Promise
from etl.checks.sentences import Sentence
from etl.promise_words import PromiseWords, either

MADE = frozenset({"make", "revise", "build"})
_MAKING = ("make", "build", "run")  # what answers an effort that names no deed
_ONCE = ("event", "run")  # families that words of mere completion answer
_QUOTED = re.compile("[“「]([^“”「」]{2,8})[”」]")
_NOTHING = re.compile(r"(?<![\d.,])0[件次场期份名个家项]")
_NOT = re.compile("未(?!成年|来|婚|经)")
_NUMBERING = "()一二三四五六七八九十、."
_SOON = 16  # characters in which a clause that goes on tells its verb


class Completion:
    """The words of completion and of what hinders it, as patterns."""

    def __init__(self, words: PromiseWords) -> None:
        lists = words.lists
        self._no_verb = either(lists["no_verbs"])
        finished = dict.fromkeys(_ONCE, lists["finished"])
        self._done = {
            name: _deed({*verbs, *finished.get(name, ())}) for name, verbs in words.done.items()
        }
        self._made = _deed({verb for name in _MAKING for verb in words.done[name]})
        works = "|".join(lists["works"])
        self._completed = re.compile(
            f"完成[^,]{{0,24}}(?:{works})|(?:{works})(?:工作|任务)?(?:已|均已|全部|基本|全面)?完成"
        )
        self._promised = {name: either(verbs) for name, verbs in words.families.items()}
        self._final = either(lists["final"])
        self._hinder = either(lists["hinders"])
        self._deny = either(lists["denies"])
        self._means = either(lists["means"])
        same = {words.alike[each] for each in lists["artifacts"] if each in words.alike}
        alike = {word for word, first in words.alike.items() if first in same}
        self._artifact = either({*lists["artifacts"], *alike})
        self._loose = frozenset(lists["loose"])
        self._set = either(lists["set_phrases"])
        self._general = either(lists["generic"])
        self._names: dict[str, set[str]] = {}
        for word, first in words.alike.items():
            self._names.setdefault(first, set()).add(word)
        self._alike = words.alike

    def is_done(self, sentence: Sentence, carriers: Sequence[int], promise: Promise) -> bool:
        """Tell whether a verb that answers the plan's stands with the thing, and nothing hinders.

        The clause after it may hold the verb: …平台，已于5月建成.
        """
        return any(self._completes(sentence, number, promise) for number in carriers)

    def is_titled(self, core: str) -> bool:
        """Tell whether a measure names a document by its title, or a national arrangement."""
        return "《" in core or self._set.search(core) is not None

    def is_named(self, core: str) -> bool:
        """Tell whether a measure has a name of its own, in quotation marks or known everywhere."""
        return self.is_titled(core) or _QUOTED.search(core) is not None

    def hide_general(self, core: str) -> str:
        """Return a measure without the words that any plan has."""
        return self._general.sub(" ", core)

    def names_thing(self, plain: str, core: str) -> bool:
        """Tell whether a passage speaks of the kind of thing announced: rules, a centre, a list."""
        if any(name not in plain for name in _QUOTED.findall(core)):
            return False
        named = self._artifact.findall(core)
        if not named or named[-1] in self._loose:
            return True
        thing = named[-1]
        names = self._names.get(self._alike.get(thing, thing), {thing})
        return any(name in plain for name in names)

    def _completes(self, sentence: Sentence, number: int, promise: Promise) -> bool:
        start, end = sentence.clauses[number]
        clause = self._hide(sentence.plain[start:end])
        if self._denies(clause) or self._hinder.search(sentence.plain, start):
            return False
        if self._answers(clause, promise):
            return not self._only_uses(clause, promise) or bool(self._final.search(clause))
        after = sentence.clauses[number + 1 : number + 2]
        following = self._hide(sentence.plain[slice(*after[0])]) if after else ""
        final = self._final.search(following[:_SOON])
        return final is not None and self._answers(following, promise)

    def _answers(self, clause: str, promise: Promise) -> bool:
        patterns = [self._done[name] for name in promise.families] or [self._made]
        return any(pattern.search(clause) for pattern in (*patterns, self._completed))

    def _denies(self, clause: str) -> bool:
        return any(pattern.search(clause) for pattern in (self._deny, _NOT, _NOTHING))

    def _only_uses(self, clause: str, promise: Promise) -> bool:
        """Tell whether a clause works by means of the thing: 依托平台建立机制."""
        made = not MADE.isdisjoint(promise.families)
        return made and self._means.match(clause.lstrip(_NUMBERING)) is not None

    def is_hindered(self, sentence: Sentence, start: int) -> bool:
        """Tell whether a sentence says, from `start` on, that the thing is not finished."""
        return self._hinder.search(sentence.plain, start) is not None

    def announces(self, plain: str, promise: Promise) -> bool:
        """Tell whether a passage about the future has the plan's verb once more."""
        return any(self._promised[name].search(plain) for name in promise.families)

    def _hide(self, clause: str) -> str:
        return self._no_verb.sub(lambda match: "　" * len(match.group()), clause)


def _deed(verbs: Iterable[str]) -> "re.Pattern[str]":
    """Return the pattern of a deed told: 印发的9件文件 only names what was issued before."""
    return re.compile(f"(?:{either(verbs).pattern})(?!的)")


@lru_cache(maxsize=4)
def find_completion(words: PromiseWords) -> Completion:
    """Return the patterns of the words of the file, made once."""
    return Completion(words)
