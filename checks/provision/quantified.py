"""Provision that does not say how much and how often.

Looks for      How often and for how long, in the item's words or its columns; or help that is always there.
Why            Provision "should be detailed and specific and should normally be quantified" (SEND Code of
               Practice 9.69); L v Clarke and Somerset County Council [1998] ELR 129.
Fails          Regular precision teaching with a teaching assistant.
Passes         Precision teaching with a teaching assistant, 10 minutes on four days a week.
Leaves alone   Equipment and changes to the room that are there all the time; training with its hours or date.
Not known      Words read from a scan with less than 0.80 certainty.
Known problems An amount for one part of an item counts for all of it.
Measured       Of 143 items written unseen, 132 were right first time (59 of the last 64); of 188 more, 166.
               In the samples: `goldenthread evaluate sample_docs`.
"""

from __future__ import annotations

import re

from checks.check import ItemCheck, Judged, Verdict
from checks.finding import Severity
from checks.provision.elements import Elements, elements
from checks.provision.vague import on_stated_sign
from checks.quoting import first_words
from checks.words import load_words
from extractors.dates import find_dates
from extractors.plan.model import Provision

LEAST_CERTAINTY = 0.80
REMEDY = "Say how often (times a week, half term or term) and for how long each time."
_CONDITIONAL = re.compile(
    r"\b(?:as|when(?:ever)?|where(?:ver)?|if)(?: and when)? (?:\w+ ){0,3}?(?:required|needed|necessary|appropriate|possible|available|permits?|allows?)\b"
    r"|\bregular(?:ly)?\b|\bopportunit|\bfrequent|\bas (?:recommended|advised|directed)\b|\bto be (?:available|used|agreed)\b|\bappropriate\b|\bmay (?:recommend|advise|suggest|require|need)\b|\bas (?:he|she|they) grows?\b"
    r"|\b(?:high|higher|enhanced|increased|additional|significant) levels? of\b",
    re.IGNORECASE,
)
HEAD = 4  # words
# A column that says "Every reading session": the help is there as long as the session is.
_EACH = re.compile(
    r"(?:in |for |during )?(?:every|each|all) (?:[\w-]+ ){0,2}(?:lesson|session|class|meal|transition|break|lunch|text|worksheet|task|film)(?:s|es)?(?:,[^.]*)?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\bat \d{1,2}[.:]\d{2}\b|\bat \d{1,2} ?(?:am|pm|o.clock)\b", re.IGNORECASE)
# Training needs to say by when (domain handbook, section 5): "in the first fortnight of September", "each September".
_BY_WHEN = re.compile(
    r"\b(?:in|within|by|before) the (?:first|second|third|last|end|start|beginning)\b[^.;]{0,30}\b(?:term|week|fortnight|year|january|february|march|april|may|june|july|august|september|october|november|december)\b"
    r"|\b(?:each|every) (?:year|september|autumn|term|half[- ]term)\b|\b(?:annually|yearly|termly)\b",
    re.IGNORECASE,
)
# Acts that are whole in themselves: how often says all; but not where there is work with the child to be measured.
_WHOLE_ACT = re.compile(
    r"\b(?:check|test|inspect|charge|clean|replace|review|revise|rewrite|update|measure|weigh)(?:s|d|ed)?\b|\b(?:written in|fill(?:s|ed)? in|sends?|sent|rings?|phones?|telephones?|e-?mails?|texts?|reports? to|calls?)\b|\b(?:meets?|meet with|meeting with) (?:with )?(?:his|her|their|the|[A-Z][\w’']+)?(?:[’']s)? ?(?:parents?|mother|father|mum|dad|family|carers?|grandparents)\b|\b(?:plan|review|planning|team|professionals?|parents|PEP|TAC|network|chairs an?|calls an?) meeting"
    r"|\b(?:home[-– ]school|contact|communication) (?:book|diary)|\bdiary\b|\bnewsletter\b|\bletter home\b|\bwalks? the route\b",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"\b(?:sessions?|therapy|teach(?:es|ing)?|taught|programmes?(?! (?:to be |will be |is )?(?:revised|rewritten|updated|reviewed|checked))|interventions?|groups?|support(?:s|ed|ing)?|direct work|practi[cs]e[sd]?|tuition|lessons?|training|counselling|consultation|mentoring|visits?|supervision|check(?:s|ed|ing)?[- ]in|in-class)\b",
    re.IGNORECASE,
)
_LESSONS = re.compile(
    r"\b(?:english|maths|mathematics|science|literacy|numeracy|phonics|reading|writing|lessons?|subjects?)\b.*\b(?:taught|teacher|lessons?|discussions?)\b",
    re.IGNORECASE | re.DOTALL,
)
_ON_OFFER = ("access to", "large", "use of", "consider")


def judge(item: Provision) -> Judged:
    """Judge one item of provision by its own words and columns."""
    if item.certainty < LEAST_CERTAINTY:
        return Judged(Verdict.NOT_KNOWN, reason="The scan is too faint to judge the amount.")
    found = elements(item)
    if _quantified(item, found):
        return Judged(Verdict.MET, values=found.as_dict())
    return Judged(Verdict.NOT_MET, (first_words(item.text, REMEDY),), values=found.as_dict())


def _quantified(item: Provision, found: Elements) -> bool:
    text = item.whole
    if found.often and found.long:
        return True
    words = load_words("provision.elements")
    if words["occasion"].search(text) and item.section != "F" and (found.often or find_dates(text)):
        return True  # a clinic, test or review is quantified by how often it comes round, or by its date
    if found.often and _CLOCK.search(text):
        return True  # "met at the gate at 8.45 every morning"
    if found.often and _WHOLE_ACT.search(text) and not _WORK.search(text):
        return True  # the length of a check, a meeting or a line in a book is no part of what is due
    if found.often and found.group and _LESSONS.search(text):
        return True  # a lesson is as long as the timetable makes it; the size of the class is what is due
    if found.kind == "training" and (found.long or find_dates(text) or _BY_WHEN.search(text)):
        return True
    if on_stated_sign(item):
        return True
    conditional = bool(_CONDITIONAL.search(text))
    if _EACH.fullmatch(item.frequency.text.strip(" .")) and not conditional:
        return True
    if found.always and not conditional:
        return True
    if found.kind in ("equipment", "environment") and not conditional and _leads(item.text, found.kind):
        return not item.text.lower().startswith(_ON_OFFER) and not load_words("provision.vague")[
            "Say that it will happen."
        ].search(text)
    return bool(found.long and find_dates(text))


def _leads(text: str, kind: str) -> bool:
    """Whether equipment or the room is what the item is about: it stands among the first words."""
    named = load_words("provision.elements")[kind].search(text)
    return named is not None and len(text[: named.end()].split()) <= HEAD


CHECK: ItemCheck[Provision] = ItemCheck(
    code="provision.unquantified",
    version=1,
    kind="provision",
    severity=Severity.HIGH,
    measure="provision.quantified",
    message="This does not say how much the child will get, and how often.",
    reason='SEND Code of Practice 9.69; L v Clarke and Somerset [1998] ELR 129: "so specific and so clear as to leave no room for doubt"',
    judge=judge,
)
