"""The form's own print inside a section: labels, column heads, guidance; and wordings that mark an item."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

from extractors.document import Block
from models.sentences import sentences

TYPED = re.compile(
    r"^(?:\(?\d{1,2}(?:\.\d{1,2})?[.)](?!\d)|\d{1,2}\.\d{1,2}(?=\s+(?!(?:hours?|hrs?|minutes?|mins?|c?m|kg|times|x|sessions?|years?|logMAR)\b))|[-–—•▪●◦*·‣]|\(?(?:[a-z]|[ivx]{2,5})\)|[a-h]\.(?=\s+[A-Z])|[BCDEFGH][12]?[.\-]?\d{1,2}[.):]?(?=\s))\s*(?=\S)"
)
_ASKS = re.compile(r"\bplease\b|^\W*(guidance|note)\b", re.IGNORECASE)
_TURN = re.compile(
    r"\b(however|although|though|but|despite|yet|nevertheless|nonetheless|(?:by|in) contrast|on the other hand|conversely|while|whilst|whereas)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"^(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4}|[a-z])[.)]\s*|[BCDEFGH]\d{1,2}[.):]?\s+(?=[A-Z]))", re.IGNORECASE
)
_LEAD = re.compile(r"^(?P<label>[^:\n.]{3,70}?)\s*[:–—]\s+(?=\S)")
_LEADS = {"strengths", "needs", "outcome", "by_when", "known_by", "steps", "provision", "monitoring"}
ASIDE = 12  # words that say who gives a thing, or how often, and no more
_VERB = re.compile(r"\b(?:will|is|are|has|have|should|must|to be|can|may)\b", re.IGNORECASE)
PHASE = 16  # words of a line that names a phase over outcomes
_PHASE = re.compile(
    r"^\W*(?:(?:my |long[- ]term |key )?outcomes? )?(?:sought |to be (?:achieved|reached|met) )?by (?:the )?(?:end of|time|age|july|june|august|september|december|april|easter|summer|christmas|\d)"
    r"|^(?:(?!will\b)[\w&/,’'-]+ ){0,8}outcomes?\b(?:[\s,:–-]|sought|to be (?:achieved|reached|met))*by (?:the )?(?:end of|time|age|july|june|august|september|december|april|easter|summer|christmas|\d)"
    r"|^\W*(?:outcomes? )?(?:for|at) the end of (?:key stage|ks|year|this|the)|^\W*end of (?:key stage|ks ?\d|year)",
    re.IGNORECASE,
)
_DATES_ALL = re.compile(
    r"^(?:(?!will\b)[\w’'-]+ ){0,4}?(?:outcomes|objectives|aims(?! to (?!be\b)))\b(?:(?!\b(?:reviewed|monitored|looked at|checked|discussed)\b)[^.]){0,140}"
    r"\b(?:achieve|achieved|met|meet|reach|reached|sought|worked towards|aim|apply|cover)\b[^.]{0,30}\b(?:by|until|to|at) (?:the )?(?:end of|time|age|january|february|march|april|may|june|july|august|september|october|november|december|easter|summer|christmas|\d)"
    r"|^(?:the|these|all|my|his|her|their)(?: of)?(?: the| these| my)? (?:\w+ )?(?:outcomes|objectives)\b.{0,20}\b(?:are|is) (?:set |meant )?for the end of",
    re.IGNORECASE,
)
_RUNNING = re.compile(
    r"^\W*(?:official|official\W+sensitive|confidential|private (?:and|&) confidential|strictly confidential|restricted|protect)\W*$"
    r"|^\W*page \d{1,3}(?: of \d{1,3})?\W*$",
    re.IGNORECASE,
)
_NAMES = re.compile(r"\bsection [A-K][12]?\b \w", re.IGNORECASE)
_ALL_OF_IT = re.compile(r"^\W*(?:[\w-]+ ){0,4}(?:provision|support|help)\b.{0,40}\bwho\b.{0,30}\b(?:when|how often|how much|frequency)\b", re.IGNORECASE)  # fmt: skip
KEY = 5  # sections that a line names with what they hold


@cache
def _data() -> dict[str, dict[str, list[str]] | list[str]]:
    loaded: dict[str, dict[str, list[str]] | list[str]] = yaml.safe_load(
        (Path(__file__).parent / "labels.yaml").read_text(encoding="utf-8")
    )
    return loaded


@cache
def _compiled(group: str) -> dict[str, re.Pattern[str]]:
    kinds = _data()[group]
    if isinstance(kinds, list):
        return {group: re.compile("|".join(f"(?:{p})" for p in kinds), re.IGNORECASE)}
    return {kind: re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE) for kind, patterns in kinds.items()}


def label_of(block: Block) -> str | None:
    """The kind of label that a block is ("strengths", "needs", "steps", ...), or None where it is words.

    A label is short and stands out or ends in a colon; a sentence is never one.
    """
    text = block.text.strip()
    if len(text) > 150 or text.count("\n") > 1 or block.label not in ("", None) or text.endswith("."):
        return None
    stands_out = (
        block.style.bold or block.level is not None or block.style.shaded or text.endswith(":") or text.isupper()
    )
    plain = _NUMBER.sub("", text).rstrip(": ").strip()
    if not stands_out and len(plain.split()) > 4:
        return None
    return line_kind(plain)


def lead_label(block: Block) -> tuple[str, int] | None:
    """The kind of the label that begins a paragraph, its words following ("Need 1: ..."), and where they begin."""
    lead = _LEAD.match(block.text)
    if not lead:
        return None
    kind = line_kind(_NUMBER.sub("", lead["label"]).strip())
    return (kind, lead.end()) if kind in _LEADS else None


def is_phase(text: str) -> bool:
    """Whether a short line names the time by which what follows is to be reached ("By the end of Year 6")."""
    return len(text.split()) <= PHASE and bool(_PHASE.search(text)) and not text.rstrip().endswith((".", ";"))


def dates_all(text: str) -> bool:
    """Whether an introduction says by when the outcomes below it are to be reached, and is none itself."""
    return bool(_DATES_ALL.match(text))


def is_running(block: Block) -> bool:
    """Whether a block is a protective marking or page number that was typed into the body, or a key that tells in
    one line what every section holds.
    """
    return (len(block.text) < 60 and bool(_RUNNING.match(block.text))) or len(_NAMES.findall(block.text)) >= KEY


def line_kind(plain: str) -> str | None:
    """The kind of label these words make on a line of their own, or None."""
    return next((kind for kind, pattern in _compiled("lines").items() if pattern.fullmatch(plain)), None)


def column_of(text: str) -> str | None:
    """What a column with this head holds: need, outcome, by_when, known_by, steps, provision, who, frequency, strengths,
    which_need or review; None for another.
    """
    if not text or len(text.split()) > 30:
        return None
    if _ALL_OF_IT.search(text):
        return "provision"
    return next((kind for kind, pattern in _compiled("columns").items() if pattern.search(text)), None)


def names_items(letter: str, text: str) -> bool:
    """Whether a column's head says by its own word that it holds a section's items: "Provision (F): who and when"."""
    kind = {"B": "need", "C": "need", "D": "need", "E": "outcome"}.get(letter, "provision")
    return bool(_compiled("columns")[kind].search(text)) and not text.lower().startswith(("who", "by whom", "how"))


@cache
def _inline() -> re.Pattern[str]:
    kinds = _compiled("inline")
    return re.compile(
        r"(?:^|(?<=[.;)\]\s]))\s?(?:"
        + "|".join(f"(?P<{k}>{p.pattern})" for k, p in kinds.items())
        + r")\s*(?::|(?<![.;)\]\s])\?:?(?!\s+\w+\?))\s*",
        re.IGNORECASE,
    )


def inline_labels(text: str) -> list[tuple[str, int, int]]:
    """Labels inside running words ("Who: ... How often: ..."): kind, start and end of each."""
    found = [(m.lastgroup or "", m.start(), m.end()) for m in _inline().finditer(text)]
    return [x for x in found if text.count("(", 0, x[1]) <= text.count(")", 0, x[1])]  # "(one who is known to Ali): "


def is_guidance(text: str) -> bool:
    """Whether the words are the form's own instructions to its writer."""
    return bool(_compiled("guidance")["guidance"].search(text))


_ANNOTATION = re.compile(
    r"^\W*(?:commentary|annotation|good practice(?: point| example| note)?|why (?:this|it) (?:works|is (?:good|better|clear|strong))|(?:drafting|drafter['’]?s|writer['’]?s|editor['’]?s|reviewer['’]?s) (?:note|comment)s?"
    r"|notes? (?:to|for) (?:the )?(?:plan |ehcp? )?(?:reader|writer|author|drafter|case ?worker|officer|co-?ordinator)s?|(?P<mild>(?:top |useful )?tip|comment))\s*[:–—]",
    re.IGNORECASE,
)


def is_annotation(text: str, *, own_words: bool = False) -> bool:
    """Whether a line speaks of the plan to those who learn from it, as published examples do ("Commentary: ...").
    Where a family has its ``own_words`` a tip or a comment may be theirs.
    """
    found = _ANNOTATION.match(text)
    return found is not None and not (own_words and found["mild"])


LONG_STATEMENT = 90  # words
_ELSE = re.compile(r"\bno (?:\w+ )?(?:other|further|additional)\b|\bnothing else\b", re.IGNORECASE)


def is_statement(text: str) -> bool:
    """Whether the words say that there is nothing here, or that nothing came: no item of any kind. A long
    paragraph is one where, its statements apart, nothing in it tells of a difficulty; so is a short one that says
    there is nothing "else" or no "other" need.
    """
    pattern = _compiled("statements")["statements"]
    if not pattern.search(text):
        return False
    if len(text.split()) < LONG_STATEMENT and not _ELSE.search(text):
        return True
    return not any(difficulties(s) for s in sentences(text) if not pattern.search(s))


def is_intro(text: str) -> bool:
    """Whether the words introduce what follows and are no item themselves."""
    return text.rstrip().endswith(":") or bool(_compiled("intro")["intro"].search(text))


def difficulties(text: str) -> int:
    """How many words for difficulty the text holds."""
    return _count("difficulty", text)


def praises(text: str) -> int:
    """How many words for what goes well the text holds."""
    return _count("strength", text)


def states_need(text: str) -> bool:
    """Whether a paragraph that no label explains states a need: words for what is hard, held against words for
    what goes well. One with neither is a need unless it tells where the child stands or who was asked.
    """
    hard, good = difficulties(text), _count("strength", text)
    told = _count("background", text)
    if not hard:
        return not good and not told
    if told and hard <= told:
        return False
    if hard > good:
        return True
    first = min(_starts("difficulty", text), default=0) < min(_starts("strength", text), default=0)
    return first or bool(_TURN.search(text))


def is_overview(text: str) -> bool:
    """Whether an opening paragraph sums up who the child is and where, before the needs are told."""
    return _count("overview", text) > 0


def is_diagnosis(text: str) -> bool:
    """Whether the words only name a condition, and when or by whom it was found: no need of itself."""
    return bool(_compiled("diagnosis")["diagnosis"].search(text))


def aside_of(text: str) -> str | None:
    """Whether a few words only say who gives a thing ("who") or how often ("frequency"); None for other words."""
    if len(text.split()) > ASIDE or text.rstrip().endswith((".", ":", ";")) or _VERB.search(text):
        return None
    return next((kind for kind, pattern in _compiled("aside").items() if pattern.search(text)), None)


def is_asked(text: str) -> bool:
    """Whether the words plainly ask the writer to do something, as a form's prompts do."""
    return bool(_ASKS.search(text)) and is_guidance(text)


def _count(group: str, text: str) -> int:
    return sum(1 for _ in _compiled(group)[group].finditer(text))


def _starts(group: str, text: str) -> list[int]:
    return [m.start() for m in _compiled(group)[group].finditer(text)]
