"""Made-up plans with the links a moderator would draw, read from the text files beside this one.

They teach the rankers a wider world than a handful of cases: ``checks.thread.training`` uses them, nothing
else does. A plan is a line that begins with "plan", then one line an item: id | area (an outcome: its
domain) | ids of the needs it answers | words. Everyone in them is invented; they come under this project's licence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractors.document import Document
from extractors.errors import GoldenThreadError
from extractors.passage import Passage, Piece
from extractors.plan.model import Child, Domain, Need, Outcome, Plan, Provision

FOLDER = Path(__file__).parent
OTHER_HAND = "by another hand"  # the end of the title of a plan that was written as an examination


@dataclass(frozen=True, slots=True)
class Practice:
    """A made-up plan and the file it stands in; ``answers`` holds, by the id of an outcome or item of provision, the
    needs it meets.
    """

    file: str
    title: str
    plan: Plan
    answers: dict[str, tuple[str, ...]]

    @property
    def other_hand(self) -> bool:
        """Whether it was written, as an examination, by another hand than the rules'."""
        return self.title.endswith(OTHER_HAND)


def practice_plans(folder: Path = FOLDER) -> Iterator[Practice]:
    """Every plan of the folder's text files, in order.

    Raises ``GoldenThreadError`` (``practice.wrong``) for a line of another shape or a need that is not there.
    """
    for file in sorted(folder.glob("*.txt")):
        for part in file.read_text(encoding="utf-8").split("\n\n"):
            lines = [line for line in part.strip().splitlines() if line and not line.startswith("#")]
            if lines and lines[0].startswith("plan "):
                yield _practice(file.name, lines[0].removeprefix("plan "), lines[1:])


def _practice(file: str, title: str, lines: list[str]) -> Practice:
    needs: list[Need] = []
    outcomes: list[Outcome] = []
    provision: list[Provision] = []
    answers: dict[str, tuple[str, ...]] = {}
    for line in lines:
        parts = [part.strip() for part in line.split("|", 3)]
        if len(parts) != 4 or not parts[0] or parts[0][0] not in "BCDEFGH":
            raise GoldenThreadError("practice.wrong", f"{file}, {title}: {line[:60]!r} is no item.")
        key, area, met, words = parts
        if key in answers or key in {need.id for need in needs}:
            raise GoldenThreadError("practice.wrong", f"{file}, {title}: {key} stands twice.")
        passage = Passage(words, (Piece(0, 0, len(words)),))
        if key[0] in "BCD":
            needs.append(Need(key, key[0], passage, area))
            continue
        answers[key] = tuple(met.split())
        if key[0] == "E":
            outcomes.append(Outcome(key, passage, Domain(area)))
        else:
            provision.append(Provision(key, key[:2] if key[0] == "H" else key[0], passage, area))
    unknown = {need for met_by in answers.values() for need in met_by} - {need.id for need in needs}
    if unknown:
        raise GoldenThreadError("practice.wrong", f"{file}, {title}: there is no need {', '.join(sorted(unknown))}.")
    name = title.split(",")[0]
    plan = Plan(
        Document(f"{name}.docx", "0" * 64, "docx", ()),
        Child(name=name, known_as=name),
        needs=tuple(needs),
        outcomes=tuple(outcomes),
        provision=tuple(provision),
    )
    return Practice(file, title, plan, answers)
