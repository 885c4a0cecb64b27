"""The terms of the trade, with plain words for each, and where they stand in a text.

Read from ``forms/words/jargon.terms.yaml``. Looked up word by word in a table, so that a long list costs no
more than a short one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from checks.forms.mistakes import LOADER
from checks.words import FOLDER
from extractors.errors import GoldenThreadError

FILE = "jargon.terms.yaml"
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9’'&]*")
_FOLLOWS = re.compile(r"(?: (?:phases?|stages?|levels?|parts?) \d(?:(?:,| and| to|-) ?\d)*)")
_EDITION = re.compile(r"[- ](?:\d|II|III|IV|V)(?![\w.:/]|,\d)")  # of a test: "CELF-Preschool 3"


@dataclass(frozen=True, slots=True)
class Term:
    """One term: its kind (the heading it stands under), how it is first listed, plain words for it."""

    kind: str
    name: str
    gloss: str


@dataclass(frozen=True, slots=True)
class Use:
    """A term at characters ``start`` to ``end`` of a text."""

    term: Term
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Form:
    term: Term
    words: tuple[str, ...]
    exact: bool


@cache
def _table() -> dict[str, tuple[_Form, ...]]:
    """Every form by its first word in small letters, the longest first."""
    path = FOLDER / FILE
    data = LOADER(path.read_text(encoding="utf-8")).get_single_data()
    if not isinstance(data, dict) or not all(isinstance(v, dict) for v in data.values()):
        raise GoldenThreadError("words.wrong", f"{FILE} must hold headings, each with terms and their plain words.")
    table: dict[str, list[_Form]] = {}
    for kind, entries in data.items():
        for names, gloss in entries.items():
            for one in str(names).split(" | "):  # different terms, with the same plain words
                forms = [form.strip() for form in one.split("|")]
                term = Term(str(kind), forms[0], str(gloss))
                for form in forms:
                    words = tuple(_WORD.findall(form))
                    if not words:
                        raise GoldenThreadError("words.wrong", f"{FILE} holds a term without a word: {names!r}.")
                    table.setdefault(words[0].lower(), []).append(_Form(term, words, form != form.lower()))
    return {k: tuple(sorted(v, key=lambda f: -len(f.words))) for k, v in table.items()}


def uses(text: str) -> Iterator[Use]:
    """The terms in a text, in order, none inside another."""
    table = _table()
    found = list(_WORD.finditer(text))
    at = 0
    while at < len(found):
        form = next((f for f in _candidates(table, found[at][0]) if _fits(f, found, at)), None)
        if form is None:
            at += 1
            continue
        end = found[at + len(form.words) - 1].end()
        follows = _FOLLOWS.match(text, end) or (_EDITION.match(text, end) if form.term.kind == "tests" else None)
        yield Use(form.term, found[at].start(), follows.end() if follows else end)
        at += len(form.words)


def _candidates(table: dict[str, tuple[_Form, ...]], word: str) -> tuple[_Form, ...]:
    lower = word.lower()
    own = table.get(lower, ())
    return own + table.get(lower[:-1], ()) if lower.endswith("s") else own


def _fits(form: _Form, found: list[re.Match[str]], at: int) -> bool:
    if at + len(form.words) > len(found):
        return False
    last = len(form.words) - 1
    for i, wanted in enumerate(form.words):
        word = found[at + i][0].removesuffix("'s").removesuffix("’s")
        same = word == wanted if form.exact else word.lower() == wanted.lower()
        plural = i == last and (word == f"{wanted}s" if form.exact else word.lower() == f"{wanted.lower()}s")
        if not (same or plural):
            return False
        if i and not _joined(found[at + i - 1], found[at + i]):
            return False
    return True


def _joined(one: re.Match[str], other: re.Match[str]) -> bool:
    """Two words of one term stand side by side, with a space, a hyphen or "and" at most between them."""
    return other.start() - one.end() <= 1 and one.string[one.end() : other.start()] in (
        " ",
        "-",
        "‑",
        "–",
        "\u00a0",
        "",
    )
