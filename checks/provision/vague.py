"""Provision in words that leave the reader to guess what will happen.

Looks for      Phrases that stand where an amount, a person or a programme should.
Why            Provision must be detailed, specific and normally quantified (SEND Code of Practice 9.69);
               R v Secretary of State for Education, ex parte E [1992] 1 FLR 377; EC v North East
               Lincolnshire LA [2015] UKUT 0648 (AAC).
Fails          Regular opportunities to practise turn-taking.
Passes         A turn-taking group of four pupils, 20 minutes every Tuesday, led by the ELSA.
Leaves alone   Number skills ("count up to 20"), equipment that is there all day, examples after a full
               specification, medicine or care on a stated sign.
Not known      Words read from a scan with less than 0.80 certainty.
Known problems Whether two people could disagree on what is due is a reader's judgement; low severity says so.
Measured       Of 125 items written unseen, 28 of 30 phrases in the last 64 were found, 26 of 29 marks right.
               In five whole plans written unseen, read once: three had 16 of 16 phrases (16 of 17 marks right); of the
               next two 6 of 11 (6 of 7), which showed wordings of which three are now listed.
               Of 57 hard phrases in the manner of published plans, written unseen, 23 were found at first; nouns that stand
               for content ("pastoral support") and nobody in the column for who are told since then.
               Of 132 phrases in 188 whole items of four further sets, written unseen, 76 were found at first reading (75 of
               80 marks right); families of wording, not single phrases, are told since then.
               In the samples: `goldenthread evaluate sample_docs`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from checks.check import ItemCheck, Judged, Mark, Verdict
from checks.finding import Severity
from checks.provision.elements import names_nobody, roles_in
from checks.quoting import first_words
from checks.words import load_words
from extractors.plan.model import Provision
from models.sentences import spans

CODE = "provision.vague"
LEAST_CERTAINTY = 0.80
SHORTEST = 3  # letters of a column for who does it; a dash names nobody and says nothing
STRONG = (
    "Say when",
    "Decide",
    "Say what",
    "Say the least",
)  # what is vague even beside an amount, a length and a person
_ALWAYS_THERE = re.compile(r"at all times|to hand|in every room|all day|throughout the (?:school )?day", re.IGNORECASE)
_CONDITION = re.compile(
    r"\b(?:as|when|where|if)(?: and when)? (?:\w+ )?(?:required|needed|necessary|appropriate)", re.IGNORECASE
)
_MEDICINE = re.compile(
    r"inhaler|puffs|drops?\b|cream|emollient|ointment|nebuliser|medicat|medicine|seizure|epipen|adrenaline|insulin|pain relief|tablets?\b",
    re.IGNORECASE,
)
# A stated sign on which medicine or care is given: "as required when Zee says that her eyes are sore".
_SIGN = re.compile(
    r",? (?:when|if|whenever) (?:he|she|they|I|[A-Z]\w+|his|her|their) (?:\w+ )?(?:says?|tells?|shows?|looks?|is|are|has|have|feels?|cough\w*|wheez\w*|complains?|becomes?|eyes?|skin)\b"
)
_EXAMPLES = re.compile(r"such as|for example|e\.g\.|etc\.?|and so on|or (?:equivalent|similar)", re.IGNORECASE)


@lru_cache(maxsize=2_000)
def judge(item: Provision) -> Judged:
    """Judge one item of provision by its own words, sentence by sentence: an amount excuses its own sentence. Kept,
    since the form's measures ask again.
    """
    if item.certainty < LEAST_CERTAINTY:
        return Judged(Verdict.NOT_KNOWN, reason="The scan is too faint to judge the wording.")
    marks: list[Mark] = []
    columns = "\n".join(t for t in (item.who.text, item.frequency.text) if t)
    whole = _said(item.whole)
    for start, end in spans(item.text):
        own = _said(f"{item.text[start:end]}\n{columns}")
        full = own.full or (whole.full and own.some)
        for suggestion, pattern in load_words(CODE).items():
            if full and not suggestion.startswith(STRONG):
                continue
            for m in pattern.finditer(item.text, start, end):
                if not _excused(m[0], item.text, m.start(), own):
                    severity = Severity.LOW if full else Severity.MEDIUM if own.most or whole.full else None
                    marks.append(Mark(m.start(), m.end(), m[0], suggestion, severity))
    marks = [*_joined(_outermost(marks), item.text), *_in_frequency(item), *_in_who(item)]
    return Judged(Verdict.NOT_MET if marks else Verdict.MET, tuple(marks))


def _in_frequency(item: Provision) -> Iterator[Mark]:
    """The first vague phrase in the column for how often ("Ongoing"), where it gives nothing definite; it is marked
    at the item's first words and quotes the column.
    """
    cell = item.frequency.text
    own = _said(cell)
    if (
        not cell
        or on_stated_sign(item)
        or own.often
        or own.long
        or load_words("provision.elements")["always"].search(cell)
    ):
        return
    for suggestion, pattern in load_words(CODE).items():
        found = pattern.search(cell)
        if found:
            yield replace(first_words(item.text, suggestion), quote=found[0])
            return


def on_stated_sign(item: Provision) -> bool:
    """Whether it is medicine or care that is given on a sign which the item states (domain handbook, section 5)."""
    whole = item.whole
    found = _CONDITION.search(whole)
    return bool(found and _MEDICINE.search(whole) and _SIGN.match(whole, found.end()))


def _in_who(item: Provision) -> Iterator[Mark]:
    """The column for who does it, where it names no role ("Staff", "Adults in class"), marked as the one above."""
    cell = item.who.text.strip()
    if len(cell) > SHORTEST and names_nobody(cell):
        yield replace(first_words(item.text, "Name the person's role and training."), quote=cell)


@dataclass(frozen=True, slots=True)
class _Said:
    """Which elements some words give: how often, how long, who, and the size of a group."""

    often: bool
    long: bool
    who: bool
    group: bool
    named: bool

    @property
    def full(self) -> bool:
        return self.often and self.long and self.who

    @property
    def most(self) -> bool:
        return (self.often or self.long) and self.who

    @property
    def some(self) -> bool:
        return self.often or self.long or self.who


def _said(text: str) -> _Said:
    words = load_words("provision.elements")
    return _Said(
        bool(words["often"].search(text)),
        bool(words["long"].search(text)),
        bool(roles_in(text)),
        bool(words["group"].search(text)),
        bool(load_words("provision.programmes")["programme"].search(text)),
    )


def _excused(phrase: str, text: str, start: int, said: _Said) -> bool:
    """Whether a phrase that is vague elsewhere says something definite here."""
    lower = phrase.lower()
    around = text[max(0, start - 60) : start + len(phrase) + 60]
    rest = re.split(r"[.;\n]", text[start:], maxsplit=1)[0]
    if "access" in lower and _ALWAYS_THERE.search(around) and not _CONDITION.search(rest):
        return True
    if _MEDICINE.search(around) and re.search(r"required|needed|necessary", lower):
        return True
    if _CONDITION.search(phrase) and _SIGN.match(text, start + len(phrase)) and _MEDICINE.search(text):
        return True
    if "small" in lower and "group" in lower and said.group:
        return True
    if re.match(r"an? .*(?:programme|package|intervention)$", lower) and said.named:
        return True
    if "adult" in lower and said.who and "support" not in lower:
        return True
    in_brackets = text.rfind("(", 0, start) > text.rfind(")", 0, start)
    return bool(_EXAMPLES.fullmatch(lower)) and in_brackets


def _outermost(marks: list[Mark]) -> list[Mark]:
    """Marks in order, without those that stand inside another; two that overlap are one ("should be" + "be mindful of")."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start, -(m.end - m.start))):
        last = kept[-1] if kept else None
        if last is None or mark.start >= last.end:
            kept.append(mark)
        elif mark.end > last.end:
            kept[-1] = replace(last, end=mark.end, quote=last.quote + mark.quote[last.end - mark.start :])
    return kept


def _joined(marks: list[Mark], text: str) -> list[Mark]:
    """Phrases that follow one another directly are one finding ("access to" + "adult support")."""
    joined: list[Mark] = []
    for mark in marks:
        last = joined[-1] if joined else None
        if last and mark.start - last.end <= 1:
            joined[-1] = replace(last, end=mark.end, quote=text[last.start : mark.end])
        else:
            joined.append(mark)
    return joined


CHECK: ItemCheck[Provision] = ItemCheck(
    code=CODE,
    version=1,
    kind="provision",
    severity=Severity.HIGH,
    measure="provision.exact",
    message="This leaves the reader to guess what the child will get.",
    reason="SEND Code of Practice 9.69; R v Secretary of State for Education, ex parte E [1992] 1 FLR 377",
    judge=judge,
)
