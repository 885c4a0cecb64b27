"""Whether a document is an EHC plan: enough sections under their titles, with words of somebody's in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.document import Block, Document
from extractors.plan.called import hidden_name
from extractors.plan.labels import is_guidance
from extractors.plan.openings import openings
from extractors.plan.splitting import Splitting

_CORE = {"A", "B", "C", "D", "E", "F", "G", "I", "J", "K"}
_PLAN_TITLE = re.compile(r"education,? health (and|&) care plan|\behc\s?p(lan)?\b", re.IGNORECASE)
# What other papers that print a plan's sections call themselves on their first lines.
_OTHER_TITLE = re.compile(
    r"\b(annual|interim|early|emergency|transfer) review (report|form|meeting|record|summary|paperwork|template|advice|of\b)"
    r"|\bcheck ?list\b|\bquality (assurance|audit)\b|\baudit (tool|form)\b|\bmoderation (form|tool)\b"
    r"|\brequest for (an? )?(education|ehc|statutory|assessment)\b|\b(advice|report|contribution|information) (for|to|towards) (an? |the )?(ehc|education,? health|statutory)"
    r"|\bguidance (on|for|notes?|to)\b|\bhow to (write|complete|check)\b|\bexplained\b",
    re.IGNORECASE,
)
_MODAL = re.compile(r"\b(should|must|please|insert|may include|consider|describe|e\.g\.|for example)\b|\[|\?\s*$|\.{4,}", re.IGNORECASE)  # fmt: skip
_SOMEBODY = hidden_name(also="brother|sister|sibling|setting")  # how published plans print a name
_SINCE = re.compile(r"\b(amended|following|after|since|as a result of)\b", re.IGNORECASE)
FIRST = 8  # blocks in which a paper says what it is
LINE = 25  # words of a line that says so, at most
TITLED = 25  # blocks in which a plan names itself
LIKELY = 0.5  # likeness from which the words under the titles are looked at
FEWEST = 15  # words of needs, outcomes and provision, at least
TELLS = 8  # words beside a bracket for a name that tell of somebody
PROMPTED = 0.6  # share of them in sentences that tell a writer what to do, from which a form is blank


def likeness(document: Document) -> float:
    """0 to 1: how like an EHC plan the document is: enough sections, and a plan's own title helps; a paper that
    says it is another kind, or a form that nobody has filled in, is unlike one.
    """
    found, _ = openings(document.body)
    letters = {x for t in found.values() for x in t.letters}
    named = any(_PLAN_TITLE.search(b.text) for b in document.blocks[:TITLED])
    core = len(letters & _CORE | ({"E"} if "F" in letters else set()))
    like = min(1.0, core / 9 + (0.25 if named and core >= 3 else 0.0))
    if like < LIKELY:
        return like
    if _says_other(document.body[:FIRST], first_title=min(found, default=0)) or _is_blank(document):
        return 0.4 * like
    return like


def _says_other(first: Sequence[Block], *, first_title: int) -> bool:
    """Whether the lines before the first section say that this is no plan but a paper about one."""
    lines = [b.text for b in first if b.index < first_title and len(b.text.split()) < LINE]
    return any(_OTHER_TITLE.search(line) and not _SINCE.search(line) for line in lines)


def _is_blank(document: Document) -> bool:
    """Whether needs, outcomes and provision hold nothing but the form's own prompts."""
    own = [p for p in Splitting(document).placed if p.context.section in ("B", "E", "F") and not p.print]
    words = sum(len(p.text.split()) for p in own)
    prompts = sum(len(p.text.split()) for p in own if _prompts(p.text))
    return words < FEWEST or prompts > PROMPTED * words


def _prompts(text: str) -> bool:
    """Whether words ask a writer for something. "[child]" in a sentence of some length only hides a name."""
    plain = _SOMEBODY.sub("", text)
    return bool(_MODAL.search(plain if len(plain.split()) >= TELLS else text)) or is_guidance(text)
