"""What is asked about the words of a round's pack, and the answers, without which no pack is made.

An answer holds for the plan's version, so that the pack says the same when it is made again or the plan is drawn again; it
goes with the version when the case is erased. Words of the authority's own (its services, its programmes) may be said once
to stay in every pack. A question shows what may identify: so it is asked of those alone who may see the case.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from moderation import audit
from moderation.anonymise import Answered, Choice, Question, key_of
from moderation.clock import utc_now
from moderation.database.tables import PackQuestion, Round, StayingWords
from moderation.errors import DeskError, NotFoundError
from moderation.permissions import Action, Actor, may_see, require
from moderation.rounds.records import get_round

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Shown:
    """One sentence that words stand in: the plan's code, the file of the pack, the sentence."""

    code: str
    file: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about words, the same in all plans of a round. ``number`` names it; ``choice`` is None until somebody
    answered; ``by`` and ``at`` say who did and when.
    """

    number: int
    key: str
    words: str
    kind: str
    sentences: tuple[Shown, ...]
    choice: Choice | None
    by: str = ""
    at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Questions:
    """A round's questions: those that the actor may answer, and how many wait for somebody else by the plan's code."""

    asked: tuple[Asked, ...]
    elsewhere: Mapping[str, int]

    @property
    def open(self) -> tuple[Asked, ...]:
        """Those without an answer."""
        return tuple(a for a in self.asked if a.choice is None)


class UndecidedError(DeskError):
    """The pack was not made, since words in it may say who somebody is and nobody has answered for them. ``found`` has
    the questions by version.
    """

    def __init__(self, found: Mapping[int, Sequence[Question]]) -> None:
        number = len({q.key for questions in found.values() for q in questions})
        super().__init__(
            "pack.undecided",
            f"The pack was not made: {number} {'words' if number != 1 else 'word'} in it may say who somebody is. Answer for each "
            "whether it stays or goes, then take the pack.",
        )
        self.found = found


def answered_for(session: Session, version_id: int) -> Answered:
    """What people answered about a version's words, and what stays in every pack."""
    rows = session.scalars(
        select(PackQuestion)
        .where(PackQuestion.version_id == version_id, PackQuestion.choice != "")
        .order_by(PackQuestion.id)
    ).all()
    return Answered(
        {r.key: Choice(r.choice) for r in rows},
        {r.key: r.words for r in rows},
        frozenset(session.scalars(select(StayingWords.key))),
    )


def keep_questions(
    session: Session,
    actor: Actor,
    round_id: int,
    found: Mapping[int, Sequence[Question]],
    *,
    now: dt.datetime | None = None,
) -> None:
    """Keep what a pack's making asked; what is no longer asked and was never answered is dropped."""
    require(actor, Action.EXPORT_PACK)
    made = get_round(session, actor, round_id)
    session.execute(select(Round.id).where(Round.id == made.id).with_for_update())  # two may make the pack at once
    for version_id in _versions(made):
        kept = {r.key: r for r in _rows(session, (version_id,))}
        asked = {q.key: q for q in found.get(version_id, ())}
        for row in kept.values():
            if row.key not in asked and not row.choice:
                session.delete(row)
        for key, question in asked.items():
            row = kept.get(key) or PackQuestion(version_id=version_id, key=key, salt=secrets.token_hex(16))
            session.add(row)
            row.words, row.kind, row.sentences = (
                question.words,
                question.kind,
                [{"file": file, "sentence": sentence} for file, sentence in question.sentences],
            )
            row.choice = ""  # it is asked again although it was answered: the answer does not do
    details: dict[str, audit.Detail] = {"questions": sum(map(len, found.values()))}
    audit.append(session, actor, "pack.asked", f"round:{made.id}", details, now=now or utc_now())


def questions_of(session: Session, actor: Actor, round_id: int) -> Questions:
    """A round's questions, answered or not, in the order in which they are met. Raises ``NotFoundError``,
    ``NotPermittedError``.
    """
    require(actor, Action.EXPORT_PACK)
    made = get_round(session, actor, round_id)
    codes = {p.version_id: p.code for p in made.plans if p.version_id is not None}
    mine = {
        p.version_id for p in made.plans if p.version_id is not None and p.case is not None and may_see(actor, p.case)
    }
    elsewhere: dict[str, int] = {}
    together: dict[str, list[PackQuestion]] = {}
    for row in _rows(session, tuple(codes)):
        if row.version_id in mine:
            together.setdefault(row.key, []).append(row)
        elif not row.choice:
            elsewhere[codes[row.version_id]] = elsewhere.get(codes[row.version_id], 0) + 1
    return Questions(tuple(_asked(rows, codes) for rows in together.values()), dict(sorted(elsewhere.items())))


def _asked(rows: Sequence[PackQuestion], codes: Mapping[int, str]) -> Asked:
    shown = tuple(Shown(codes[r.version_id], s["file"], s["sentence"]) for r in rows for s in r.sentences)
    choices = {r.choice for r in rows}
    first = rows[0]
    choice = Choice(first.choice) if len(choices) == 1 and first.choice else None
    by = first.decided_by.display_name if choice and first.decided_by else ""
    return Asked(first.id, first.key, first.words, first.kind, shown, choice, by, first.decided_at if choice else None)


def decide(
    session: Session,
    actor: Actor,
    round_id: int,
    number: int,
    choice: Choice,
    *,
    always: bool = False,
    now: dt.datetime | None = None,
) -> None:
    """Answer a question for every plan of the round that the actor may see; with ``always`` (and "leave") the words stay
    in every pack from now on. The audit log has the answer, and of the words a salted digest alone. Raises
    ``NotFoundError`` for a question of another round, or of a case that is not theirs to see.
    """
    asked = next((a for a in questions_of(session, actor, round_id).asked if a.number == number), None)
    if asked is None:
        raise NotFoundError
    at = now or utc_now()
    made = get_round(session, actor, round_id)
    codes = {p.version_id: p.code for p in made.plans if p.case is not None and may_see(actor, p.case)}
    for row in _rows(session, tuple(v for v in codes if v is not None)):
        if row.key != asked.key or row.choice == choice.value:
            continue
        row.choice, row.decided_by_id, row.decided_at = choice.value, actor.id, at
        details: dict[str, audit.Detail] = {
            "plan": codes[row.version_id], "question": row.id, "choice": choice.value,
            "digest": hashlib.sha256(f"{row.salt}:{row.key}".encode()).hexdigest(),
        }  # fmt: skip
        audit.append(session, actor, "pack.answered", f"round:{made.id}", details, now=at)
    if always and choice is Choice.LEAVE:
        add_staying(session, actor, asked.words, now=at)


def staying(session: Session, actor: Actor) -> list[StayingWords]:
    """The words that stay in every pack, by the alphabet. Raises ``NotPermittedError``."""
    require(actor, Action.EXPORT_PACK)
    return list(session.scalars(select(StayingWords).order_by(StayingWords.key)))


def add_staying(session: Session, actor: Actor, words: str, *, now: dt.datetime | None = None) -> None:
    """Let words of the authority's own stay in every pack. Raises ``DeskError`` where there are none or too many."""
    require(actor, Action.EXPORT_PACK)
    plain = " ".join(words.split())
    if not any(c.isalnum() for c in plain) or len(plain) > LONGEST:
        raise DeskError("pack.words", f"Write the word or words that may stay, at most {LONGEST} characters.")
    if session.scalar(select(StayingWords.id).where(StayingWords.key == key_of(plain))) is not None:
        return
    added = StayingWords(key=key_of(plain), words=plain, added_by_id=actor.id, added_at=now or utc_now())
    session.add(added)
    session.flush()
    audit.append(session, actor, "pack.words_stay", "pack words", {"entry": added.id}, now=now or utc_now())


def remove_staying(session: Session, actor: Actor, number: int, *, now: dt.datetime | None = None) -> None:
    """Have words asked about again in packs to come. Raises ``NotFoundError``."""
    require(actor, Action.EXPORT_PACK)
    found = session.get(StayingWords, number)
    if found is None:
        raise NotFoundError
    session.delete(found)
    audit.append(session, actor, "pack.words_asked_again", "pack words", {"entry": number}, now=now or utc_now())


def _versions(made: Round) -> tuple[int, ...]:
    return tuple(p.version_id for p in made.plans if p.version_id is not None)


def _rows(session: Session, versions: Sequence[int]) -> Sequence[PackQuestion]:
    return session.scalars(
        select(PackQuestion).where(PackQuestion.version_id.in_(versions)).order_by(PackQuestion.id)
    ).all()
