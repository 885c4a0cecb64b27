"""What an ask is about, as against who does it, where and how often."""

from __future__ import annotations

import re
from collections.abc import Iterable

from checks.advice.asks import Ask
from checks.advice.wording import SAME_START, Wording, core, without_doer
from checks.advice.wording import Subject as Telling
from extractors.advice.vocabulary import plain

LONGEST_LABEL = 9  # words
LEAD = 2  # words that name an ask
SUBJECTS = 2  # telling words that an ask needs to be judged
AIM = 0.3  # share of an aim's telling words that an outcome on the same aim holds
RARER = 1.15  # how much more the rarer of two words tells
_MANNER = re.compile(  # how, where and when, not what
    r"direct|individ|ratio|group|lesson|session|programm|extra|special|qualif|train|school|class|academ|contact|visit|appoint|year|term"
)
_AIM_FROM = re.compile(r"\b(?:will|be able to|to be able to)\b")
_MEASURE = re.compile(
    r"\b(?:on|in|for|with|within|at|from|to|by) (?:at least |no (?:more|fewer) than |up to )?(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)\b"
    r"|\bat least\b|, ?(?:so|as|which|measured|recorded)\b|\bso that\b"
)
_FRAME = re.compile(
    r"\b(?:adults?|words?|class|lessons?|times?|days?|weeks?|terms?|occasions?|minutes?|group|school|college|home|other|people|"
    r"children|peers?|familiar|known?|himself|herself|independently|support)\b",
    re.IGNORECASE,
)
_DOER = re.compile(r"\W*(?:[\w’'-]+ ){1,8}?(?:will|should|must|to|can|would)\b")


def what_is_done(ask: Ask, wording: Wording) -> Telling:
    """The telling words of an ask's own text, without those of who does it."""
    done = wording.subject(without_doer(core(ask.text)))
    return done if len(set(done.words)) >= SUBJECTS else wording.subject(ask.text)


def on_subject(done: Telling, answer: Telling, *, specific: bool) -> bool:
    """Whether an item shares with what is done two words of three or more, or one that names it: not only who or where."""
    wanted = set(done.words)
    if len(wanted) <= SUBJECTS:
        return True
    held = {w for w in wanted if w in answer.held or (len(w) >= SAME_START and w[:SAME_START] in answer.starts)}
    return len(held) >= SUBJECTS or not held.isdisjoint(done.words[: LEAD if specific else 1])


def named(ask: Ask, tellings: Iterable[Telling], wording: Wording) -> bool:
    """Whether the words that name an ask, before its colon or its first two, stand in what the plan tells; where none
    does ("A mentor ..."), what the plan shares with it is only where or by whom it is done. Not judged of an ask that
    opens with who is to do it.
    """
    if _DOER.match(ask.text):
        return True
    label = wording.subject(core(heading_of(ask.text))).words
    lead = label or wording.subject(core(ask.text)).words[:LEAD]
    name = Telling.of(lead)
    return len(lead) < (1 if label else LEAD) or any(wording.coverage(name, telling) > 0 for telling in tellings)


def lesser_word(ask: Telling, answer: Telling, wording: Wording) -> bool:
    """Whether of an ask's two telling words an item has only the commoner: of "a deaf mentor" only "deaf"."""
    held = [w in answer.held or (len(w) >= SAME_START and w[:SAME_START] in answer.starts) for w in ask.held]
    met = [wording.weight(w) for w, has in zip(ask.held, held, strict=True) if has]
    lost = [wording.weight(w) for w, has in zip(ask.held, held, strict=True) if not (has or _MANNER.match(w))]
    return bool(met and lost) and max(lost) > max(met) * RARER


def same_aim(ask: str, answer: Telling, wording: Wording) -> bool:
    """Whether an outcome's own aim, before its measure and what it is for, is touched by another: not only "an adult",
    "two minutes" or "so that he can join his class".
    """
    said = _AIM_FROM.split(plain(ask), maxsplit=1)[-1]
    aim = Telling.of(wording.subject(_FRAME.sub(" ", _MEASURE.split(core(said))[0])).words)
    return not aim.held or wording.coverage(aim, answer) >= AIM


def heading_of(text: str) -> str:
    """The label of a need ("Placement at risk: ..."), "" where it has none."""
    label, colon, _ = text.partition(": ")
    return label if colon and len(label.split()) <= LONGEST_LABEL else ""
