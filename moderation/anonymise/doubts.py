"""What in a text may still say who a family is: the pass that asks, and errs on the side of doubt.

It knows nothing of what the first pass looked for. A capital that no beginning of a sentence and no standard term
explains, a name after a title or a relation, a number, an address of any kind, a date of birth: each is a question to a
person. Only the standard terms (``terms.yaml``), an authority's own words and the answers given for the case let it pass.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.dates import Precision, find_dates
from moderation.anonymise.doubtful_shapes import shapes_in
from moderation.anonymise.folding import Token, fold, tokens
from moderation.anonymise.ordinary import is_ordinary
from moderation.anonymise.sentences import (
    FINITE,
    QUOTED,
    TIME_NAMES,
    TITLES,
    called_the,
    introduced,
    is_letter,
    is_running,
    is_time,
    opens,
    sentence_around,
)
from moderation.anonymise.small_words import SHORTEST_SMALL, is_small_word
from moderation.anonymise.terms import by_first_word, terms
from moderation.anonymise.unanchored import unanchored
from moderation.anonymise.words import first_names

Phrases = Mapping[str, tuple[tuple[str, ...], ...]]
LINE = re.compile(r"[^\n\t]+")
# The pack's own words: stand-ins, what was removed, and what its files are called.
STAND_IN = re.compile(
    r"\b(?:Child|Family|(?:Parent|Person|Professional|School|Place|Club) \d{1,3})\b"
    r"|\[[A-Za-z -]{3,30}\]|\b(?:(?:advice|document)-\d{1,2}(?:-[a-z_]{3,30})?|plan)\.docx\b"
)
BESIDE_STAND_IN = re.compile(
    r"(?:Place|School|Club|Person|Family) \d{1,3}(?:['’]s)?[ \u00a0](?:[\w'’-]+[ \u00a0]){0,2}$"
)
# "Person 4 and Day": the other half of a name that the first pass took for a word.
AFTER_PERSON = re.compile(
    r"(?:Person|Professional|Parent|Family)(?: \d{1,3})?(?:[ \u00a0-]|[ \u00a0](?:and|&)[ \u00a0])$"
)
FOREIGN = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]{2}")  # two letters of another script
IN_A_RUN = re.compile(
    r"(?:['’‘]s?)?(?:[ \u00a0]{1,2}(?:(?:&|of|upon|de|la|le|du|van|der|y)[ \u00a0](?:the[ \u00a0])?)?"
    r"|[ \u00a0]?[-\u2010\u2011/][ \u00a0]?|\.[ \u00a0]?)"
)
# What makes a thing of a word: nobody is called so.
THING = re.compile(r"(?:tion|sion|ity|ness|ment|ance|ence|ism|ship|ing|ly|ure|age|al|ic|ive|ous|ful|s)$")
SHORTEST_THING = 6
# What children call theirs, after another of them: "Mum, Dad and Gran".
CALLED = frozenset(
    "mum dad mummy daddy mam gran granny grandma grandad nan nana nanny auntie uncle mother father".split()
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that may say who a family is: ``words`` as printed, the ``key`` that is the same for each of its kind,
    ``text[start:end]`` where it stands in the text given, and the sentence around it.
    """

    kind: str
    words: str
    key: str
    start: int
    end: int
    sentence: str


def key_of(words: str) -> str:
    """How words are compared, as a question's."""
    return " ".join(fold(words).split())


@dataclass(frozen=True, slots=True)
class Doubtful:
    """Looks through the texts of one case.

    ``small``  folded words that its documents also write in small letters: they are words there.
    ``names``  folded words of its people; ``watch`` folded phrases (schools, places, answers) asked about wherever they stand.
    ``stay``   keys of what people said identifies nobody; ``council`` folded words of the council's own name.
    ``own``    the texts are forms of the program's own: their ordinary words are no doubt, since what they quote was asked
               about where it stands.
    """

    small: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    watch: Phrases | None = None
    stay: frozenset[str] = frozenset()
    stay_phrases: Phrases | None = None
    council: frozenset[str] = frozenset()
    birthday: dt.date | None = None
    own: bool = False

    @classmethod
    def of(
        cls,
        texts: Sequence[str],
        *,
        names: Collection[str] = (),
        watch: Collection[str] = (),
        stay: Collection[str] = (),
        council: str = "",
        birthday: dt.date | None = None,
    ) -> Doubtful:
        """For a case, from all its documents' texts as they came."""
        small = frozenset(t.folded for text in texts for t in tokens(text) if t.text.islower())
        kept = frozenset(map(key_of, stay))
        return cls(
            small=small, names=frozenset(names), watch=by_first_word(watch), stay=kept, stay_phrases=by_first_word(kept),
            council=frozenset(t.folded for t in tokens(council)), birthday=birthday,
        )  # fmt: skip

    def find(self, text: str) -> list[Doubt]:
        """Every doubt of a text, in order."""
        found: list[Doubt] = []
        for line in LINE.finditer(text):
            found += (
                Doubt(
                    kind, line[0][a:b], key_of(line[0][a:b]), line.start() + a, line.start() + b,
                    sentence_around(text, line.start() + a, line.start() + b),
                )
                for kind, a, b in self._in_line(line[0])
            )  # fmt: skip
        return sorted((d for d in found if d.key not in self.stay), key=lambda d: d.start)

    def _in_line(self, line: str) -> Iterator[tuple[str, int, int]]:
        taken = bytearray(len(line))
        for match in STAND_IN.finditer(line):
            taken[match.start() : match.end()] = b"\x01" * len(match[0])
        for kind, start, end in (*shapes_in(line), *self._birthdays(line)):
            if not all(taken[start:end]):
                taken[start:end] = b"\x01" * (end - start)
                yield kind, start, end
        words = [t for t in tokens(line) if not taken[t.start]]
        explained = _standing_in(terms().phrases, words) | _standing_in(self.stay_phrases or {}, words)
        running = is_running(words)
        watched = _standing_in(self.watch or {}, words, capital=True)
        doubtful = [
            i for i, _ in enumerate(words) if i in watched or self._is_doubtful(line, words, i, running, i in explained)
        ]
        if running and not self.own:
            doubtful = sorted({*doubtful, *unanchored(line, words, {*doubtful, *explained})})
        for first, last in self._runs(line, words, doubtful):
            yield "name or place", words[first].start, words[last].end

    def _birthdays(self, line: str) -> Iterator[tuple[str, int, int]]:
        for date in find_dates(line) if self.birthday else ():
            if date.precision is Precision.DAY and date.date == self.birthday:
                yield "date of birth", date.start, date.end

    def _is_doubtful(self, line: str, words: Sequence[Token], i: int, running: bool, explained: bool) -> bool:
        token, word = words[i], words[i].folded
        after = introduced(line, words, i)
        if after == "title":
            return word not in TITLES and (
                word not in ("and", "or") if token.capital else not is_small_word(word) and word not in terms().openers
            )
        if not token.capital:
            return self._small_doubt(token, after) or FOREIGN.search(token.text) is not None
        if called_the(line, words, i, running) and not explained:
            return True
        if word in TITLES or line[max(0, token.start - 1) : token.start].isdigit():
            return False  # "section 17ZD"
        halves = [h for h in re.split(r"[-\u2010\u2011]", word) if h]
        if {word, *halves} & self.names and not is_time(line, token) and not self._label(line, token):
            return True
        if explained or word in self.council:
            return False
        if len(token.text) == 1:
            return not self.own and not is_letter(line, token)
        opening = opens(line, token)
        if word in TIME_NAMES:
            return not is_time(line, token) and not (opening and not FINITE.match(line, token.end))
        if self._stands(token, halves) and not (
            word in terms().name_words and AFTER_PERSON.search(line[: token.start])
        ):
            return after == "kin" and not token.text.isupper() and word not in CALLED
        if word in terms().kinds and BESIDE_STAND_IN.search(line[: token.start]):
            return False
        return self._capital_doubt(line, token, opening=opening, running=running, after=after)

    def _capital_doubt(self, line: str, token: Token, *, opening: bool, running: bool, after: str) -> bool:
        word = token.folded
        name_too = word in terms().name_words or word in first_names()
        plain = is_ordinary(word) and not name_too and word not in terms().place_words
        if self.own and line[token.end : token.end + 1] in ("”", "…") and self._cut_off(word):
            return False
        if plain and (self.own or (token.text.isupper() and not running)):
            return False  # a line of capitals, or a form's own words
        if opening or (self.own and QUOTED.search(line[: token.start])):
            return self._opening_doubt(line, token, name_too=name_too)
        if word in terms().openers:
            return False
        # In a heading, a label, a cell a capital means nothing, an unusual word does.
        return bool(running or after) or not plain or word not in self.small

    def _opening_doubt(self, line: str, token: Token, *, name_too: bool) -> bool:
        word = token.folded
        if word in terms().openers:
            return False
        finite = FINITE.match(line, token.end) is not None
        if name_too:
            # "Will wear both hearing aids" is an outcome, "Will wears" a boy.
            bare = word in ("will", "may", "mark") and re.match(r"[ \u00a0]+[a-z]", line[token.end :])
            return finite or not bare
        if not is_ordinary(word):
            return True
        # "Pickle sleeps on his bed": nothing else in these papers is called a pickle.
        thing = THING.search(word) is not None and len(word) >= SHORTEST_THING
        return word not in self.small and not thing and finite

    def _stands(self, token: Token, halves: Sequence[str]) -> bool:
        """Whether it is a standard term, or an acronym in capitals."""
        words, acronyms = terms().words, terms().acronyms
        letters = token.text.removesuffix("s")
        several = sum(c.isupper() for c in letters) > 1  # "QTVI", "SpLD", "FRCOphth"
        if token.folded in words or (several and fold(letters) in acronyms) or re.fullmatch("[IVX]{2,4}", token.text):
            return True
        return len(halves) > 1 and all(
            h in words or (h in self.small and is_ordinary(h)) or (several and h in acronyms) for h in halves
        )

    def _small_doubt(self, token: Token, after: str) -> bool:
        """A name typed in small letters: any word of four letters or more that is none, and shorter ones after a relation
        or where they are a first name or one of the case's.
        """
        word = token.folded
        if not token.text.islower() or len(word) < 3 or is_small_word(word):
            return False
        if self.own and word not in self.names:
            return False  # what a form quotes was asked about where it stands
        return len(word) >= SHORTEST_SMALL or word in first_names() or after == "kin"

    def _cut_off(self, word: str) -> bool:
        """Whether it is the beginning of a word of the documents, or of a term: a form's quotes end where they are full."""
        return any(known.startswith(word) for words in (self.small, terms().words) for known in words)

    def _label(self, line: str, token: Token) -> bool:
        """Whether an ordinary word is a line of its own in a form of the program's own ("Case")."""
        return self.own and line.strip() == token.text and is_ordinary(token.folded)

    def _runs(self, line: str, words: Sequence[Token], doubtful: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Doubtful words that stand together, each as the places of its first and last word."""
        at, marked = 0, set(doubtful)
        while at < len(doubtful):
            first = last = doubtful[at]
            at += 1
            while at < len(doubtful) and IN_A_RUN.fullmatch(line[words[last].end : words[doubtful[at]].start]):
                last = doubtful[at]
                at += 1
            # "Iron Bridge Boys Club": its first word belongs to it, even at the beginning of a sentence.
            if first and first - 1 not in marked and self._belongs(line, words, first - 1):
                first -= 1
            yield first, last

    def _belongs(self, line: str, words: Sequence[Token], i: int) -> bool:
        word = words[i]
        if not word.capital or len(word.text) == 1 or line[word.end : words[i + 1].start] not in (" ", "\u00a0"):
            return False
        known = word.folded in terms().openers | terms().words | TITLES or word.folded in self.small
        return not known and word.folded not in self.council and not self.own


def _standing_in(phrases: Phrases, words: Sequence[Token], *, capital: bool = False) -> set[int]:
    """The places of words that stand in one of the phrases; with ``capital``, of one word alone only with a capital."""
    found: set[int] = set()
    for i, token in enumerate(words):
        for phrase in phrases.get(token.folded, ()):
            same = tuple(w.folded for w in words[i : i + len(phrase)]) == phrase
            if same and (len(phrase) > 1 or token.capital or not capital):
                found |= set(range(i, i + len(phrase)))
                break
    return found
