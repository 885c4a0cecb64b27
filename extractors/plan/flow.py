"""The walk over running text: titles open sections, labels and areas of need govern what follows them."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from extractors.document import Block, Document
from extractors.plan.areas import area_of, is_plain_area
from extractors.plan.grid import area_in, domain_in, labelled, role_of, table_at
from extractors.plan.labels import (
    TYPED,
    is_asked,
    is_guidance,
    is_phase,
    is_running,
    label_of,
    lead_label,
    line_kind,
    states_need,
)
from extractors.plan.openings import openings, stands_out
from extractors.plan.placed import Context, Placed
from extractors.plan.titles import Title, match

DOMAINS = {
    "C": "health",
    "G": "health",
    "D": "social_care",
    "H": "social_care",
    "H1": "social_care",
    "H2": "social_care",
}
BY_ROLE = {
    "education": {"need": "B", "outcome": "E", "steps": "E", "provision": "F", "strengths": "B"},
    "health": {"need": "C", "outcome": "E", "steps": "E", "provision": "G", "strengths": "C"},
    "social_care": {"need": "D", "outcome": "E", "steps": "E", "provision": "H", "strengths": "D"},
}
_HALF = re.compile(r"\W*(?:section )?H\s?([12])\s*[:–—-]\s*(?=\S)", re.IGNORECASE)
BESIDE_OUTCOME = ("by_when", "known_by")  # what a form asks of an outcome apart from its words
WITHOUT_ITEMS = ("A", "I", "J", "K")
_TOOK_PART = re.compile(
    r"\bhow\b.{0,60}\b(?:involved|contributed|took part|taken part|gave (?:his|her|their) views|views were)\b",
    re.IGNORECASE,
)
_REVIEWED = re.compile(
    r"^\W*(?:arrangements for |the )?(?:monitoring|review(?:ing)?)(?: and (?:review(?:ing)?|monitoring))? arrangements|^\W*arrangements for (?:the )?(?:monitoring|review)|^\W*monitoring(?: and review(?:ing)?)?\W*$|\bhow\b.{0,40}\bplan\b.{0,40}\b(?:reviewed|checked|monitored)\b",
    re.IGNORECASE,
)
HEADING = 18  # words of such a heading
KNOWN = 0.84  # likeness from which a title's words are those of a known one
UNDIVIDED = 0.75  # what several sections under one title leave of its sureness
ANSWER, ENTRY = 25, 5  # words, at most, of an answer to "By whom:"; of one in a list
BY_LABEL, BY_COLUMN = 0.87, 0.95  # how sure a label or a column's head makes words under such a title


class Flow(ABC):
    """One walk over one document; ``placed`` and ``titles`` hold what it found."""

    def __init__(self, document: Document) -> None:
        self.placed: list[Placed] = []
        self.titles: dict[str, str] = {}
        self.clashes: list[str] = []
        blocks: Sequence[Block] = document.body
        self._opens, keys = openings(blocks)
        blocks = [b for b in blocks if b.cell is None or b.cell.table not in keys]
        answered = sum(b.in_control for b in blocks)
        self._controls = answered > 0.4 * len(blocks)
        self._open: tuple[str, ...] = ()
        self._context = Context()
        self._bare: str | None = None
        self._over, self._over_level = "", 0  # the area whose heading stands over the titles of its sections
        self._headings = {b.index: b.level for b in blocks if b.level is not None and b.cell is None}
        self._flow(blocks, 0)

    @abstractmethod
    def _table(self, blocks: Sequence[Block], depth: int) -> None:
        """Walk one table."""

    def _flow(self, blocks: Sequence[Block], depth: int) -> None:
        for table, run in groupby(blocks, key=lambda b: table_at(b, depth)):
            if table is None:
                for block in run:
                    self._block(block)
            else:
                self._table(list(run), depth)

    def _block(self, block: Block) -> None:
        if is_running(block):
            self.placed.append(Placed(block, self._context, print="running"))
            return
        if self._stands_over(block):
            return
        title = self._opens.get(block.index)
        if title and (self._within(title, block) or self._entered(title, block)):
            return
        if self._bare is not None and self._completes(block):
            return
        if self._phase(block):
            return
        if self._elsewhere(block):
            return
        kind = label_of(block)
        if kind and self._label(kind, block):
            return
        if self._area(block) or self._domain(block) or self._aside(block) or self._half(block) or self._lead(block):
            return
        guidance = self._open and self._is_guidance(block)
        self._place(block, print_="guidance" if guidance else "")

    def _elsewhere(self, block: Block) -> bool:
        """A heading whose words are another section's wherever it stands: how the family took part (A), before the
        first title; how the plan is kept under review (E), after provision.
        """
        focus = self._focus()
        if not stands_out(block) or len(block.text.split()) > HEADING:
            return False
        if focus == "" and _TOOK_PART.search(block.text):
            self._context = Context(section="A", confidence=BY_LABEL)
        elif focus not in ("", "A", "B", "C", "D", "E", "F") and _REVIEWED.search(block.text):
            self._context = Context(section="E", role="monitoring", confidence=BY_LABEL)
        else:
            return False
        self._open = (self._context.section,)
        self.placed.append(Placed(block, self._context, print="label"))
        return True

    # -- titles -------------------------------------------------------------------------------------

    def _focus(self) -> str:
        return self._context.section

    def _within(self, title: Title, block: Block) -> bool:
        """A title that names one of several sections open together turns to that one; the others stay open."""
        if len(self._open) < 2 or len(title.letters) != 1:
            return False
        letter = title.letters[0]
        if letter in ("H1", "H2") and "H" in self._open:
            self._open = tuple(x for o in self._open for x in (("H1", "H2") if o == "H" else (o,)))
        if letter not in self._open:
            return False
        self._bare = None
        self._context = self._context.under(
            section=letter,
            role="outcome" if letter == "E" else "",
            item="",
            label=block.index if letter == "E" else -1,
            domain=DOMAINS.get(letter, self._context.domain),
            confidence=max(self._context.confidence, _sureness(title)),
        )
        self.titles.setdefault(letter, block.text)
        self.placed.append(Placed(block, self._context, print="title"))
        return True

    def _stands_over(self, block: Block) -> bool:
        """A heading with nothing between it and a section's title of a lower level parts the plan and is no
        section's words, or it is an area's, and holds for the sections under it; another heading of its level ends it.
        """
        level, below = self._headings.get(block.index), self._headings.get(block.index + 1)
        if level is None:
            return False
        if level <= self._over_level:
            self._over, self._over_level = "", 0
        under = self._opens.get(block.index + 1)
        if below is None or below <= level or under is None or block.index in self._opens or block.label:
            return False
        if is_plain_area(block.text) or area_of(block.text) == "semh":
            self._over, self._over_level = block.text.rstrip(": "), level
        own = bool(self._over) and self._over_level == level and under.letters == ("B",)
        context = Context(section=under.letters[0], area=self._over)
        self.placed.append(Placed(block, context, print="" if own else "area"))
        return True

    def _entered(self, title: Title, block: Block) -> bool:
        """A title without a letter for what is open already is a sub-heading, not a new section."""
        if title.explicit or not set(title.letters) <= set(self._open) or self._focus() not in title.letters:
            self._enter(title, block)
            return True
        return False

    def _enter(self, title: Title, block: Block) -> None:
        letters = title.letters
        self._open = letters
        self._bare = letters[0] if not title.rest.strip() else None
        if title.clash:
            self.clashes.append(block.text)
        labelled = any(p.context.section == letters[0] and p.context.role == "need" for p in self.placed)
        kind = line_kind(title.rest.strip(" :"))
        again = labelled and kind == "needs"  # "D2 Other social care needs"
        for letter in letters:
            self.titles.setdefault(letter, block.text)
        self._context = Context(
            section=letters[0],
            role="need" if again else "monitoring" if letters == ("E",) and kind == "monitoring" else "",
            area=self._over if letters[0] in ("B", "E", "F") else "",
            domain=next((DOMAINS[x] for x in letters if x in DOMAINS), ""),
            confidence=_sureness(title),
        )
        self.placed.append(Placed(block, self._context, print="title"))

    def _completes(self, block: Block) -> bool:
        """A letter alone is followed by its title in the next block."""
        letter, self._bare = self._bare, None
        title = match(block.text)
        named = bool(title) and (
            letter in (title.letters if title else ()) or (title is not None and title.letters == ("H",))
        )
        headed = letter != "A" and stands_out(block) and not block.label and len(block.text.split()) < 60
        words = area_of(block.text) or label_of(block) or block.text.rstrip().endswith((".", ";"))
        if letter is None or not (named or (headed and not words)):
            return False
        self.titles[letter] = f"{self.titles.get(letter, letter)}: {block.text}"
        if title and named:
            self._context = self._context.under(confidence=max(self._context.confidence, _sureness(title)))
        self.placed.append(Placed(block, self._context, print="title"))
        return True

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
        of_outcome = role in ("outcome", "steps", "monitoring", *BESIDE_OUTCOME)
        if of_outcome and section not in ("E",) and "E" not in self._open:
            return False
        if role == "monitoring" or role in BESIDE_OUTCOME:
            section = "E"
        label = block.text if start is None else block.text[:start]
        item = label if role in ("outcome", "provision", "need") and any(c.isdigit() for c in label) else ""
        beside = role == "steps" or role in BESIDE_OUTCOME
        keep = self._context.item if beside else item
        domain = domain_in(label) or self._context.domain
        area = area_in(label) or self._context.area
        mark = self._context.label if beside else block.index
        if role == "need" and "strength" in label.lower():  # "Strengths and needs": the words must tell
            role = ""
        self._context = self._context.under(section=section, role=role, item=keep, label=mark, domain=domain, area=area)
        if len(self._open) > 1:
            self._context = self._context.under(confidence=max(self._context.confidence, BY_LABEL))
        self.placed.append(
            Placed(block, self._context, print="label") if start is None else Placed(block, self._context, start)
        )
        return True

    def _toward(self, block: Block) -> bool:
        """A line over provision that names the outcome it serves ("Provision to meet Outcome 2:")."""
        if not any(c.isdigit() for c in block.text):
            return False
        self._context = self._context.under(role="", item=block.text, label=block.index)
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
        domain = area if area in ("health", "social_care") else (domain_in(block.text) or self._context.domain)
        first = "B" if "B" in self._open else self._open[0]
        section = first if len(self._open) > 1 else self._focus()
        self._context = self._context.under(
            section=section, area=block.text.rstrip(": "), domain=domain, role="", item="", heading=""
        )
        self.placed.append(Placed(block, self._context, print="" if section == "B" and area else "area"))
        return True

    def _phase(self, block: Block) -> bool:
        """A date or phase printed once over the outcomes that follow ("By the end of Key Stage 2")."""
        if self._focus() != "E" or not is_phase(block.text) or not (stands_out(block) or block.text.endswith(":")):
            return False
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


def _is_need(placed: Placed) -> bool:
    """Whether words under a label for what goes well are a need: it prints the number of one ("B3.") and says so."""
    section, number = placed.context.section, placed.number or ""
    numbered = role_of(section) == "need" and number[:1] == section and number[1:].isdigit()
    return numbered and placed.context.role in ("strengths", "other") and states_need(placed.text)


def _same_cell(one: Block, other: Block) -> bool:
    return one.cell is not None and one.cell == other.cell


def _sureness(title: Title) -> float:
    """How sure a title makes a section: its letter before known words most, words alone or a letter alone less,
    several sections under one title least (labels, sub-headings and columns then make it surer).
    """
    if title.clash or title.weak:
        sure = 0.7
    elif title.explicit:
        sure = 0.99 if title.score >= KNOWN else 0.8 if not title.rest.strip() else 0.88
    else:
        sure = 0.75 + 0.2 * max(0.0, title.score - 0.88) / 0.12
    return sure * UNDIVIDED if len(title.letters) > 1 else sure
