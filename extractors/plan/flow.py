"""The walk over running text under its titles: labels and areas of need govern what follows them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.document import Block, Document
from extractors.plan.areas import area_of, is_plain_area
from extractors.plan.grid import area_in, domain_in, labelled, only_refers, role_of
from extractors.plan.labels import (
    TYPED,
    is_annotation,
    is_asked,
    is_guidance,
    is_phase,
    is_running,
    label_of,
    lead_label,
    states_need,
)
from extractors.plan.openings import stands_out
from extractors.plan.placed import Context, Placed
from extractors.plan.walk import BY_LABEL, DOMAINS, Walk

BY_ROLE = {
    "education": {"need": "B", "outcome": "E", "steps": "E", "provision": "F", "strengths": "B"},
    "health": {"need": "C", "outcome": "E", "steps": "E", "provision": "G", "strengths": "C"},
    "social_care": {"need": "D", "outcome": "E", "steps": "E", "provision": "H", "strengths": "D"},
}
_HALF = re.compile(r"\W*(?:section )?H\s?([12])\s*[:–—-]\s*(?=\S)", re.IGNORECASE)
_SPAN = re.compile(
    r"^\W*(?:(?:with)?in (?:the (?:next|first|coming) )?(?:(?:\d{1,2}|one|two|three|six|nine|twelve) )?(?:months?|terms?|years?)|(?:this|next) (?:school |academic )?year|short(?:er)? term)\W*$",
    re.IGNORECASE,
)
_MONITORING = re.compile(r"\W*(?:arrangements for )?(?:monitoring|review)(?: and (?:monitoring|review))?(?: arrangements)?\W*$", re.IGNORECASE)  # fmt: skip
_OTHER_OUTCOMES = re.compile(r"\boutcomes\b", re.IGNORECASE)  # heads outcomes of another service than those before
_WHEN = re.compile(
    r"\bkey stage \d|\bks ?\d|\byear \d{1,2}\b|\baged? \d{1,2}\b|\b\d{1,2} (?:months?|years?|terms?|weeks?)\b|\b20\d\d\b",
    re.IGNORECASE,
)  # a time's numbers number nothing
BESIDE_OUTCOME = ("by_when", "known_by")  # what a form asks of an outcome apart from its words
WITHOUT_ITEMS = ("A", "I", "J", "K")
ANSWER, ENTRY = 25, 5  # words, at most, of an answer to "By whom:"; of one in a list


class Flow(Walk):
    """The walk with the labels, areas and domains that govern the words under a title."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        if self._controls:
            self.placed = _with_typed(self.placed)

    def _block(self, block: Block) -> None:
        if is_running(block):
            self.placed.append(Placed(block, self._context, print="running"))
            return
        if self._stands_over(block):
            return
        title = self._opens.get(block.index)
        if title and (self._within(title, block) or self._entered(title, block)):
            return
        if (self._bare is not None and self._completes(block)) or self._repeated(block):
            return
        if self._phase(block):
            return
        if self._elsewhere(block):
            return
        if self._context.role == "which_need" and only_refers([block]):
            self._place(block)
            return
        kind = label_of(block) or self._span(block)
        if kind and self._label(kind, block):
            return
        if self._aside(block) or self._area(block) or self._domain(block) or self._half(block) or self._lead(block):
            return
        guidance = self._open and self._is_guidance(block)
        self._place(block, print_="guidance" if guidance else "")

    # -- labels, areas, domains -----------------------------------------------------------------------

    def _label(self, kind: str, block: Block, start: int | None = None) -> bool:
        """Whether a label here governs what follows; then the form's own print it is. With ``start`` the
        label's words go on in the same paragraph.
        """
        section = self._focus()
        if not section or section in WITHOUT_ITEMS:
            return False
        role = {"needs": "need"}.get(kind, kind)
        if role in ("outcome", "steps") and len(self._open) > 1 and "E" not in self._open:
            self._open = (*self._open, "E")
        section = self._section_for(role) if len(self._open) > 1 else section
        if role == "monitoring" and not ({"E", "F"} & set(self._open)):
            return False
        if role == "outcome" and start is None and section in ("F", "G", "H", "H1", "H2") and "E" not in self._open:
            return self._toward(block)
        if role == "monitoring" and "E" not in self._open:
            return self._checked(block) if start is None else False
        of_outcome = role in ("outcome", "steps", "monitoring", *BESIDE_OUTCOME)
        if of_outcome and section not in ("E",) and "E" not in self._open:
            return False
        if role == "monitoring" or role in BESIDE_OUTCOME:
            section = "E"
        label = block.text if start is None else block.text[:start]
        numbered = any(c.isdigit() for c in _WHEN.sub("", label))
        item = label if role in ("outcome", "provision", "need") and numbered else ""
        beside = role == "steps" or role in BESIDE_OUTCOME
        keep = self._context.item if beside else item
        domain = domain_in(label) or self._context.domain
        area = area_in(label) or self._context.area
        mark = self._context.label if beside else block.index
        if role == "need" and "strength" in label.lower():  # "Strengths and needs": the words must tell
            role = ""
        self._context = self._context.under(section=section, role=role, item=keep, label=mark, domain=domain, area=area)
        if role == "outcome" and not numbered:
            self._context = self._context.under(heading=label.strip(" :") if _WHEN.search(label) else "")
        if len(self._open) > 1:
            self._context = self._context.under(confidence=max(self._context.confidence, BY_LABEL))
        self.placed.append(
            Placed(block, self._context, print="label") if start is None else Placed(block, self._context, start)
        )
        return True

    def _span(self, block: Block) -> str | None:
        """A span of time on its own line, the same below one outcome after another, is a label of its steps."""
        last = self.placed[-1] if self.placed else None
        if not _SPAN.match(block.text) or block.text.strip() not in self._repeats or last is None or last.print:
            return None
        return "steps" if self._focus() == "E" and last.context.section == "E" else None

    def _toward(self, block: Block) -> bool:
        """A line over provision that names the outcome it serves ("Provision to meet Outcome 2:")."""
        if not any(c.isdigit() for c in block.text):
            return False
        self._context = self._context.under(role="", item=block.text, label=block.index)
        self.placed.append(Placed(block, self._context, print="label"))
        return True

    def _checked(self, block: Block) -> bool:
        """A heading "Monitoring" after the provision: how it is looked at is no provision."""
        if not _MONITORING.match(block.text):
            return False
        self._context = self._context.under(role="monitoring", item="", area="", label=block.index)
        self.placed.append(Placed(block, self._context, print="label"))
        return True

    def _lead(self, block: Block) -> bool:
        """A label and its words in one paragraph: "Need 1: Ana does not ..."."""
        lead, before = lead_label(block), self._context
        if lead is None or not self._label(lead[0], block, lead[1]):
            return False
        if lead[0] == "strengths":  # told in the same paragraph, and ended with it
            self._context = self._context.under(role="")
        elif lead[0] in BESIDE_OUTCOME:
            self._context = before
        return True

    def _half(self, block: Block) -> bool:
        """A paragraph "H1: None." under a title of both halves of H."""
        found = _HALF.match(block.text)
        if not found or not {"H", "H1", "H2"} & set(self._open):
            return False
        self._open = tuple(x for o in self._open for x in (("H1", "H2") if o == "H" else (o,)))
        section = f"H{found[1]}"
        if section not in self._open:
            return False
        self._context = self._context.under(
            section=section, role="", item="", confidence=max(self._context.confidence, BY_LABEL)
        )
        self.titles.setdefault(section, block.text[: found.end()])
        self.placed.append(Placed(block, self._context, found.end()))
        return True

    def _section_for(self, role: str) -> str:
        domain = self._context.domain or "education"
        letter = BY_ROLE[domain].get(role, self._focus())
        if letter == "H":
            letter = self._focus() if self._focus().startswith("H") else self._open_h()
        return letter if letter in self._open else self._focus()

    def _open_h(self) -> str:
        return next((x for x in self._open if x.startswith("H")), "H")

    def _area(self, block: Block) -> bool:
        """A heading that names an area of need: it governs what follows; only in B is it also text."""
        if self._focus() in ("", *WITHOUT_ITEMS):
            return False
        if not (stands_out(block) or block.text.endswith(":") or is_plain_area(block.text)):
            return False
        area = area_of(block.text)
        short = len(block.text.split()) <= 8 and block.style.bold and not block.text.endswith(".") and not block.label
        if area is None and not (short and self._focus() in ("E", "F", "G")):
            return False
        before = "" if _OTHER_OUTCOMES.search(block.text) else self._context.domain
        domain = area if area in ("health", "social_care") else (domain_in(block.text) or before)
        first = "B" if "B" in self._open else self._open[0]
        section = first if len(self._open) > 1 else self._focus()
        self._context = self._context.under(
            section=section, area=block.text.rstrip(": "), domain=domain, role="", item="", heading=""
        )
        if section == "E" and block.text.rstrip(": ").lower().endswith("outcomes"):
            self._context = self._context.under(role="outcome", label=block.index)
        self.placed.append(Placed(block, self._context, print="" if section == "B" and area else "area"))
        return True

    def _phase(self, block: Block) -> bool:
        """A date or phase printed once over the outcomes that follow ("By the end of Key Stage 2")."""
        if self._focus() != "E" or not is_phase(block.text) or not (stands_out(block) or block.text.endswith(":")):
            return False
        named = re.split(r"\b(?:(?:short|long|medium)[- ]term )?outcomes?\b", block.text, maxsplit=1)[0].strip(" :-–")
        if area_of(named) is not None:
            self._context = self._context.under(area=named, domain=domain_in(named))
        self._context = self._context.under(role="outcome", item="", label=block.index, heading=block.text.strip(" :"))
        self.placed.append(Placed(block, self._context, print="label"))
        return True

    def _domain(self, block: Block) -> bool:
        """A sub-heading of E such as "Health outcomes"."""
        domain = domain_in(block.text) if stands_out(block) and len(block.text.split()) <= 8 else ""
        if self._focus() != "E" or not domain:
            return False
        self._context = self._context.under(domain=domain, role="", item="", area="")
        self.placed.append(Placed(block, self._context, print="area"))
        return True

    def _aside(self, block: Block) -> bool:
        """A line "Provided by: ..." or "How often: ..." under an item of provision."""
        found = labelled(block)
        section = self._section_for("provision")
        if not found or section not in ("F", "G", "H", "H1", "H2"):
            return False
        for kind, start, end in found:
            self.placed.append(Placed(block, self._context.under(section=section, role=kind), start, end=end))
        return True

    # -- words ----------------------------------------------------------------------------------------

    def _is_guidance(self, block: Block) -> bool:
        if is_annotation(block.text, own_words=self._focus() == "A"):
            return True
        if block.in_control or block.text.startswith("["):
            return False
        if self._focus() in ("A", "K", "I") and not self._controls:
            short = len(block.text.split()) < 40
            asked = self._focus() == "A" and is_asked(block.text)
            return short and (asked or (block.style.italic and is_guidance(block.text)))
        last = self.placed[-1] if self.placed else None
        if last and last.print == "guidance" and (block.style.italic or _same_cell(block, last.block)):
            return True
        aside = (self._controls and not block.in_control and block.cell is None) or block.style.italic
        return (aside or len(block.text.split()) < 60) and (is_guidance(block.text) or (self._controls and aside))

    def _place(self, block: Block, *, context: Context | None = None, print_: str = "") -> None:
        typed = TYPED.match(block.text)
        if context is None and self._context.role in ("who", "frequency"):
            words = len(block.text.split())
            if words > ANSWER or (words > ENTRY and (typed or block.label)):  # the label before was left blank
                self._context = self._context.under(role="")
        if context is None and self._context.role in ("which_need", "strand"):
            print_ = print_ or ("reference" if self._context.role == "which_need" else "area")
        start = typed.end() if typed and self._focus() not in ("", "J", "I") else 0
        placed = Placed(block, context or self._context, start, print_)
        self.placed.append(replace(placed, context=placed.context.under(role="need")) if _is_need(placed) else placed)

    def _column_section(self, role: str) -> str:
        """The section of a column without a letter, by what it holds."""
        if len(self._open) <= 1 and role not in ("need", "outcome", "provision", "strengths"):
            return self._focus()
        domain = self._context.domain or DOMAINS.get(self._focus(), "education")
        letter = BY_ROLE[domain].get(role)
        if letter is None:
            return next((x for x in self._open if role_of(x) == "provision"), self._focus())
        if letter == "H":
            return self._focus() if self._focus() in ("H1", "H2") else self._open_h()
        return letter


def _with_typed(placed: Sequence[Placed]) -> list[Placed]:
    """The same blocks; in a form of content controls, a section with nothing in one has been typed without, and what
    stands in it is its words.
    """
    answered = {p.context.section for p in placed if not p.print}
    return [
        replace(p, print="")
        if p.print == "guidance" and p.context.section not in answered and not is_guidance(p.text)
        else p
        for p in placed
    ]


def _is_need(placed: Placed) -> bool:
    """Whether words under a label for what goes well are a need: it prints the number of one ("B3.") and says so."""
    section, number = placed.context.section, placed.number or ""
    numbered = role_of(section) == "need" and number[:1] == section and number[1:].isdigit()
    return numbered and placed.context.role in ("strengths", "other") and states_need(placed.text)


def _same_cell(one: Block, other: Block) -> bool:
    return one.cell is not None and one.cell == other.cell
