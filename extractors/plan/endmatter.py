"""The lead professional's box and the signatures: printed at a plan's end, no section's own words; a lead whom the
front sheet names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.plan.placed import Placed

_LEAD = re.compile(
    r"^\W*((the|my|our|your|his|her|their|[\w-]+['’]s) )?(plan |ehcp? )?(lead (professional|practitioner|worker|person)|key ?worker|named (lead|contact)|key contact)\b(.{0,60}|[^.]{0,12}[:–-].{0,200}|[^.]{0,40}\bis\b.{3,200})$",
    re.IGNORECASE,
)
_SIGN = re.compile(
    r"^\W*(sign(ed|ature|[- ]?off|ing)\b|officer\s*:|local authority officer|authorised (by|officer)|date of signature)"
    r"|^\W*(for|on behalf of) [^.]{3,60}(council|authority)\b[^.]{0,12}\b(name|sign)"
    r"|\b(signature|signed)\W{0,3}(…{2,}|_{3,}|\.{4,})",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"^\W*(name|role|organisation|organization|service|agency|telephone|tel|phone|mobile|e-?mail|contact( details)?|address|job title|position|team|date|how to (get in touch|contact|reach))\b.{0,20}[:\-–]?",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"^\W*(?:(?:their|its) )?(role|organi[sz]ation|service|agency|tel(ephone)?|phone|mobile|e-?mail|contact|job title|position|team|how to (?:get in touch|contact|reach))\b.{0,30}$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\W*(?:(?P<person>(?:(?:the|my|our|your|his|her|their|[\w-]+['’]s) )?(?:plan |ehcp? )?(?:lead|named|key) ?(?:professional|practitioner|worker|person|contact)\b(?: for (?:the|this) plan)?(?: is)?|(?:full )?names?(?: and (?:role|job title))?|role|job title|position)"
    r"|(?:organi[sz]ation|service|agency|team|tel(?:ephone)?|phone|mobile|e-?mail|contact|address|date|how to)\b[^:\n]{0,30})\s*(?:[:–-]\s*|$|(?<= is)\s)",
    re.IGNORECASE,
)
_REACHED = re.compile(r"[,;|(]?\s*(?:tel(?:ephone)?|phone|mobile|e-?mail)?\W*(?:\+?\d[\d ]{6,}|\S+@)", re.IGNORECASE)
_LONGEST = 14  # blocks of a box, at most


def mark_endmatter(placed: Sequence[Placed]) -> list[Placed]:
    """The same blocks, those of the lead professional's box marked ``lead`` and of the sign-off ``sign``."""
    marked = _with_front_lead(placed)
    mode, left = "", 0
    for i, one in enumerate(marked):
        text = one.text.strip()
        if one.print in ("title", "label"):
            mode = ""
        elif (one.context.section in ("I", "J", "K", "") or _ends(one)) and _LEAD.match(text):
            mode, left = "lead", _LONGEST
        elif (one.context.section in ("I", "J", "K") or _ends(one)) and _SIGN.match(text):
            mode, left = "sign", _LONGEST
        if mode and left and one.context.section:
            if mode == "lead" and not (
                _LEAD.match(text) or _FIELD.match(text) or one.block.cell or len(text.split()) < 12
            ):
                mode = ""
                continue
            left -= 1
            marked[i] = replace(one, print=mode)
    return marked


def named_lead(placed: Sequence[Placed]) -> list[Placed]:
    """Of the marked blocks, the lead professional's name and role, without labels and contact: they are words of K."""
    found, told = [], False
    for one in placed:
        if one.print != "lead":
            told = False
            continue
        label = _LABEL.match(one.text)
        if label:
            told = bool(label["person"])
            one = replace(one, start=one.start + label.end())
        contact = _REACHED.search(one.text)
        end = None if contact is None else one.start + contact.start()
        if told and one.block.text[one.start : end].strip():
            found.append(replace(one, end=end, print=""))
    return found


def _ends(placed: Placed) -> bool:
    """Whether a block stands under how the plan is reviewed, which some forms print last of all."""
    return placed.context.section == "E" and placed.context.role == "monitoring"


def _with_front_lead(placed: Sequence[Placed]) -> list[Placed]:
    """The front sheet's row or line that names the lead professional marked, and the rows of contact under it."""
    marked, row, on = list(placed), None, False
    for i, one in enumerate(marked):
        if one.context.section:
            break
        cell = one.block.cell
        here = (cell.table, cell.row) if cell else None
        if here is None or here != row:  # a new line or row: its first words tell what it is
            on = bool(_LEAD.match(one.text.strip()) or (on and _CONTACT.match(one.text.strip().split("\n")[0])))
        row = here
        if on:
            marked[i] = replace(one, print="lead")
    return marked
