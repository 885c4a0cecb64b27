"""Holds the reading of a written layout against what was written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from extractors.dates import find_dates
from extractors.document import Document
from extractors.plan import read_plan
from extractors.readers import read
from flows.evaluation.matching import pair_items, word_tally
from flows.evaluation.tally import Tally
from tests.layouts.writer import Plan


@dataclass(frozen=True)
class Held:
    """Word F1 of each section, and items found."""

    sections: dict[str, float]
    extra: tuple[str, ...]
    items: dict[str, Tally]

    @property
    def mean(self) -> float:
        """Mean word F1 of the sections."""
        return sum(self.sections.values()) / len(self.sections)


def hold(written: Plan, path: Path) -> Held:
    """Read a file and compare."""
    return hold_document(written, read(path))


def hold_document(written: Plan, document: Document) -> Held:
    """Compare a document. K's dates are left aside: they are told of each listed report, not as K's words."""
    plan = read_plan(document)

    def words(letter: str, text: str) -> str:
        return _dateless(text) if letter == "K" else text

    sections = {
        x: word_tally(words(x, plan.sections[x].text if x in plan.sections else ""), words(x, "\n".join(lines))).f1
        for x, lines in written.sections.items()
        if lines
    }
    extra = tuple(x for x, s in plan.sections.items() if s.text.strip() and not written.sections.get(x))
    items = {}
    needs = [need.text for need in plan.needs]
    for name, truth, got in (
        ("needs", written.needs, _joined(needs, written.needs) if written.may_be_parted else needs),
        ("outcomes", written.outcomes, [outcome.text for outcome in plan.outcomes]),
        ("provision", written.provision, [item.text for item in plan.provision]),
    ):
        items[name] = Tally(len(pair_items(truth, got)), len(got), len(truth))
    return Held(sections, extra, items)


def _joined(got: list[str], truth: list[str]) -> list[str]:
    """What was read, put together again where it was parted and nothing of it lost."""
    joined: list[str] = []
    for text in got:
        if joined and any(f"{joined[-1]} {text}" in whole for whole in truth):
            joined[-1] += f" {text}"
        else:
            joined.append(text)
    return joined


def _dateless(text: str) -> str:
    for found in reversed(find_dates(text)):
        text = text[: found.start] + text[found.end :]
    return text
