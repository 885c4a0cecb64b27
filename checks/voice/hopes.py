"""What the child and the parents hope for, this stage and in adult life: found, attributed, and how deep it goes.

Looks for      Wanting words, or lines under a heading of hopes, with who hopes and for when. Each hope is specific
               ("pay with my own card") or general ("be happy"); depth climbs with specific hopes and own words.
Why            SEND Code of Practice 9.69, Section A: views, interests and aspirations of the child and parents.
Fails          We want him to be happy and reach his full potential.
Passes         "I want a job in stores, 16 hours a week to start with, and my own flat near Gran's."
Leaves alone   Likes and dislikes; what school staff hope.
Known problems Whether the words are really the child's, only people can tell.
Measured       Of the 44 lines of twelve styles of Section A, written unseen, 20 found their hopes at first; what they
               showed (a form's questions, titles of a name or a horizon, few words) is read since then; of 348 questions on
               four later sets 287 were right at first (72, 83, 88 and 85 in 100).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from checks.check import CaseCheck
from checks.finding import Examined, Measure
from checks.subject import Subject
from checks.voice.hopers import Hopers
from checks.voice.method import method_of
from checks.voice.titles import NOTHING_ABOVE, OTHER_TITLE, Columns, Over, When, Who, is_elliptic, is_heading, is_list
from checks.words import load_words
from extractors.plan.model import Plan
from models.sentences import sentences

SEVERAL, TWO = 3, 2  # hopes: SEVERAL in own words are told in full; TWO are specific, if somebody said them
_QUOTED = re.compile(r"^\s*[\"“‘']")
_SAYS = re.compile(r"^[^\"“]{2,40}[:,]\s*[\"“]")  # who speaks, then their words: Josephine: "I want …
_LEAD = re.compile(r"^\W*(?:\w+\W){1,5}?(?<=:)\s*")  # "Over the next year: "
_NO_HOPE = re.compile(
    r"\b(?:what|whatever|something(?: that)?|anything|things) (?:I|he|she|they|it) (?:wants?|would like|likes?)\b(?! is)"
    r"|\b(?:story|views|wishes|interests|history)\b[^.:]{0,40}\baspirations\b",  # a title of Section A
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"\b(?:I|he|she|it|they|we|you|him|her|them|me|us|his|their|our|my|your|to|be|a|an|the|and|or|so|that|can|for|of|in|on|at|as|is|was|will|would|also|able|do|get|have|has|s|just|all|with|very|really|who|when|feels?|said|think)\b|\W",
    re.IGNORECASE,
)
LISTED = 3  # words of a line under a title of hopes that is one of them, though it says "my"
TELLING = 2  # words beside empty ones; a hope with fewer is general
_PARTS = re.compile(
    r",\s+(?:and\s+|or\s+)?|;\s+|\s+(?:and|or)\s+(?=(?:to|for|not|be|have|get|go|live|that|in|on|a|an|my|more|less|finish|pass|learn|make|start|take|find|play|keep|read|write|see|meet|travel|work|own|look|join|try|stop|ride|drive|become|study|come|stay|move|cook|earn|design|build|speak|sleep|swim|talk|tell|use|walk|wear|[a-z]+ing)\b)"
)
# "Jade told the social worker that she wants him to talk" says how it was asked, and what is hoped.
_TOLD_HOPE = re.compile(
    r"\bthat (?:(?:after|in|when|by|one|at|as) [^.,]{2,40}? )?(?:I|he|she|they)(?:[’']d| (?:\w+ )?(?:wants?|would|hopes?|wish(?:es)?|dreams?|sees? (?:him|her)self))\b"
    r"|[:;–] (?:I|he|she|they)(?:[’']d| (?:\w+ )?(?:wants?|would|hopes?))\b"
    r"|\b(?:pointed|chose|signed|selected|picked|typed|pressed|drew)\b[^.]{0,30}[\"“‘']|; (?:he|she|they|I) said\b"
)
_GOES_ON = re.compile(
    r"^\W*(?:Or|And|Also|Maybe|Then)\b(?! (?:I|he|she|they|it|we)\b)"
)  # "… on the radio. Or a singer."
_LABEL = re.compile(r"^\W*([^.:\n]{2,50}):\s+(?=[^\s(])")  # "Hopes for adulthood (Mum): that he can …"
_HE = re.compile(r"^\W*(?:He|She|They)\b")


@dataclass(frozen=True, slots=True)
class Hope:
    """One sentence of hopes: whose, for when, how many ``specific`` and ``general`` things it names, and
    whether in the hoper's ``own`` words.
    """

    who: Who
    when: When
    text: str
    specific: int
    general: int
    own: bool


def hopes_of(plan: Plan) -> tuple[Hope, ...]:
    """Every hope in the plan's Section A, in order. Three checks ask; they are read once."""
    section, child = plan.sections.get("A"), plan.child
    parents = tuple(p.name for p in child.parents if p.name.split()[:1] != child.name.split()[:1])
    return hopes_in(section.text if section else "", child.first_names, parents)


@lru_cache(maxsize=1)
def hopes_in(text: str, names: tuple[str, ...] = (), parents: tuple[str, ...] = ()) -> tuple[Hope, ...]:
    """Every hope in the words of a Section A, in order. ``names`` are the child's, ``parents`` those of
    parents and carers as the plan's front gives them.
    """
    reader, columns = _Reader(names, parents), Columns()
    over, found = Over(), []
    for line in text.split("\n"):
        title = reader.heading(line, over) if is_heading(line) else None
        if title and not _is_listed(title, line, over):
            over = columns.headed(title)
            continue
        within = columns.cell(over)
        within = replace(within, own=True) if _QUOTED.match(line) else within
        for sentence in sentences(line):
            within, hopes = reader.read(sentence, within)
            within = replace(within, hoped=bool(hopes))
            found += hopes
    return tuple(found)


def _is_listed(title: Over, line: str, over: Over) -> bool:
    """Whether a line like a title is one of the hopes under a title of hopes: "Finish my Level 1 in bricklaying"."""
    same = title.who in (None, over.who) and title.when is None and not title.hopes
    long = title.bare or len(line.split()) >= LISTED
    return bool(same and long and over.hopes and over.when and not OTHER_TITLE.search(line))


class _Reader:
    """Reads sentences with the word lists and the names of one plan."""

    def __init__(self, names: Sequence[str], parents: Sequence[str]) -> None:
        self._words = load_words("hopes")
        self._hopers = Hopers(names, parents)
        self._names = self._hopers.names

    def heading(self, line: str, above: Over = NOTHING_ABOVE) -> Over:
        """What a heading says of the lines under it. A name alone ("Mia", "Parents") stands within the heading
        above it; a horizon alone ("Now:") opens hopes.
        """
        who, words = self._hopers.of_title(line), self._words
        mine = words["own" if who == "parent" else "me"].search(line)
        when = self._when(line)
        hopes = bool(words["heading"].search(line))
        left = len(_EMPTY.sub(" ", line).split())
        if who and when is None and not hopes and left <= TELLING and above.hopes and not OTHER_TITLE.search(line):
            if above.whole and who != above.who:
                return Over(who, hopes=True)  # "Tyrell in the future", then "Mother": hers may be of now too
            return replace(above, who=who, own=False)
        opens = hopes or (when is not None and who is None and left <= TELLING + 1)
        if who is None and when is not None and above.hopes and not above.whole:
            return replace(above, when=when, titled=True)  # "Parents' hopes", then "Long term"
        return Over(who, when, opens, bool(mine), when is not None, whole=who is not None and when is not None)

    def read(self, sentence: str, over: Over) -> tuple[Over, list[Hope]]:
        """A sentence's hopes, one for each horizon, and what stands over the next sentence of the paragraph."""
        words, said = self._words, _NO_HOPE.sub(" ", sentence)
        label = _LABEL.match(sentence)
        opened = self._labelled(label[1], over) if label else None
        over = opened or over
        who = self._hopers.of_sentence(said, over)
        over = replace(over, own=True) if _SAYS.match(sentence) else over
        leading = self._leading(sentence, over)
        when = leading or over.when
        wanting, worry = words["wanting"].search(said), words["worry"].search(said)
        after = replace(over, who=who, when=when, titled=over.titled and when == over.when)
        plain = (_LABEL if opened else _LEAD).sub("", sentence).lstrip(" \"“‘'-–•*·")
        bare = (over.hoped and over.own and _GOES_ON.match(sentence)) or (
            over.hopes
            and (
                words["bare"].match(plain)
                or ((when or opened) and (_QUOTED.match(sentence) or is_list(plain) or is_elliptic(plain)))
            )
        )
        if (
            who == "staff"
            or (load_words("voice")["sought"].search(sentence) and not _TOLD_HOPE.search(sentence))
            or not (wanting or worry or bare)
        ):
            return after, []
        if not leading and not over.titled and when == "short" and words["adult"].search(said):
            when = None  # the sentence before it said when, and this one turns to adult life
        slight = bool(worry and not wanting)
        return after, [
            self._hope(said, who or "child", at, over, worry=slight) for said, at in self._horizons(sentence, when)
        ]

    def _labelled(self, label: str, over: Over) -> Over | None:
        """What a label at a sentence's head opens: hopes, if it says for when in a few words or speaks of hopes."""
        when = self._when(label)
        hopes = bool(self._words["heading"].search(label))
        if not hopes and (when is None or len(_EMPTY.sub(" ", label).split()) > TELLING + 1):
            return None
        return replace(over, who=self._hopers.of_title(label) or over.who, when=when or over.when, hopes=True)

    def _horizons(self, sentence: str, when: When | None) -> list[tuple[str, When | None]]:
        """The sentence, or its two halves where one is of now and one of adult life ("… this year and a trade when …")."""
        for cut in _PARTS.finditer(sentence):
            halves = sentence[: cut.start()], sentence[cut.end() :]
            first, second = self._when(halves[0]), self._when(halves[1])
            if first and second and first != second:
                return [(halves[0], first), (halves[1], second)]
        return [(sentence, when)]

    def _leading(self, sentence: str, over: Over) -> When | None:
        """For when a sentence's first words say; "now" is too slight to speak against a heading."""
        first = " ".join(sentence.split()[:9])
        found = self._when(first)
        slight = found == "short" and over.titled and not self._when(re.sub(r"\bnow\b", " ", first, flags=re.I))
        return over.when if slight else found

    def _hope(self, sentence: str, who: Who, when: When | None, over: Over, *, worry: bool) -> Hope:
        words = self._words
        parts = [p for p in _PARTS.split(sentence) if p.strip()]
        general = sum(bool(words["general"].search(p)) for p in parts)
        specific = 1 if worry else sum(self._tells(p) for p in parts)
        if not specific and not general and over.own:
            specific = int(bool(_EMPTY.sub(" ", self._words["wanting"].sub(" ", sentence)).strip()))
        if when is None:
            adult = words["adult"].search(sentence) or (general and not specific)
            when = self._when(sentence) or ("long" if adult else "short")
        own = bool(words["me" if who == "child" else "own"].search(sentence) or _QUOTED.match(sentence))
        told = who == "child" and (
            _HE.match(sentence) or self._names.search(sentence)
        )  # of the child, under "My hopes"
        own = own or (over.own and not told)
        return Hope(who, when, sentence, min(specific, 5), general, own)

    def _tells(self, part: str) -> bool:
        """Whether a part of a sentence names something, wanting words, names and general hopes apart."""
        rest = part
        for pattern in (*(self._words[k] for k in ("general", "wanting", "parent", "long", "short")), self._names):
            rest = pattern.sub(" ", rest)
        left = [w for w in _EMPTY.sub(" ", rest).split() if len(w) > 1]
        adult = bool(self._words["adult"].search(rest))
        return adult or len(left) >= TELLING or (bool(left) and len(part.split()) <= TELLING)

    def _when(self, text: str) -> When | None:
        long, short = self._words["long"].search(text), self._words["short"].search(text)
        if long and short:
            return "long" if long.start() < short.start() else "short"
        return "long" if long else "short" if short else None


def _depth(hopes: Sequence[Hope], *, attributed: bool) -> tuple[float, str]:
    """0 to 1 on the depth ladder (nothing, general, one thing or nobody's words, specific and attributed, told in
    full), and why in words. ``attributed``: Section A says who asked and how, so that what is reported was said.
    """
    if not hopes:
        return 0.0, "nothing was found"
    specific, general = sum(h.specific for h in hopes), sum(h.general for h in hopes)
    own = sum(h.specific for h in hopes if h.own)
    if not specific:
        return 0.25, f"only general hopes ({_times(general, 'hope')} such as happiness or doing well)"
    said = f"{_times(specific, 'specific hope')}" + (", in their own words" if own >= SEVERAL else "")
    said += f", and {_times(general, 'general one')}" if general else ""
    if own >= SEVERAL:
        return 1.0, said
    if own >= TWO or (attributed and specific >= TWO):
        return 0.75, said
    return 0.5, said


def _times(number: int, what: str) -> str:
    return f"{number} {what}" + ("s" if number != 1 else "")


def _measures(found: Sequence[Hope], *, attributed: bool) -> Iterator[Measure]:
    for who in ("child", "parent"):
        for when in ("short", "long"):
            own = [h for h in found if h.who == who and h.when == when]
            depth, note = _depth(own, attributed=attributed)
            yield Measure(
                f"aspirations.{who}_{when}",
                met=sum(h.specific for h in own),
                not_met=sum(h.general for h in own),
                value=depth,
                quotes=tuple(h.text for h in sorted(own, key=lambda h: -h.specific)[:3]),
                note=note,
            )


def examine(subject: Subject) -> Examined:
    """``aspirations.child_short`` and its like: depth 0 to 1, specific hopes as met, general ones as not met."""
    section = subject.plan.sections.get("A")
    said = method_of(sentences(section.text)) is not None if section else False
    return Examined(measures=tuple(_measures(hopes_of(subject.plan), attributed=said)))


CHECK = CaseCheck(codes=(), version=1, examine=examine)
