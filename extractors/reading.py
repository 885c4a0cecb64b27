"""A folder's files become a case: each is read, and told by its content to be the plan, advice or other."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors import advice, plan
from extractors.case import Case, CaseFacts
from extractors.document import Document
from extractors.errors import CaseError, ReadError
from extractors.readers import read
from extractors.readers.limits import mail_kind
from extractors.readers.mail import DEEPEST, attachments

PLAN_LIKE = 0.5  # from this likeness on a document is a plan
ADVICE_LIKE = 0.5

Reader = Callable[[Path], Document]


@dataclass(frozen=True, slots=True)
class Failure:
    """A file, or a whole case, that could not be assessed: a code and one plain sentence."""

    file: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class CaseRead:
    """A case as read, beside the files of it that could not be."""

    case: Case
    failures: tuple[Failure, ...] = ()


def read_case(name: str, files: Sequence[Path], facts: CaseFacts | None = None, *, reader: Reader = read) -> CaseRead:
    """Read a case's files. A file that fails is told and left out.

    Raises ``CaseError`` where no plan, or more than one, is among them; ``ReadError`` where the only
    file there is fails.
    """
    documents: list[Document] = []
    failures: list[Failure] = []
    for file in files:
        try:
            held, failed = _read_file(file, reader)
            documents += held
            failures += failed
        except ReadError as error:
            if len(files) == 1:
                raise
            failures.append(Failure(file.name, error.code, error.sentence))
    chosen = _the_plan(documents, failures)
    others = [d for d in documents if d is not chosen]
    given = [d for d in others if advice.likeness(d) >= ADVICE_LIKE]
    rest = tuple(d for d in others if not any(d is a for a in given))
    case = Case(
        name,
        tuple(documents),
        plan.read_plan(chosen),
        tuple(advice.read_advice(d) for d in given),
        rest,
        facts or CaseFacts(),
    )
    return CaseRead(case, tuple(failures))


def try_file(file: Path) -> None:
    """Read one file, and all that it holds, as it is read in a case, for no other end than to see what that costs."""
    try:
        documents, _ = _read_file(file, read)
    except ReadError:
        return
    for document in documents:
        if plan.likeness(document) >= PLAN_LIKE:
            plan.read_plan(document)
        if advice.likeness(document) >= ADVICE_LIKE:
            advice.read_advice(document)


def _read_file(file: Path, reader: Reader, depth: int = 0) -> tuple[list[Document], list[Failure]]:
    """The documents of a file: itself, or those attached to it where it is an e-mail, and the failures among them."""
    mail = mail_kind(file)
    if mail and depth > DEEPEST:
        raise ReadError("mail.damaged", f"{file.name} holds e-mails within e-mails, too many to open. Save them apart.")
    return _read_attached(file, mail, reader, depth) if mail else ([reader(file)], [])


def _read_attached(file: Path, kind: str, reader: Reader, depth: int) -> tuple[list[Document], list[Failure]]:
    """The documents attached to an e-mail, and those of them that could not be read."""
    documents: list[Document] = []
    failures: list[Failure] = []
    with tempfile.TemporaryDirectory(prefix="goldenthread-") as held:
        for number, (name, data) in enumerate(attachments(file, kind)):
            folder = Path(held) / str(number)
            folder.mkdir()
            copy = folder / name
            copy.write_bytes(data)
            try:
                more, failed = _read_file(copy, reader, depth + 1)
                documents += more
                failures += (Failure(f"{file.name}: {f.file}", f.code, f.reason) for f in failed)
            except ReadError as error:
                failures.append(Failure(f"{file.name}: {name}", error.code, error.sentence))
    return documents, failures


def _the_plan(documents: Sequence[Document], failures: Sequence[Failure]) -> Document:
    """The one document that is a plan."""
    plans = [d for d in documents if plan.likeness(d) >= PLAN_LIKE]
    if len(plans) > 1:
        names = " and ".join(d.file for d in plans)
        raise CaseError(
            "case.two_plans", f"There is more than one plan here ({names}). Keep one plan for each case and try again."
        )
    if plans:
        return plans[0]
    if failures:
        first = failures[0]
        raise CaseError("case.no_plan", f"No plan could be read here. {first.file}: {first.reason}")
    if len(documents) == 1:
        raise CaseError(
            "case.no_plan",
            "This does not read as an EHC plan. If it is advice for one, put both in one folder and try again.",
        )
    raise CaseError("case.no_plan", "None of the documents here is an EHC plan. Add the draft plan and try again.")
