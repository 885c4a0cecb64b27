"""One case anonymised whole: its documents, its draft and the forms for it."""

from __future__ import annotations

import hashlib
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from checks.assessment import Assessment
from extractors.case import Case
from extractors.document import Document
from extractors.reading import read_case
from moderation.anonymise.choices import Choice, ChosenReplacer, Passes, stand_ins_of
from moderation.anonymise.doubts import Doubt, Doubtful
from moderation.anonymise.identities import CHILD, identities_of
from moderation.anonymise.rebuild import rebuild
from moderation.anonymise.replacing import Replacer
from moderation.anonymise.residue import IdentifyingLeftError, asked, residue, sought_in
from moderation.anonymise.terms import by_first_word
from moderation.anonymise.word import anonymise_word
from moderation.anonymise.words import house_words
from moderation.forms import advice_form, plan_form
from moderation.keeping import Newest
from reports.advice_form import write_advice_form
from reports.anonymous import Anonymous
from reports.checklist import write_checklist

# Fields of an assessment whose values are the program's own words, never a document's.
OWN_WORDS = frozenset(
    {
        "schema",
        "check",
        "severity",
        "section",
        "line",
        "id",
        "role",
        "kind",
        "format",
        "how",
        "what",
        "versions",
        "date",
        "requested_on",
        "draft_date",
        "assessed_at",
        "status",
        "domain",
    }
)


@dataclass(frozen=True, slots=True)
class Question:
    """Words that may say who somebody is, to be asked of a person: ``key`` as they are compared, ``words`` as printed,
    ``kind`` what they look like, and each sentence that they stand in, with the file of the pack.
    """

    key: str
    words: str
    kind: str
    sentences: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """What people answered before: choices of this case by key, the words of each key that goes, and keys that stay in
    every pack of the authority's.
    """

    choices: Mapping[str, Choice] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    stay: frozenset[str] = frozenset()

    @property
    def staying(self) -> frozenset[str]:
        """Every key that stays."""
        return self.stay | {key for key, choice in self.choices.items() if choice is Choice.LEAVE}


NOTHING_ANSWERED = Answered()


@dataclass(frozen=True, slots=True)
class AnonymousCase:
    """A case without names: files by name, ready for a pack where there are no ``questions``, and the draft they go with.
    ``stand_ins`` says whose names each stand-in took: for the council alone, never for the pack.
    """

    code: str
    files: Mapping[str, bytes]
    assessment: Assessment
    stand_ins: dict[str, list[str]]
    questions: tuple[Question, ...] = ()


def anonymise_case(
    code: str,
    assessment: Assessment,
    documents: Mapping[str, bytes],
    *,
    also: Iterable[str] = (),
    earlier: Mapping[str, Sequence[str]] | None = None,
    answered: Answered = NOTHING_ANSWERED,
) -> AnonymousCase:
    """Anonymise a case and call it ``code`` ("Plan 1"). ``also`` are further names to take out, ``earlier`` the
    stand-ins of an earlier time, which stay as they were, ``answered`` what people said of words that may identify.

    Where the second pass still has ``questions``, nothing of the case may go out. Raises ``IdentifyingLeftError`` where it
    finds what nobody can answer for, ``ReadError`` or ``CaseError`` where a document cannot be read again.
    """
    also = tuple(also)
    case = _READ.get(_digest(assessment.case, documents), lambda: _read(assessment.case, documents))
    paths = {name: _plain_name(name) for name in documents}
    read = {name: next((d for d in case.documents if d.file == path.name), None) for name, path in paths.items()}
    texts = [text for document in case.documents for text in _texts(document)]
    identities = identities_of(case, texts, also=also, earlier=earlier)
    parents = [p.name for p in case.plan.child.parents]
    sought = sought_in(assessment, texts, parents=parents, setting=case.plan.child.setting, also=also)
    stand_ins = stand_ins_of(answered.choices, answered.words, identities)
    doubtful = Doubtful.of(
        texts, names=sought.names, watch=(*sought.schools, *sought.places), stay=answered.staying,
        council=case.plan.authority, birthday=sought.birthday,
    )  # fmt: skip
    replacer = Passes((Replacer(identities), ChosenReplacer(doubtful, stand_ins)))
    # A form quotes half a sentence: there a chosen word goes wherever it has a capital. The form's own words stay.
    chosen = [key for key in stand_ins if not re.search(r"\d|@", key)]
    everywhere = (*sought.schools, *sought.places)
    quoting = replace(doubtful, own=True, watch=by_first_word((*everywhere, *chosen)))
    own = replace(quoting, watch=by_first_word((*everywhere, *(k for k in chosen if k not in house_words()))))
    names = _new_names(assessment, case, paths)
    files = {
        names[given]: _anonymised(documents[given], document, names[given], replacer)
        for given, document in read.items()
        if document is not None
    }
    quoted = Passes((*replacer.each, ChosenReplacer(quoting, stand_ins)))
    anonymous = _assessment(assessment, code, names, quoted)
    files |= _forms(anonymous)
    questions = _questions({n: [*asked(data, own if _is_form(n) else doubtful)] for n, data in files.items()})
    if not questions:
        stays = _without(answered.staying)
        for name, data in files.items():
            if left := residue(data, sought, own=_is_form(name), stays=stays):
                raise IdentifyingLeftError(f"{code}, {name}", left)
    return AnonymousCase(code, files, anonymous, identities.names, questions)


def _is_form(name: str) -> bool:
    return name.startswith("form-")


def _questions(doubts: Mapping[str, Iterable[Doubt]]) -> tuple[Question, ...]:
    """One question for all that is the same, in the order in which it is met."""
    first: dict[str, Doubt] = {}
    sentences: dict[str, dict[tuple[str, str], None]] = {}
    for file, found in doubts.items():
        for doubt in found:
            first.setdefault(doubt.key, doubt)
            sentences.setdefault(doubt.key, {})[file, doubt.sentence] = None
    return tuple(Question(key, d.words, d.kind, tuple(sentences[key])) for key, d in first.items())


def _without(staying: Iterable[str]) -> Callable[[str], str]:
    """Takes words that may stay out of a text."""
    kept = sorted(staying, key=len, reverse=True)
    if not kept:
        return str
    either = "|".join(r"\s+".join(map(re.escape, key.split())) for key in kept)
    pattern = re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)
    return lambda text: pattern.sub("–", text)


# A pack is made at least twice, once to ask and once to go out; a scan takes a quarter of a minute to read.
_READ: Newest[Case] = Newest(12)


def _digest(name: str, documents: Mapping[str, bytes]) -> str:
    told = hashlib.sha256(name.encode())
    for file, data in documents.items():
        told.update(f"\0{file}\0{len(data)}\0".encode() + hashlib.sha256(data).digest())
    return told.hexdigest()


def _read(name: str, documents: Mapping[str, bytes]) -> Case:
    with tempfile.TemporaryDirectory(prefix="golden-thread-") as folder:
        paths = tuple(_written(Path(folder), i, file, data) for i, (file, data) in enumerate(documents.items()))
        return read_case(name, paths).case


def _written(folder: Path, number: int, name: str, data: bytes) -> Path:
    # A folder each, so that the name need not be unique.
    path = folder / str(number) / _plain_name(name)
    path.parent.mkdir()
    path.write_bytes(data)
    return path


def _plain_name(name: str) -> Path:
    # Only its last part, so that it stays within its folder.
    return Path(Path(name.replace("\\", "/")).name)


def _texts(document: Document) -> list[str]:
    """Every block's words, and each table row as one line, so that a label meets its value."""
    texts = [b.text for b in document.blocks]
    in_cells = [b for b in document.blocks if b.cell]
    for _, row in groupby(in_cells, key=lambda b: (b.cell.table, b.cell.row) if b.cell else None):
        texts.append("\t".join(b.text for b in row))
    return [*texts, *(c.text for c in document.comments), *(c.text for c in document.changes), *document.hidden]


def _anonymised(data: bytes, document: Document, title: str, replacer: Passes) -> bytes:
    if data.startswith(b"PK\x03\x04") and _plain_word(data):
        return anonymise_word(data, replacer)
    return rebuild(document, title.removesuffix(".docx"), replacer)


def _plain_word(data: bytes) -> bool:
    """Whether it is a Word package, and not another kind of zip."""
    import io

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "word/document.xml" in package.namelist()


def _new_names(assessment: Assessment, case: Case, given: Iterable[str]) -> dict[str, str]:
    """New names for the files: what they are, never whom they are about."""
    kinds = {d.file: (d.role, d.kind) for d in assessment.documents}
    names, number = {}, 0
    for name in given:
        role, kind = kinds.get(name, ("other", None))
        if role == "plan":
            names[name] = "plan.docx"
            continue
        number += 1
        names[name] = f"advice-{number}-{kind}.docx" if role == "advice" and kind else f"document-{number}.docx"
    return names


def _assessment(assessment: Assessment, code: str, names: Mapping[str, str], replacer: Passes) -> Assessment:
    """The draft with its identities replaced."""
    told = _replaced(assessment.model_dump(mode="json", by_alias=True), replacer.apply)
    told["case"] = code
    told["plan"]["child"] |= {"name": CHILD, "known_as": "", "date_of_birth": None}
    told["facts"] |= {"team": "", "coordinator": ""}
    for entry, original in zip(told["documents"], assessment.documents, strict=True):
        entry["file"], entry["sha256"] = names.get(original.file, "document.docx"), ""
    return Assessment.model_validate(told)


def _replaced(value: Any, change: Callable[[str], str]) -> Any:  # noqa: ANN401  (any JSON)
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_replaced(v, change) for v in value]
    if isinstance(value, dict):
        return {k: v if k in OWN_WORDS else _replaced(v, change) for k, v in value.items()}
    return value


def _forms(assessment: Assessment) -> dict[str, bytes]:
    """The moderators' forms, pre-filled from the anonymous draft."""
    made: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory(prefix="golden-thread-") as folder:
        path = Path(folder) / "form.docx"
        write_checklist(assessment, plan_form(), path, anonymous=Anonymous(assessment.case, str))
        made["form-plan.docx"] = path.read_bytes()
        for number, advice in enumerate(assessment.advice, 1):
            write_advice_form(assessment, advice, advice_form(), path)
            made[f"form-advice-{number}.docx"] = path.read_bytes()
    return made
