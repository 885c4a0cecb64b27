"""Who hopes: whose hopes a title opens, and who speaks in a sentence of Section A.

A sentence's subject hopes ("Mum would like"), unless it only tells of what another shows ("staff and her mum think Nora
would choose"); without one, who spoke before it or whom the title names. What school staff hope is nobody's hope here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checks.voice.titles import Over, Who
from checks.words import load_words

_YOU = re.compile(r"\byour?\b", re.IGNORECASE)  # a form's question to the child
_YOUR_CHILD = re.compile(r"\byour (?:child|son|daughter|young person)\b", re.IGNORECASE)  # the parents are asked
# Two people by first name, neither of them the child: "Sandra and Winston want …"; one alone may be a short name.
_BY_NAME = re.compile(
    r"^\W*(?:What )?(?!What\b|My\b|Our\b|Your\b|His\b|Her\b|Their\b|Life\b|The\b|This\b|She\b|He\b|They\b|I\b|It\b|We\b|Both\b)[A-Z]\w+ and [A-Z]\w+(?: both| also| would)?\s*$"
)
_I = re.compile(r"\bI(?: \w+){0,2}\s*$")
_PERSON = re.compile(r"^\W*(?:Mr|Mrs|Ms|Miss|Dr)\.?(?: and (?:Mr|Mrs|Ms|Miss|Dr)\.?)? [A-Z]\w+")
_WHOSE = re.compile(
    r"^\W*[A-Z][a-zà-öø-ÿ]+(?: (?:and|&) [A-Z][a-zà-öø-ÿ]+)?[’']s? (?:own )?(?:hopes|wishes|aspirations|dreams|goals)\b"
)
_TOLD_US = re.compile(  # "Wren shows us that she wants": Wren does
    r"\bwhen (?:we|I)\s*$|\b(?:shows?|showed|tells?|telling|told|lets?) (?:us|me|you)\b|\b(?:when )?(?:we|I) asked\b"
    r"|\b(?:told|tells|asked|asks|said to) (?:his|her|their|my) (?:mum|dad|mother|father|gran\w*|nan|parents|(?:foster )?carers?|sister|brother)\b",
    re.IGNORECASE,
)
_FOR = re.compile(r"^(?: for)? (?:Child|him|her) (?:not )?to\b")  # "She wants Tyrell to come home": not his own hope
_BELIEVED = re.compile(
    r"\b(?:thinks?|believes?|feels?|noticed?|suggests?|(?:takes?|took) (?:this|it) to mean)(?: that)? (?P<who>[A-Z][\w’'-]+)\s*$"
)
_TO_US = re.compile(r"(?: most)? (?:to|for) (?:us|me)\b")  # "what matters most to us"


class Hopers:
    """Tells who hopes, with the names of one plan's child and of the child's ``parents``."""

    def __init__(self, names: Sequence[str], parents: Sequence[str]) -> None:
        self._words = load_words("hopes")
        self.names = any_of(names)
        self._parents = any_of([p for name in parents for p in name.split() if len(p) > 2 and p not in names])

    def of_title(self, heading: str) -> Who | None:
        """Whose hopes a heading opens; none where it names nobody or both."""
        heading = _TOLD_US.sub(" ", heading)
        words = self._words
        parent = bool(words["parent"].search(heading) or self._parents.search(heading))
        child = bool(words["child"].search(heading) or _YOU.search(heading))
        if _YOUR_CHILD.search(heading):
            return "parent"
        whose = _WHOSE.match(heading)
        if whose and not self.names.search(whose[0]) and not words["child"].search(whose[0]):
            return "parent"  # "Morwenna's hopes"
        wanting = words["wanting"].search(heading)
        if wanting and not child and _BY_NAME.match(heading[: wanting.start()]) and not self.names.search(heading):
            return "parent"
        if parent:
            mine = (
                re.search(r"\bfor (?:me|you|your|his|her|their|[A-Z]\w+)\b", heading)
                or not child
                or re.search(r"\b(?:my|your)\b", heading, re.IGNORECASE)
            )
            return "parent" if mine else None
        return "child" if child or self.names.search(heading) else None

    def of_sentence(self, sentence: str, over: Over) -> Who | None:
        """Who hopes in a sentence: its subject, else who spoke before it in the paragraph or the heading."""
        words = self._words
        wanting = words["wanting"].search(sentence)
        before = sentence[: wanting.start()] if wanting else " ".join(sentence.split()[:4])
        to_us = _TO_US.match(sentence, wanting.end()) if wanting else None
        before = _TOLD_US.sub(" ", before) + (to_us[0] if to_us else "")
        if over.who == "parent" and not (wanting and self.names.search(before)):
            return "parent"
        watched = _BELIEVED.search(before)
        if watched and self.names.fullmatch(watched["who"]):
            return "child"  # "staff and her mum think Nora would choose to be outdoors"
        if words["own"].search(before) or words["parent"].search(before) or self._parents.search(before):
            return "parent" if over.who != "child" or not words["child"].search(before) else "child"
        by_name = wanting and _BY_NAME.match(before) and not words["staff"].search(before)
        if wanting and (_PERSON.match(before) or by_name) and not self.names.search(before):
            return over.who if over.who == "child" else "parent"
        if _I.search(before) and (over.who == "child" or over.own):
            return "child"  # "When I leave school I want ...": the school does not speak
        if words["staff"].search(before) and not self.names.search(before):
            return "staff"
        if self.names.search(before) or words["child"].search(before):
            return "child"
        for_child = wanting and _FOR.match(_child(self.names, sentence[wanting.end() :]))
        return "parent" if for_child and over.who != "child" else over.who


def _child(names: re.Pattern[str], text: str) -> str:
    return names.sub("Child", text)


def any_of(names: Sequence[str]) -> re.Pattern[str]:
    """Any of the names, as a word of its own."""
    kept = [re.escape(n) for n in names if n]
    return re.compile(rf"(?<!\w)(?:{'|'.join(kept)})(?!\w)" if kept else r"(?!)")
