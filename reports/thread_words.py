"""The golden thread in words: one strand for each need, with what follows from it, and what hangs loose.

The picture (``reports.thread_picture``) and everything that cannot show a picture say the same from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.words import short

if TYPE_CHECKING:
    from checks.assessment import Assessment, NeedEntry, OutcomeEntry, ProvisionEntry

NO_OUTCOME = "Broken: no outcome follows from this need."
NO_PROVISION = "Broken: nothing in the plan meets this need."
LOOSE = "Loose: no need in the plan leads to this."
SECTIONS = {"B": "educational need", "C": "health need", "D": "social care need"}
_LEAD = 90  # characters of an item that are shown in words


@dataclass(frozen=True, slots=True)
class Held:
    """An outcome or item of provision as it hangs on a need; ``because`` says why it is tied there."""

    id: str
    text: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class Strand:
    """A need with its outcomes and provision. An empty tuple is a broken thread."""

    need: NeedEntry
    outcomes: tuple[Held, ...]
    provision: tuple[Held, ...]

    @property
    def broken(self) -> tuple[str, ...]:
        """What is wrong with the strand, in words; empty where it holds."""
        return tuple(words for held, words in ((self.outcomes, NO_OUTCOME), (self.provision, NO_PROVISION)) if not held)


@dataclass(frozen=True, slots=True)
class Strands:
    """A plan's whole thread. ``loose`` are outcomes and provision that no need leads to."""

    each: tuple[Strand, ...]
    loose: tuple[Held, ...]

    @property
    def summary(self) -> str:
        """As "9 of 11 needs have both an outcome and provision; 1 item hangs loose."."""
        whole = sum(not strand.broken for strand in self.each)
        loose = {0: "no outcome or provision stands without a need", 1: "1 item hangs loose"}.get(
            len(self.loose), f"{len(self.loose)} items hang loose"
        )
        return f"{whole} of {len(self.each)} needs have both an outcome and provision; {loose}."


def strands(assessment: Assessment) -> Strands:
    """The thread of an assessed plan, in the order of its needs."""
    plan = assessment.plan
    outcomes: dict[str, OutcomeEntry] = {o.id: o for o in plan.outcomes}
    provision: dict[str, ProvisionEntry] = {p.id: p for p in plan.provision}
    tied = {entry.need: entry for entry in plan.thread}
    each, served = [], set()
    for need in plan.needs:
        entry = tied.get(need.id)
        reasons = entry.because if entry else {}
        served |= {*(entry.outcomes if entry else ()), *(entry.provision if entry else ())}
        each.append(
            Strand(
                need,
                tuple(Held(i, outcomes[i].text, reasons.get(i, "")) for i in (entry.outcomes if entry else ())),
                tuple(Held(i, provision[i].text, reasons.get(i, "")) for i in (entry.provision if entry else ())),
            )
        )
    hanging = [Held(o.id, o.text) for o in plan.outcomes] + [Held(p.id, p.text) for p in plan.provision]
    loose = tuple(held for held in hanging if held.id not in served)
    return Strands(tuple(each), loose)


def strand_words(strand: Strand) -> str:
    """One strand in sentences: the need, what it should lead to, what meets it."""
    need = strand.need
    said = [f"{need.id}, {SECTIONS.get(need.section, 'need')}: {short(need.text, _LEAD)}."]
    said.append("It should lead to " + _list(strand.outcomes) + "." if strand.outcomes else NO_OUTCOME)
    said.append("It is met by " + _list(strand.provision) + "." if strand.provision else NO_PROVISION)
    return " ".join(s.replace("..", ".").replace("….", "…") for s in said)


def thread_in_words(assessment: Assessment) -> tuple[str, ...]:
    """The whole picture as text: a summary, a passage for each need, then what hangs loose."""
    thread = strands(assessment)
    loose = tuple(f"{held.id}: {short(held.text, _LEAD)} {LOOSE}" for held in thread.loose)
    return (thread.summary, *(strand_words(strand) for strand in thread.each), *loose)


def _list(held: tuple[Held, ...]) -> str:
    return "; ".join(f"{h.id} ({short(h.text, _LEAD)})" for h in held)
