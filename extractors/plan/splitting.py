"""The whole document at once becomes placed blocks: every block with its section and its role.

One walk in reading order. A title opens a section (or several, for a combined one); inside tables, rows
and column heads decide. What the form itself prints is marked and belongs to no section's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from extractors.document import Block, Cell, Document
from extractors.plan.areas import area_of
from extractors.plan.labels import TYPED, column_of, inline_labels, is_guidance, label_of
from extractors.plan.openings import openings, stands_out
from extractors.plan.placed import Context, Placed
from extractors.plan.titles import Title, match

_DOMAINS = {
    "C": "health",
    "G": "health",
    "D": "social_care",
    "H": "social_care",
    "H1": "social_care",
    "H2": "social_care",
}
_BY_ROLE = {
    "education": {"need": "B", "outcome": "E", "steps": "E", "provision": "F", "strengths": "B"},
    "health": {"need": "C", "outcome": "E", "steps": "E", "provision": "G", "strengths": "C"},
    "social_care": {"need": "D", "outcome": "E", "steps": "E", "provision": "H", "strengths": "D"},
}


_LIST_HEAD = re.compile(
    r"advice|author|role|date|report|name|title|from|received|appended|attached|profession|service|document|by whom|who",
    re.IGNORECASE,
)
_REFERENCES = re.compile(
    r"^\W*(?:(?:needs?|outcomes?|section)?\s*[BCDEFGH]?[12]?\.?\d{1,2}\b[\s,;&+/]*(?:and\s+)?)+$", re.IGNORECASE
)


class Splitting:
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
        self._flow(blocks, 0)

    # -- plain flow ---------------------------------------------------------------------------------

    def _flow(self, blocks: Sequence[Block], depth: int) -> None:
        for table, run in groupby(blocks, key=lambda b: _table_at(b, depth)):
            if table is None:
                for block in run:
                    self._block(block)
            else:
                self._table(list(run), depth)

    def _block(self, block: Block) -> None:
        title = self._opens.get(block.index)
        if title and self._accepts(title):
            self._enter(title, block)
            return
        if self._bare is not None and self._completes(block):
            return
        kind = label_of(block)
        if kind and self._label(kind, block):
            return
        if self._area(block) or self._domain(block):
            return
        if self._aside(block):
            return
        guidance = self._open and self._is_guidance(block)
        self._place(block, print_="guidance" if guidance else "")

    def _accepts(self, title: Title) -> bool:
        """A title without a letter for what is open already is a sub-heading, not a new section."""
        return title.explicit or not set(title.letters) <= set(self._open) or self._focus() not in title.letters

    def _focus(self) -> str:
        return self._context.section

    def _enter(self, title: Title, block: Block) -> None:
        letters = title.letters
        if letters == ("H",) and self._open and self._open[0] in ("H1", "H2"):
            letters = ("H",)
        self._open = letters
        self._bare = letters[0] if not title.rest.strip() else None
        if title.clash:
            self.clashes.append(block.text)
        for letter in letters:
            self.titles.setdefault(letter, block.text)
        self._context = Context(
            section=letters[0],
            domain=next((_DOMAINS[x] for x in letters if x in _DOMAINS), ""),
            confidence=0.6 + 0.4 * title.score,
        )
        self.placed.append(Placed(block, self._context, print="title"))

    def _completes(self, block: Block) -> bool:
        """A letter alone is followed by its title in the next block."""
        letter, self._bare = self._bare, None
        title = match(block.text)
        named = bool(title) and (
            letter in (title.letters if title else ()) or (title is not None and title.letters == ("H",))
        )
        headed = (block.level is not None or stands_out(block)) and len(block.text.split()) < 60
        if letter is None or not (named or headed):
            return False
        self.titles[letter] = f"{self.titles.get(letter, letter)}: {block.text}"
        self.placed.append(Placed(block, self._context, print="title"))
        return True

    def _label(self, kind: str, block: Block) -> bool:
        """Whether a label here governs what follows; then the form's own print it is."""
        section = self._focus()
        if not section or section in ("A", "I", "J", "K"):
            return False
        role = {"needs": "need"}.get(kind, kind)
        section = self._section_for(role) if len(self._open) > 1 else section
        if role == "monitoring" and not ({"E", "F"} & set(self._open)):
            return False
        if role in ("outcome", "steps", "monitoring") and section not in ("E",) and "E" not in self._open:
            return False
        if role == "monitoring":
            section = "E"
        item = block.text if role in ("outcome", "provision", "need") and any(c.isdigit() for c in block.text) else ""
        keep = self._context.item if role == "steps" else item
        domain = _domain_in(block.text) or self._context.domain
        area = _area_in(block.text) or self._context.area
        self._context = self._context.under(section=section, role=role, item=keep, domain=domain, area=area)
        self.placed.append(Placed(block, self._context, print="label"))
        return True

    def _section_for(self, role: str) -> str:
        domain = self._context.domain or "education"
        letter = _BY_ROLE[domain].get(role, self._focus())
        if letter == "H":
            letter = next((x for x in self._open if x.startswith("H")), "H")
        return letter if letter in self._open else self._focus()

    def _area(self, block: Block) -> bool:
        """A heading that names an area of need: it governs what follows; only in B is it also text."""
        if self._focus() in ("", "A", "I", "J", "K") or not (stands_out(block) or block.text.endswith(":")):
            return False
        area = area_of(block.text)
        short = len(block.text.split()) <= 8 and block.style.bold and not block.text.endswith(".") and not block.label
        if area is None and not (short and self._focus() in ("E", "F", "G")):
            return False
        domain = area if area in ("health", "social_care") else (_domain_in(block.text) or self._context.domain)
        first = "B" if "B" in self._open else self._open[0]
        section = first if len(self._open) > 1 else self._focus()
        self._context = self._context.under(
            section=section, area=block.text.rstrip(": "), domain=domain, role="", item=""
        )
        self.placed.append(Placed(block, self._context, print="" if section == "B" and area else "area"))
        return True

    def _domain(self, block: Block) -> bool:
        """A sub-heading of E such as "Health outcomes"."""
        domain = _domain_in(block.text) if stands_out(block) and len(block.text.split()) <= 8 else ""
        if self._focus() != "E" or not domain:
            return False
        self._context = self._context.under(domain=domain, role="", item="", area="")
        self.placed.append(Placed(block, self._context, print="area"))
        return True

    def _aside(self, block: Block) -> bool:
        """A line "Provided by: ..." or "How often: ..." under an item of provision."""
        found = _labelled(block)
        section = self._section_for("provision")
        if found is None or section not in ("F", "G", "H", "H1", "H2"):
            return False
        self.placed.append(Placed(block, self._context.under(section=section, role=found[0]), found[1]))
        return True

    def _is_guidance(self, block: Block) -> bool:
        if (self._focus() in ("A", "K", "I") and not self._controls) or block.in_control or block.text.startswith("["):
            return False
        aside = (self._controls and not block.in_control and block.cell is None) or block.style.italic
        return (aside or len(block.text.split()) < 60) and (is_guidance(block.text) or (self._controls and aside))

    def _place(self, block: Block, *, context: Context | None = None, print_: str = "") -> None:
        typed = TYPED.match(block.text)
        start = typed.end() if typed and self._focus() not in ("", "J", "I") else 0
        self.placed.append(Placed(block, context or self._context, start, print_))

    # -- tables -------------------------------------------------------------------------------------

    def _table(self, blocks: Sequence[Block], depth: int) -> None:
        rows = _rows(blocks, depth)
        heads: dict[int, Context] | None = None
        for row, cells in rows:
            if len(cells) == 1 and (heads is None or _wide(cells)):
                (inside,) = cells.values()
                self._flow(inside, depth + 1)
                continue
            if self._titled(cells):
                self._row(cells, depth)
                heads = None
                continue
            found = self._heads(cells, depth, again=heads is not None)
            if found:
                heads = found
                continue
            if heads is not None:
                self._item_row(cells, heads, f"t{blocks[0].index}r{row}", f"t{blocks[0].index}", depth)
            else:
                self._row(cells, depth)
        self._context = self._context.under(role="", item="", row=None, table=None, column=False)

    def _titled(self, cells: dict[int, list[Block]]) -> bool:
        """Whether a section's title stands left of its words."""
        first, *rest = [inside[0] for _, inside in sorted(cells.items())]
        return first.index in self._opens and bool(rest) and not any(b.index in self._opens for b in rest)

    def _heads(self, cells: dict[int, list[Block]], depth: int, *, again: bool) -> dict[int, Context] | None:
        """The columns' contexts, where the row is one of column heads; ``again`` below others it must look it."""
        if again and not all(stands_out(b) for inside in cells.values() for b in inside):
            return None
        roles: dict[int, Context] = {}
        words = sum(len(b.text.split()) for inside in cells.values() for b in inside)
        if words > 25 * len(cells) or self._focus() in ("A", "I", "J", "K", ""):
            lettered = [match(" ".join(b.text for b in inside)) for inside in cells.values()]
            if sum(bool(t and t.explicit) for t in lettered) < 2:
                return None
        for column, inside in cells.items():
            text = " ".join(b.text for b in inside)
            title, role = match(text), column_of(text)
            letters = title.letters if title and title.explicit else ()
            if letters:
                role = role if role in ("steps", "who", "frequency") else _role_of(letters[0])
            if role:
                section = letters[0] if letters else self._column_section(role)
                domain = _DOMAINS.get(section, self._context.domain)
                roles[column] = self._context.under(section=section, role=role, domain=domain, column=True)
        if len(roles) < 2 or not all(stands_out(b) or len(b.text.split()) < 25 for x in cells.values() for b in x):
            return None
        domain = next((c.domain for c in roles.values() if c.section in _DOMAINS), "")
        for column, context in roles.items():
            roles[column] = context.under(domain=domain or context.domain)
            if context.section not in self._open:
                self._open = (*self._open, context.section)
            self.titles.setdefault(context.section, " ".join(b.text for b in cells[column]))
        for inside in cells.values():
            self.placed.extend(Placed(b, self._context, print="head") for b in inside)
        return roles

    def _column_section(self, role: str) -> str:
        if len(self._open) <= 1 and role not in ("need", "outcome", "provision", "strengths"):
            return self._focus()
        domain = self._context.domain or _DOMAINS.get(self._focus(), "education")
        letter = _BY_ROLE[domain].get(role)
        if letter is None:
            return next((x for x in self._open if x in ("F", "G", "H1", "H2", "H")), self._focus())
        if letter == "H":
            letter = next((x for x in self._open if x.startswith("H")), "H")
        return letter

    def _item_row(
        self, cells: dict[int, list[Block]], heads: dict[int, Context], row: str, table: str, depth: int
    ) -> None:
        previous: Context | None = None
        for column, inside in sorted(cells.items()):
            near = heads.get(column) or previous
            if near is None:
                continue
            previous = near
            section = near.section
            if near.role in ("who", "frequency", "which_need"):
                section = self._provision_beside(heads, section)
            context = near.under(section=section, row=row, table=table, area=self._context.area)
            if near.role != "which_need" and all(_REFERENCES.match(b.text) for b in inside):
                context = context.under(role="which_need", section=self._provision_beside(heads, section))
            for block in inside:
                kind = label_of(block)
                if kind in ("steps", "outcome", "provision", "strengths", "needs", "who", "frequency"):
                    role = {"needs": "need"}.get(kind, kind)
                    context = context.under(role=role)
                    self.placed.append(Placed(block, context, print="label"))
                elif context.role == "provision" and (found := _labelled(block)):
                    self.placed.append(Placed(block, context.under(role=found[0]), found[1]))
                else:
                    self._place(block, context=context, print_="reference" if context.role == "which_need" else "")

    @staticmethod
    def _provision_beside(heads: dict[int, Context], otherwise: str) -> str:
        return next((c.section for c in heads.values() if c.role == "provision"), otherwise)

    def _row(self, cells: dict[int, list[Block]], depth: int) -> None:
        """A row without column heads: a title or label on the left governs the rest; else plain words."""
        if self._focus() == "K" and self._is_head_of_list(cells):
            self.placed.extend(Placed(b, self._context, print="head") for inside in cells.values() for b in inside)
            return
        first, *rest = [inside for _, inside in sorted(cells.items())]
        text = " ".join(b.text for b in first)
        title = self._opens.get(first[0].index) or match(text)
        opens = title and rest and (title.explicit or (title.score >= 0.92 and stands_out(first[0])))
        if title and opens and len(text.split()) <= 60:
            self._enter(title, first[0])
            self._bare = None
            self.placed.extend(Placed(b, self._context, print="title") for b in first[1:])
            for inside in rest:
                self._flow(inside, depth + 1)
            return
        for inside in (first, *rest):
            self._flow(inside, depth + 1)

    @staticmethod
    def _is_head_of_list(cells: dict[int, list[Block]]) -> bool:
        """Column heads of the list of advice ("Advice", "Author", "Role", "Date received")."""
        texts = [" ".join(b.text for b in inside) for inside in cells.values()]
        return len(texts) > 1 and all(_LIST_HEAD.search(t) and len(t.split()) <= 6 for t in texts)


def _labelled(block: Block) -> tuple[str, int] | None:
    """The kind of a line that begins with a label for who or how often, and where its words begin."""
    labels = inline_labels(block.text)
    if len(labels) != 1 or labels[0][1] > 0 or labels[0][2] >= len(block.text):
        return None
    return labels[0][0], labels[0][2]


def _table_at(block: Block, depth: int) -> int | None:
    chain = _chain(block.cell)
    return chain[depth].table if len(chain) > depth else None


def _chain(cell: Cell | None) -> list[Cell]:
    """A block's cells, outermost first."""
    chain: list[Cell] = []
    while cell is not None:
        chain.insert(0, cell)
        cell = cell.parent
    return chain


def _rows(blocks: Iterable[Block], depth: int) -> list[tuple[int, dict[int, list[Block]]]]:
    rows: dict[int, dict[int, list[Block]]] = {}
    for block in blocks:
        cell = _chain(block.cell)[depth]
        rows.setdefault(cell.row, {}).setdefault(cell.column, []).append(block)
    return sorted(rows.items())


def _wide(cells: dict[int, list[Block]]) -> bool:
    """Whether a row's only cell spans more than one column."""
    (inside,) = cells.values()
    spans = [c.column_span for c in _chain(inside[0].cell)]
    return bool(spans) and max(spans) > 1


def _role_of(letter: str) -> str:
    return {"B": "need", "C": "need", "D": "need", "E": "outcome"}.get(letter, "provision")


def _domain_in(text: str) -> str:
    lower = text.lower()
    if "social care" in lower or "(care" in lower:
        return "social_care"
    if "mental health" in lower and lower.count("health") == 1:
        return "education" if "education" in lower else ""
    if "(health" in lower or lower.startswith("health") or "health outcome" in lower:
        return "health"
    return "education" if "education" in lower and "special" not in lower else ""


def _area_in(text: str) -> str:
    inner = text.partition("(")[2].rstrip(") :")
    inner = inner.partition(":")[2].strip() if ":" in inner else inner
    return inner.strip()
