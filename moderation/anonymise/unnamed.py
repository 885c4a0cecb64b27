"""Names that no form field gives: brothers, friends, teachers, found by what stands around them.

No model of language is asked. A capital marks a name unless the word is an ordinary one or known to be nobody's name,
in sentences, lists and tables alike; a word after a title or a relation ("Mrs", "her brother", "mum (") is a name even where
it is an ordinary word too (Grace, Hope, Will); so is one of those in the middle of a sentence. That takes a programme's
name for a person's now and then, which costs a moderator little; a name left in costs a child much.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from moderation.anonymise.folding import Token, fold, tokens
from moderation.anonymise.ordinary import is_ordinary
from moderation.anonymise.words import anonymiser_words

SENTENCE_START = re.compile(r"(?:^|[.!?:;•\n\t“\"‘(\]–—/|]|\d[.)])\s*$")
# Between a title or relation and the name: "Mrs. Amos", "mum (Joanne)", "her brothers, Kofi and Efua".
TITLE_GAP = re.compile(r"[ \u00a0.]{1,3}")
RELATION_GAP = re.compile(r"[ \u00a0]{0,2}[(,:‘“'\"–-]{0,2}[ \u00a0]{0,2}")
SPACE = (" ", "\u00a0")
BEING = frozenset({"is", "was", "has"})
SEASONS = frozenset({"summer", "autumn", "winter", "spring"})  # "Summer is hard for him": no person


def unknown_names(texts: Sequence[str], known: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    """Names whose folded words are not ``known``, each with its kind: "Professional" after a title, else "Person"."""
    finder = _Finder(known)
    given: dict[str, str] = {}
    for text in texts:
        for name, kind in finder.names_in(text):
            if kind == "Professional":
                given[name] = kind
            else:
                given.setdefault(name, kind)
    yield from given.items()


class _Finder:
    def __init__(self, known: Callable[[str], bool]) -> None:
        words = anonymiser_words()
        self._known = known
        self._titles = {fold(t) for t in words.titles}
        self._kin = words.kin
        self._joining = words.joining
        self._relations = {fold(r) for r in words.relations}
        self._not_names = {fold(n) for n in words.not_names}
        self._word_names = words.word_names
        self._time_names = words.time_names
        self._cues = words.name_cues
        self._time_cues, self._time_before = words.time_cues, words.time_before
        self._particles = words.particles
        kinds = {fold(w) for phrase in words.school_words for w in phrase.split()}
        self._not_surnames = words.not_surnames | {fold(w) for w in words.school_generic} | kinds
        self._streets = {fold(w) for w in words.street_words}

    def names_in(self, text: str) -> Iterator[tuple[str, str]]:
        found = tokens(text)
        running = _in_a_sentence(found)
        for i, token in enumerate(found):
            title, relation = self._introduced(text, found, i)
            # "MRS HALLIDAY", "MRS NG" in a heading of capitals
            first = self._title_before(text, found, i)
            loud = first is not None and first.text.isupper() and token.text.isupper() and len(token.text) > 1
            if not (loud or _shaped_as_name(token)) or self._known(token.folded):
                continue
            if title and len(token.text) == 2 and token.folded in self._joining and (loud or not running):
                continue  # "MR OR MRS"
            if first and len(token.text) == 2 and not self._goes_on(text, found, i):
                yield text[first.start : token.end], "Professional"  # "Mrs Do": after a title alone
                continue
            if token.folded in self._particles and not (title and self._goes_on(text, found, i)):
                continue
            if title and (running or not is_ordinary(token.folded)):
                yield self._whole(text, found, i, running=running, titled=True), "Professional"
            elif self._is_name(text, found, i, running=running, relation=relation):
                yield self._whole(text, found, i, running=running), "Person"

    def _introduced(self, text: str, found: list[Token], i: int) -> tuple[bool, bool]:
        """Whether a title or a relation stands right before, or another name of the same list."""
        if i == 0:
            return False, False
        before, gap = found[i - 1], text[found[i - 1].end : found[i].start]
        title = self._title_before(text, found, i) is not None
        relation = before.folded in self._relations and bool(RELATION_GAP.fullmatch(gap))
        return title, relation

    def _title_before(self, text: str, found: list[Token], i: int) -> Token | None:
        """The title right before, over initials: "Mrs Do", "Dr. K Do"."""
        for j in range(i - 1, max(-1, i - 4), -1):
            if not TITLE_GAP.fullmatch(text[found[j].end : found[j + 1].start]) or not found[j].capital:
                return None
            if found[j].folded in self._titles:
                return found[j]
            if len(found[j].text) > 1:
                return None
        return None

    def _kin_before(self, text: str, found: list[Token], i: int) -> bool:
        """Whether a relation stands right before in small letters, so that the capital is a name's: "her brother Chance"."""
        before, word = found[i - 1], found[i].folded
        never = self._titles | self._relations | self._not_surnames
        if word not in self._time_names | self._word_names:
            never |= self._not_names
        return before.text in self._kin and text[before.end : found[i].start] in SPACE and word not in never

    def _goes_on(self, text: str, found: list[Token], i: int) -> bool:
        """Whether a surname that is not known follows a little word ("Mrs Mac an tSaoir")."""
        return self._whole(text, found, i, running=True) != found[i].text

    def _is_name(self, text: str, found: list[Token], i: int, *, running: bool, relation: bool) -> bool:
        token = found[i]
        word = token.folded
        at_start = SENTENCE_START.search(text[max(0, token.start - 6) : token.start]) is not None
        cue = running and i + 1 < len(found) and found[i + 1].folded in self._cues
        possessive = bool(re.match(r"['’‘]s\b", text[token.end : token.end + 3]))
        # "School", "Friends:" in a heading follow a relation by chance.
        if relation and self._kin_before(text, found, i):
            return True
        if relation and not token.text.isupper() and (running or not is_ordinary(word)):
            if word in self._time_names or word in self._word_names:
                return True
            if word not in self._not_names and not is_ordinary(word):
                return True
        if word in self._time_names:
            after = found[i + 1].folded if i + 1 < len(found) else ""
            before = found[i - 1].folded if i else ""
            is_time = before in self._time_before or text[: token.start].rstrip()[-1:].isdigit()
            cued = after in self._time_cues or (after in BEING and word not in SEASONS)
            return running and not is_time and (cued or (possessive and not at_start))
        if word in self._word_names:
            if word in self._not_names:
                return False
            if word == "will" and at_start:
                # "Will and when" asks, "Will needs" tells.
                return running and found[i + 1].folded in self._time_cues | BEING
            return (running and not at_start) or (at_start and cue)
        return not (word in self._not_names or word in self._streets or is_ordinary(word))

    def _whole(self, text: str, found: list[Token], i: int, *, running: bool, titled: bool = False) -> str:
        """The name from this word on: a surname beside a first name belongs to it, even an ordinary word
        ("Miss June Day").
        """
        first = found[i].folded
        given = titled and first in self._time_names | self._word_names
        sure = running and (given or not is_ordinary(first))
        end = seen = found[i].end
        last, more = first, 0
        for token in found[i + 1 : i + 6]:
            word, gap = token.folded, text[seen : token.start]
            if last in self._particles and gap.startswith("."):
                gap = gap[1:]  # "St. Clair"
            if gap not in SPACE or more == 2:
                break
            last, seen = word, token.end
            if word in self._particles:
                continue
            if not _shaped_as_surname(token) or (is_ordinary(word) and not sure):
                break
            if word in self._not_names or word in self._relations or (word in self._not_surnames and not given):
                break
            end, more = token.end, more + 1
        return text[found[i].start : end]


def _shaped_as_name(token: Token) -> bool:
    """A capital and then small letters: an acronym is no name. Two letters are enough: Jo, Bo, Ed, Li."""
    letters = token.text.removesuffix("s")  # "TAs", "LSAs"
    return token.capital and len(token.text) > 1 and not (letters.isupper() and len(letters) > 1)


def _shaped_as_surname(token: Token) -> bool:
    return token.capital and len(token.text) > 1 and not (token.text.isupper() and len(token.text) < 4)


def _in_a_sentence(found: list[Token]) -> bool:
    """Whether these are running words rather than a heading or a label, where capitals mean nothing."""
    small = sum(t.text.islower() for t in found)
    return small >= 3 and small * 2 >= len(found)
