"""The walk over a document's blocks, as far as titles go: which sections are open, and which is in focus."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from extractors.document import Block, Document
from extractors.plan.areas import area_of, is_plain_area
from extractors.plan.grid import table_at
from extractors.plan.labels import is_statement, label_of, line_kind
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
_TOOK_PART = re.compile(
    r"\bhow\b.{0,60}\b(?:involved|contributed|took part|taken part|gave (?:his|her|their) views|views were)\b",
    re.IGNORECASE,
)
_REVIEWED = re.compile(
    r"^\W*(?:arrangements for |the )?(?:monitoring|review(?:ing)?)(?: and (?:review(?:ing)?|monitoring))? arrangements|^\W*arrangements for (?:the )?(?:monitoring|review)|^\W*monitoring(?: and review(?:ing)?)?\W*$|\bhow\b.{0,40}\bplan\b.{0,40}\b(?:reviewed|checked|monitored)\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"^\W*\(?section (?P<letter>[A-K][12]?)\)?\W*$", re.IGNORECASE)
HEADING = 18  # words of such a heading
KNOWN = 0.84  # likeness from which a title's words are those of a known one
UNDIVIDED = 0.75  # what several sections under one title leave of its sureness
BY_LABEL, BY_COLUMN = 0.87, 0.95  # how sure a label or a column's head makes words under such a title


class Walk(ABC):
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
        self._repeats = frozenset(t for t, n in Counter(b.text.strip() for b in blocks).items() if n > 1)
        self._over, self._over_level = "", 0  # the area whose heading stands over the titles of its sections
        self._headings = {b.index: b.level for b in blocks if b.level is not None and b.cell is None and not b.label}
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

    @abstractmethod
    def _block(self, block: Block) -> None:
        """Place one block that stands in no table."""

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

    def _repeated(self, block: Block) -> bool:
        """A note under a title that says again which section it is: "Section B"."""
        found = _AGAIN.match(block.text)
        if not found or found["letter"].upper() not in (self._focus(), *self._open):
            return False
        self.placed.append(Placed(block, self._context, print="title"))
        return True

    def _stands_over(self, block: Block) -> bool:
        """A heading with nothing between it and a section's title of a lower level parts the plan and is no
        section's words, or it is an area's, and holds for the sections under it; another heading of its level ends it.
        """
        level, below = self._headings.get(block.index), self._headings.get(block.index + 1)
        if level is None:
            return False
        if self._noted(block):
            return True
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

    def _noted(self, block: Block) -> bool:
        """A heading in a family's words with a note below it that prints the section's letter and title ("Where I am
        now" over "Section B: special educational needs") is that section's title, not words of the one before.
        """
        note = self._opens.get(block.index + 1)
        if note is None or not note.explicit or not note.rest or block.index + 1 in self._headings:
            return False
        if block.index in self._opens or area_of(block.text) is not None or label_of(block) or block.text[-1:] in ".;":
            return False
        self.placed.append(Placed(block, Context(section=note.letters[0]), print="title"))
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
        sentence = block.text.rstrip().endswith((".", ";")) and not stands_out(block)
        title = match(block.text) if not sentence else None
        named = bool(title) and (
            letter in (title.letters if title else ()) or (title is not None and title.letters == ("H",))
        )
        headed = letter != "A" and stands_out(block) and not block.label and len(block.text.split()) < 60
        nothing = is_statement(block.text) and not named
        words = nothing or area_of(block.text) or label_of(block) or block.text.rstrip().endswith((".", ";"))
        if letter is None or not (named or (headed and not words)):
            return False
        self.titles[letter] = f"{self.titles.get(letter, letter)}: {block.text}"
        if title and named:
            self._context = self._context.under(confidence=max(self._context.confidence, _sureness(title)))
        self.placed.append(Placed(block, self._context, print="title"))
        return True

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
