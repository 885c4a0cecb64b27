"""The whole document at once becomes placed blocks: every block with its section and its role.

One walk in reading order. A title opens a section (or several, for a combined one); inside tables, rows
and column heads decide. What the form itself prints is marked and belongs to no section's words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.document import Block
from extractors.plan.areas import is_plain_area
from extractors.plan.beside import BY_PROVISION, Beside
from extractors.plan.flow import BESIDE_OUTCOME, WITHOUT_ITEMS
from extractors.plan.grid import (
    HEAD,
    Row,
    heads_advice,
    heads_budget,
    labelled,
    only_refers,
    role_of,
    said,
    table_at,
    table_rows,
    wide,
)
from extractors.plan.labels import column_of, is_guidance, label_of, lead_label, names_items
from extractors.plan.openings import stands_out
from extractors.plan.placed import Context, Placed
from extractors.plan.titles import match
from extractors.plan.walk import BY_COLUMN, DOMAINS

_WHAT = {"need", "outcome", "steps", "provision"}
_REF = re.compile(
    r"^\W*(?:(?:(?:need|outcome|provision|item|row)s? ?)?(?:no|nos|numbers?|ref|references?|code)|item)\W*$",
    re.IGNORECASE,
)
_BESIDE = ("who", "frequency", "which_need", "review")  # columns that tell of the provision in their row
_BY = re.compile(
    r"\bby (?:the )?(?:end of )?(?:[a-z]+ 20\d\d|year \d|key stage|ks ?\d|reception|nursery|july|august)\b.*",
    re.IGNORECASE,
)
COLUMN = 6  # words of a column's usual head
_APPENDIX = re.compile(r"^\W*(?:K\.?\d{1,2}|app(?:endix|\.)? ?(?:\d{1,2}|[A-Z])|\d{1,2}[.)])\W*$", re.IGNORECASE)
NAMED = 3  # words of a label that names what stands beside it
ABBREVIATED = 2  # words of a head that may end in a stop: "No.", "Ref."
_TELLING = ("steps", "who", "frequency", "strengths")  # what a column with a section's letter may hold besides items
_IN_CELL = {"steps", *BESIDE_OUTCOME, "outcome", "provision", "strengths", "needs", "who", "frequency"}


class Splitting(Beside):
    """One walk over one document, tables and all."""

    def _table(self, blocks: Sequence[Block], depth: int) -> None:
        heads: dict[int, Context] | None = None
        titled = self._open
        for row, cells in table_rows(blocks, depth):
            if len(cells) == 1 and (heads is None or wide(cells)):
                (inside,) = cells.values()
                if row == 0 and wide(cells) and self._headed_by(inside):
                    continue
                before = self._context.role
                if self._left_label(inside) or (heads is not None and self._headed_within(inside)):
                    continue
                self._flow(inside, depth + 1)
                if before != "steps" == self._context.role and label_of(inside[0]) != "steps":
                    self._context = self._context.under(role=before)  # steps told within a row end with it
                continue
            if self._titled(cells, coded=heads is not None):
                self._row(cells, depth)
                heads = None
                continue
            found = self._heads(cells, again=heads is not None)
            if found:
                heads = found
            elif heads is not None:
                self._item_row(cells, heads, f"t{blocks[0].index}r{row}", f"t{blocks[0].index}", depth)
            else:
                self._row(cells, depth)
        if heads is not None and self._open[: len(titled)] == titled and self._focus() in titled:
            self._open = titled  # what only a column's head has opened ends with its table
        bar = len(blocks) == 1 and self._context.role == "monitoring"  # a bar over the words that follow it
        self._context = self._context.under(
            role="monitoring" if bar else "", item="", row=None, table=None, column=False
        )

    def _titled(self, cells: Row, *, coded: bool) -> bool:
        """Whether a section's title, or its letter alone, stands left of its words. In rows that are ``coded``
        under column heads "C1" is a need of the section that is open and no title.
        """
        first, *rest = [inside[0] for _, inside in sorted(cells.items())]
        title = self._opens.get(first.index)
        if title is None or not rest:
            return False
        if not title.rest.strip():
            return not (coded and set(title.letters) <= set(self._open))
        if all(_column_name(b) for b in rest):
            return False  # "Section F: The help I need | Who | How often": heads of columns
        if len(rest) > 1 and all(len(b.text.split()) <= COLUMN and column_of(b.text) for b in rest):
            return False  # "Outcome | What needs to happen | Who will do it"
        return not any(b.index in self._opens for b in rest)

    # -- column heads ---------------------------------------------------------------------------------

    def _heads(self, cells: Row, *, again: bool) -> dict[int, Context] | None:
        """The columns' contexts, where the row is one of column heads; ``again`` below others it must look it."""
        if again and not _plain_heads(cells) and not all(stands_out(b) for inside in cells.values() for b in inside):
            return None
        if not self._all_lettered(cells) and not all(_head_like(b) for inside in cells.values() for b in inside):
            return None
        if len({stands_out(inside[0]) for inside in cells.values()}) > 1:
            return None  # a label that stands out left of its answer
        words = sum(len(b.text.split()) for inside in cells.values() for b in inside)
        if words > 25 * len(cells) or self._focus() in ("", *WITHOUT_ITEMS):
            lettered = [match(said(inside)) for inside in cells.values()]
            if sum(bool(t and t.explicit) for t in lettered) < 2:
                return None
        named: dict[int, tuple[str, str]] = {}
        for column, inside in cells.items():
            text = said(inside)
            if _REF.match(text):
                continue
            title, role = match(text), column_of(text)
            letters = title.letters if title and title.explicit else ()
            if letters:
                role = role if role in _TELLING and not names_items(letters[0], text) else role_of(letters[0])
            if role:
                named[column] = (letters[0] if letters else self._column_section(role), role)
        if not _enough(set(named.values()), cells):
            return None
        kinds, section = {role for _, role in named.values()}, self._focus()
        for column, (_, role) in list(named.items()):
            if role in BESIDE_OUTCOME:  # of the outcome where there is one, else of provision
                other = "frequency" if role == "by_when" else "review"
                named[column] = ("E", role) if "outcome" in kinds else (self._column_section(other), other)
        lone = [c for c in sorted(cells) if c not in named and not _REF.match(said(cells[c]))]
        if lone and section in BY_PROVISION and kinds & {"who", "frequency"} and not kinds & _WHAT:
            named[lone[0]] = (section, "provision")  # who and how often are told of what is provided
        elif lone and section == "E" and "steps" in kinds and "outcome" not in kinds:
            named[lone[0]] = ("E", "outcome")
        return self._headed(cells, named)

    def _all_lettered(self, cells: Row) -> bool:
        """Whether each cell of a row prints the letter and title of another section, however long the title."""
        titles = [self._opens.get(inside[0].index) for inside in cells.values()]
        letters = {t.letters for t in titles if t and t.explicit}
        return len(letters) == len(titles) > 1 and all(len(inside) == 1 for inside in cells.values())

    def _headed(self, cells: Row, named: dict[int, tuple[str, str]]) -> dict[int, Context]:
        """The contexts under a row of heads; a column of unknown name tells of the one before it."""
        domain = next((DOMAINS[section] for section, _ in named.values() if section in DOMAINS), "")
        heads: dict[int, Context] = {}
        near = ""
        for column, inside in sorted(cells.items()):
            section, role = named.get(column, (near, "other"))
            near = section
            if not section:
                continue
            heads[column] = self._context.under(
                section=section,
                role=role,
                heading=_told_by_head(role, said(inside)),
                domain=domain or self._context.domain,
                column=True,
                confidence=max(self._context.confidence, BY_COLUMN),
            )
            if column in named:
                self._open = self._open if section in self._open else (*self._open, section)
                self.titles.setdefault(section, said(inside))
        for inside in cells.values():
            self.placed.extend(Placed(b, self._context, print="head") for b in inside)
        return heads

    # -- rows -------------------------------------------------------------------------------------------

    def _item_row(self, cells: Row, heads: dict[int, Context], row: str, table: str, depth: int) -> None:
        previous: Context | None = None
        for column, inside in sorted(cells.items()):
            near = heads.get(column) or previous
            if near is None:
                self._margin(inside, heads, row, table)
                continue
            if near.role == "area" or (near.role == "need" and all(is_plain_area(b.text) for b in inside)):
                self._margin(inside, heads, row, table)
                continue
            previous = near
            section = near.section
            if near.role in _BESIDE:
                section = self._provision_beside(heads, section)
            context = near.under(
                section=section,
                row=row,
                table=table,
                area=self._context.area,
                item=self._context.item,
                domain=near.domain or self._context.domain,
            )
            if near.role != "which_need" and only_refers(inside):
                context = context.under(
                    role="which_need",
                    section=self._provision_beside(heads, section),
                    heading={"outcome": "Outcome", "need": "Need"}.get(near.role, near.heading),
                )
            if any(table_at(b, depth + 1) is not None for b in inside):
                self._nested(inside, context, depth)
            else:
                self._cell(inside, context)

    def _nested(self, inside: Sequence[Block], context: Context, depth: int) -> None:
        """A cell that holds a table of its own is walked as a page is, under its column's head."""
        before, opened = self._context, self._open
        self._context, self._open = context.under(role="", column=False), (context.section,)
        self._flow(inside, depth + 1)
        self._context, self._open = before, opened

    def _margin(self, inside: Sequence[Block], heads: dict[int, Context], row: str, table: str) -> None:
        """A first column without a head that says what it holds: numbers, or the area of what stands beside."""
        first = next((c for c in heads.values() if c.role != "area"), next(iter(heads.values())))
        text = said(inside)
        if any(c.isalpha() for c in text) and len(text.split()) <= HEAD:
            self._context = self._context.under(area=text.rstrip(": "))
        long = len(text.split()) > HEAD
        context = first.under(row=row, table=table, role="other")
        self.placed.extend(Placed(b, context, print="" if long else "area") for b in inside)

    def _cell(self, inside: Sequence[Block], context: Context) -> None:
        """The blocks of a cell under a column head, with labels of their own minded."""
        for block in inside:
            if context.role == "which_need":
                self.placed.append(Placed(block, context, print="reference"))
                continue
            if block.style.italic and not block.in_control and is_guidance(block.text):
                self.placed.append(Placed(block, context, print="guidance"))
                continue
            kind, lead = label_of(block), lead_label(block)
            if kind in _IN_CELL and context.role not in ("who", "frequency"):  # there "Staff" is an answer
                context = context.under(role={"needs": "need"}.get(kind, kind))
                self.placed.append(Placed(block, context, print="label"))
            elif context.role == "provision" and (found := labelled(block)):
                self.placed.extend(Placed(block, context.under(role=kind), at, end=end) for kind, at, end in found)
            elif lead and lead[0] in _IN_CELL and context.role in ("need", "outcome", "provision", "steps"):
                context = context.under(role={"needs": "need"}.get(lead[0], lead[0]))
                self.placed.append(Placed(block, context, lead[1]))
            else:
                self._place(block, context=context)

    @staticmethod
    def _provision_beside(heads: dict[int, Context], otherwise: str) -> str:
        return next((c.section for c in heads.values() if c.role == "provision"), otherwise)

    def _row(self, cells: Row, depth: int) -> None:
        """A row without column heads: a title or label on the left governs the rest; else plain words."""
        titled = any(inside[0].index in self._opens for inside in cells.values())
        heads = (self._focus() == "K" and heads_advice(cells)) or (self._focus() == "J" and heads_budget(cells))
        if heads and not titled:
            self.placed.extend(Placed(b, self._context, print="head") for inside in cells.values() for b in inside)
            return
        first, *rest = [inside for _, inside in sorted(cells.items())]
        text = said(first)
        title = self._opens.get(first[0].index)
        if title is None and (left := match(text)) and left.rest.strip():
            title = left  # left of its words a title needs to look like one less
        opens = title and rest and (title.explicit or (title.score >= 0.92 and stands_out(first[0])))
        if title and opens and len(text.split()) <= 60:
            self._enter(title, first[0])
            self.placed.extend(Placed(b, self._context, print="title") for b in first[1:])
            if first[1:]:
                self._bare = None
            if self._bare is not None and self._completes(rest[0][0]):
                rest[0] = rest[0][1:]
            kind = column_of(title.rest) if title.explicit and len(title.rest.split()) <= NAMED else None
            if kind in ("need", "outcome", "provision"):  # "Need (Section B)": a label and a letter in one
                self._context = self._context.under(role=kind, label=first[0].index)
            for inside in rest:
                self._flow(inside, depth + 1)
            return
        if rest and self._focus() == "K" and _APPENDIX.match(text):
            self.placed.extend(Placed(b, self._context, print="label") for b in first)
            first = []
        if rest and (self._left_label(first) or self._left_number(first)):
            first = []
        for inside in (first, *rest):
            self._flow(inside, depth + 1)


def _told_by_head(role: str, head: str) -> str:
    """What a column's head tells of each cell below: the time by which its outcomes are to be reached, or what the
    numbers in it are of ("Outcome", "Need"); "" where it tells neither.
    """
    if role == "outcome":
        found = _BY.search(head)
        return found[0] if found else ""
    if role != "which_need":
        return ""
    named = {word for word in ("outcome", "need") if word in head.lower()}
    return named.pop().capitalize() if len(named) == 1 else ""


def _head_like(block: Block) -> bool:
    """Whether a block could be a column's head: standing out, or a few words that make no sentence."""
    words = len(block.text.split())
    sentence = block.text.rstrip().endswith(".") and words > ABBREVIATED
    return stands_out(block) or (words <= HEAD and not sentence)


def _column_name(block: Block) -> bool:
    """Whether a block is the usual head of a column that tells more of what its row's first cell holds."""
    return len(block.text.split()) <= COLUMN and column_of(block.text) in ("steps", *BESIDE_OUTCOME, *_BESIDE)


def _plain_heads(cells: Row) -> bool:
    """Whether every cell of a row is a column's usual name, each of another kind: heads of a table within a table."""
    texts = [said(inside) for inside in cells.values()]
    kinds = {column_of(text) for text in texts if len(text.split()) <= 4}
    return len(cells) > 1 and len(kinds) == len(cells) and None not in kinds


def _enough(named: set[tuple[str, str]], cells: Row) -> bool:
    """Whether a row names columns: two of different kinds, or one beside others that stand out as heads do."""
    first = label_of(min(cells.items())[1][0])
    if first and any(c.isdigit() for c in min(cells.items())[1][0].text):
        return False
    two = [inside[0] for inside in cells.values()] if len(cells) == 2 else []
    if not all(stands_out(b) or label_of(b) or match(b.text) for b in two):
        return False  # a label left of its answer, in plain print
    if len(named) >= 2:
        return True
    bold = all(stands_out(b) and len(b.text.split()) <= HEAD for inside in cells.values() for b in inside)
    return len(named) == 1 and len(cells) > 2 and bold
