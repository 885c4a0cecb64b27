"""What a report does well and what would make it stronger, as a colleague would say it: strengths first, each with its words.

Drawn from the draft scores of the advice form and the report's own measures. What the plan left out is no fault of the
report, and is kept apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from checks.assessment import AdviceEntry, AnswerEntry
from reports.word.markup import bullet, heading, words
from reports.words import quoted, short

GOOD, WEAK = 4, 2  # from which score a line is a strength; up to which one it is a point to work on
MOST_GOOD, MOST_WEAK, MOST_WORDS = 7, 5, 6
KEPT = 12  # of what the plan carries that is listed
SHOWN = (  # lines whose evidence is a sentence worth showing to its author
    *("views.expressed", "views.informed", "needs.severity", "needs.impact", "needs.judgement"),
    *("outcomes.change", "outcomes.aspirations", "provision.who_how", "provision.review"),
)
FORMAL, TERMS = "process.", "process.plain_language"
LEAST_SURE = 0.5
PATH = Path(__file__).parent / "advice_feedback.yaml"


class Said(BaseModel):
    """What is said of one line: where it is done well, and what to do next."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    well: str
    next: str


@cache
def sentences() -> Mapping[str, Said]:
    """What is said of each line of the advice form, by its id."""
    data = yaml.safe_load(PATH.read_text(encoding="utf-8"))
    return {str(line): Said.model_validate(said) for line, said in data.items()}


def feedback(advice: AdviceEntry) -> Iterator[str]:
    """The parts of the feedback as markup: strengths, then points to work on."""
    good, weak = strengths(advice), points(advice)
    yield heading("What this report does well")
    yield "".join(bullet(text) for text in good) if good else words("For you to say: no line was drafted at 4 or 5.")
    yield heading("What would make it stronger")
    yield "".join(bullet(text) for text in weak) if weak else words("Nothing stands out from the draft scores.")


def strengths(advice: AdviceEntry) -> list[str]:
    """The best lines, what the report says before how it was made, each with the report's own words where it has any."""
    best = sorted(_scored(advice), key=lambda a: (-int(a.answer or 0), a.line.startswith(FORMAL), -a.confidence))
    unexplained = bool(_failing(advice, "advice.explained"))  # told as a point to work on, and so no strength
    good = [a for a in best if int(a.answer or 0) >= GOOD and not (unexplained and a.line == TERMS)]
    found = [_with_words(sentences()[a.line].well, a) for a in good]
    return found[:MOST_GOOD]


def points(advice: AdviceEntry) -> list[str]:
    """The weakest lines, the gravest first, with the very words or items to mend where they are known."""
    weakest = sorted(_scored(advice), key=lambda a: (int(a.answer or 0), -a.confidence))
    found = [sentences()[a.line].next for a in weakest if int(a.answer or 0) <= WEAK][:MOST_WEAK]
    for measure, lead in (
        ("advice.exact", "These words leave a reader to guess, and a plan that copies them cannot be enforced"),
        ("advice.explained", "A parent may not know these terms"),
    ):
        failing = list(dict.fromkeys(_failing(advice, measure)))
        if failing:
            more = f" and {len(failing) - MOST_WORDS} more" if len(failing) > MOST_WORDS else ""
            found.append(f"{lead}: {', '.join(failing[:MOST_WORDS])}{more}.")
    return found


def carried(advice: AdviceEntry) -> Iterator[str]:
    """How much of the report the plan has, and what; as markup."""
    lost = sum(gap.what != "need" for gap in advice.not_in_plan)
    kept, total = len(advice.carried_over), len(advice.carried_over) + lost
    if not total:
        yield words("The report states no outcomes or provision that a plan could carry.")
        return
    yield words(
        f"The plan carries {kept} of {total} outcomes and pieces of provision. What it leaves out or weakens, below, is "
        "for the plan's writer to answer; it is no fault of this report."
    )
    if kept:
        yield heading("What the plan carries", 2)
        yield "".join(bullet(short(text, 200)) for text in advice.carried_over[:KEPT])
        if kept > KEPT:
            yield words(f"And {kept - KEPT} more.")


def _scored(advice: AdviceEntry) -> list[AnswerEntry]:
    return [
        a for a in advice.answers if isinstance(a.answer, int) and a.line in sentences() and a.confidence >= LEAST_SURE
    ]


def _with_words(sentence: str, answer: AnswerEntry) -> str:
    telling = [e.quote for e in answer.evidence if len(e.quote.split()) >= 4] if answer.line in SHOWN else []
    return f"{sentence} {quoted(telling[0], 140)}" if telling else sentence


def _failing(advice: AdviceEntry, measure: str) -> list[str]:
    failing = advice.measures.get(measure, {}).get("failing", ())
    return [str(f) for f in failing] if isinstance(failing, (list, tuple)) else []
