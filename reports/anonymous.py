"""A copy of an assessment for people who must not know whom it is about: a reference instead of names.

The framework's moderation (4.5, step 2b) is done on anonymised plans. What a document says is put through the
anonymiser that the caller gives; without one, none of a document's words are shown at all, because a name that
nobody has listed may stand in any of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from string import Formatter

from checks.assessment import AdviceEntry, AnswerEntry, Assessment, ChildEntry, FactsEntry
from checks.forms.form import Form
from reports.words import area_of, kind_words

LEFT_OUT = "(left out)"
ONLY_NUMBERS = re.compile(r"[\d.,%]+|none")


@dataclass(frozen=True, slots=True)
class Anonymous:
    """What stands for the case, and what makes a document's words anonymous (None: they are left out)."""

    reference: str
    replace: Callable[[str], str] | None = None


def without_names(assessment: Assessment, form: Form, anonymous: Anonymous) -> Assessment:
    """The assessment without child, family, school or staff names, dates of birth or file names."""
    say = anonymous.replace or (lambda text: LEFT_OUT if text.strip() else "")
    plan = assessment.plan
    templates = tuple(sorted({t for li in form.lines for t in _templates(li.draft)}, key=_own_words, reverse=True))
    return assessment.model_copy(
        update={
            "case": anonymous.reference,
            "facts": FactsEntry(primary_need=assessment.facts.primary_need),
            "documents": tuple(
                d.model_copy(update={"file": kind_words(d.kind), "sha256": "", "author": None, "author_role": None, "warnings": ()})
                for d in assessment.documents
            ),
            "plan": plan.model_copy(
                update={
                    "child": ChildEntry(year_group=plan.child.year_group),
                    "authority": "", "coordinator": "", "draft_date": None,
                    "sections": {k: s.model_copy(update={"text": say(s.text)}) for k, s in plan.sections.items()},
                    "needs": tuple(n.model_copy(update={"text": say(n.text), "area": ""}) for n in plan.needs),
                    "outcomes": tuple(
                        o.model_copy(update={"text": say(o.text), "area": "", "steps": tuple(map(say, o.steps))})
                        for o in plan.outcomes
                    ),
                    "provision": tuple(
                        p.model_copy(update={"text": say(p.text), "area": "", "who": "", "frequency": "", "elements": {}})
                        for p in plan.provision
                    ),
                    "thread": tuple(t.model_copy(update={"because": {k: say(v) for k, v in t.because.items()}}) for t in plan.thread),
                }
            ),
            "findings": tuple(
                f.model_copy(
                    update={
                        "quote": say(f.quote),
                        # A finding's sentences may name people or the words that they are about.
                        "message": say(f.message) if anonymous.replace else f"{area_of(f.check)}.",
                        "suggestion": say(f.suggestion),
                    }
                )
                for f in assessment.findings
            ),
            "answers": tuple(_answer(a, anonymous, templates) for a in assessment.answers),
            "advice": tuple(_advice(a, say) for a in assessment.advice),
            "measures": {},
        }
    )  # fmt: skip


def _answer(answer: AnswerEntry, anonymous: Anonymous, templates: tuple[str, ...]) -> AnswerEntry:
    replace = anonymous.replace
    if replace is None:
        return answer.model_copy(update={"why": _counts_only(answer.why, templates), "evidence": ()})
    evidence = tuple(e.model_copy(update={"quote": replace(e.quote)}) for e in answer.evidence)
    return answer.model_copy(update={"why": replace(answer.why), "evidence": evidence})


def _advice(entry: AdviceEntry, say: Callable[[str], str]) -> AdviceEntry:
    told = {"quote", "plan_quote", "difference"}
    gaps = tuple(g.model_copy(update={k: say(getattr(g, k)) for k in told}) for g in entry.not_in_plan)
    return entry.model_copy(
        update={
            "answers": (),
            "needs": (),
            "outcomes": (),
            "provision": (),
            "not_in_plan": gaps,
            "carried_over": (),
            "measures": {},
        }
    )


def _templates(draft: object) -> Iterator[str]:
    """The sentences that a line of the form may give as its reason, with their places for figures."""
    for when in getattr(draft, "when", ()):
        yield when.why
    score = getattr(draft, "score", None)
    if score:
        yield score.why
    yield getattr(draft, "look_at", "")


def _counts_only(why: str, templates: tuple[str, ...]) -> str:
    """A reason without the words that came from a document: only its figures are kept."""
    for template in templates:
        if found := _pattern(template).match(why):
            kept = iter(v if ONLY_NUMBERS.fullmatch(v) else LEFT_OUT for v in found.groups())
            return "".join(text + (next(kept) if name else "") for text, name, _, _ in Formatter().parse(template))
    return LEFT_OUT


def _own_words(template: str) -> int:
    """How many letters of a template are its own: the more there are, the surer that a sentence was made from it."""
    return sum(len(text) for text, _, _, _ in Formatter().parse(template))


@cache
def _pattern(template: str) -> re.Pattern[str]:
    parts = (re.escape(text) + ("(.*?)" if name else "") for text, name, _, _ in Formatter().parse(template))
    return re.compile("".join(parts) + r"(?: \d+ could not be judged\.)?$", re.DOTALL)
