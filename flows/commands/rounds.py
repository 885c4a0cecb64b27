"""``goldenthread draw-sample``, ``export-pack`` and ``pack-words``: a round's plans drawn, its anonymised pack, its questions."""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from flows.commands.exits import ALL, SOME_FAILED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flows.commands.group import Commands
    from moderation.anonymise import Choice
    from moderation.database.tables import Round
    from moderation.rounds import Asked

SETTINGS = "the desk's settings file (desk.yaml unless given)"


def add(commands: Commands) -> None:
    """Add them."""
    draw = commands.add_parser("draw-sample", help="draw the plans of a moderation round at random, or draw one again")
    draw.add_argument("--step", choices=("1a", "2b"), default="2b", help="peer moderation, or the quarter's sample")
    draw.add_argument("--period", default="", help="such as 2026-Q4 (the present one unless given)")
    draw.add_argument("--size", type=int, help="how many plans (the settings' unless given)")
    draw.add_argument("--among", choices=("signed_off", "assessed"), help="which plans may be drawn")
    draw.add_argument("--seed", type=int, help="a number drawn in public (a secret one unless given)")
    draw.add_argument("--repeat", type=int, metavar="ROUND", help="draw this round again and compare; keeps nothing")
    draw.add_argument("--settings", type=Path, help=SETTINGS)
    draw.set_defaults(run=_draw)
    pack = commands.add_parser("export-pack", help="write a round's anonymised pack")
    pack.add_argument("round", type=int, help="the round's number, as draw-sample tells it")
    pack.add_argument("--out", type=Path, required=True, help="the folder to write it in")
    pack.add_argument("--zip", action="store_true", help="as one zip instead of a folder")
    pack.add_argument("--key", type=Path, metavar="FILE", help="also write who is who here; never give it away")
    pack.add_argument("--settings", type=Path, help=SETTINGS)
    pack.set_defaults(run=_export)
    words = commands.add_parser(
        "pack-words", help="what a pack asks: words that may say who somebody is, to stay or go"
    )
    words.add_argument("round", type=int, help="the round's number")
    way = words.add_mutually_exclusive_group()
    way.add_argument(
        "--write", type=Path, metavar="FILE.csv", help="write the questions here, to be answered in a spreadsheet"
    )
    way.add_argument("--read", type=Path, metavar="FILE.csv", help="take the answers from here (column “answer”)")
    words.add_argument("--settings", type=Path, help=SETTINGS)
    words.set_defaults(run=_words)


def _draw(given: argparse.Namespace) -> int:
    from flows.desk_at import desk_at
    from moderation import rounds
    from moderation.permissions import COMMAND_LINE

    with desk_at(given.settings) as (database, settings):
        if given.repeat is not None:
            with database.reading() as session:
                again = rounds.repeat_draw(session, COMMAND_LINE, given.repeat)
            sys.stdout.write(f"Drawn again: {', '.join(again.references)}\nList drawn from: {again.frame_hash}\n")
            sys.stdout.write("The record holds.\n" if again.same else "This is not what the record says.\n")
            return ALL if again.same else SOME_FAILED
        with database.writing() as session:
            made = rounds.draw_round(
                session, COMMAND_LINE, given.step, period=given.period, size=given.size, among=given.among,
                seed=given.seed, settings=settings,
            )  # fmt: skip
            sys.stdout.write(_told(made))
            sys.stderr.write(_unstated(made))
    return ALL


def _told(made: Round) -> str:
    lines = [f"Round {made.id}: step {made.step}, {made.period}, {made.size} of {len(made.population)} plans."]
    lines += [f"{p.code}: {p.reference}, {p.age_group}, {p.primary_need}, {p.placement_type}" for p in made.plans]
    lines += [f"Seed {made.seed}, way of drawing {made.method}, list drawn from {made.frame_hash}"]
    return "\n".join([*lines, f"Its pack: goldenthread export-pack {made.id} --out FOLDER"]) + "\n"


def _unstated(made: Round) -> str:
    """A warning where plans of the list drawn from do not state what the sample is to be spread over; else ""."""
    from moderation.rounds.drawing import NOT_STATED

    asked = {"age_group": "age", "primary_need": "primary need", "placement_type": "placement"}
    missing = {words: sum(plan[key] == NOT_STATED for plan in made.population) for key, words in asked.items()}
    told = [f"{words} of {number}" for words, number in missing.items() if number]
    if not told:
        return ""
    return (
        f"Of the {len(made.population)} plans drawn from it is not stated: {', '.join(told)}. The sample cannot be spread "
        "over what is not stated. Give it in cases.csv (primary_need, placement_type), assess these plans again and draw "
        "anew. [round.unstated]\n"
    )


def _export(given: argparse.Namespace) -> int:
    from flows.batch import make_writable
    from flows.desk_at import desk_at
    from moderation import rounds
    from moderation.permissions import COMMAND_LINE

    make_writable(given.out)
    with desk_at(given.settings) as (database, settings):
        try:
            with database.reading() as session:
                prepared = rounds.prepare_pack(session, COMMAND_LINE, given.round, settings=settings)
        except rounds.UndecidedError as error:
            with database.writing() as session:
                rounds.keep_questions(session, COMMAND_LINE, given.round, error.found)
            ask = f"goldenthread pack-words {given.round} --write FILE.csv"
            sys.stderr.write(f"{error.sentence} On the desk's page of the round, or with: {ask} [{error.code}]\n")
            return SOME_FAILED
        with database.writing() as session:
            pack = rounds.keep_pack(session, COMMAND_LINE, prepared)
        if given.zip:
            written = given.out / f"{pack.name}.zip"
            written.write_bytes(pack.as_zip())
        else:
            written = pack.write(given.out)
        sys.stdout.write(f"The pack is {written}\n")
        if given.key:
            with database.writing() as session:
                key = rounds.pack_key(session, COMMAND_LINE, given.round)
            given.key.write_text(json.dumps(key, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
            given.key.chmod(0o600)
            sys.stdout.write(f"Who is who stands in {given.key}: keep it apart from the pack.\n")
    return ALL


COLUMNS = ("question", "words", "kind", "answer", "plan", "file", "sentence")
ALWAYS = "always"  # leave, and never ask about these words again


def _words(given: argparse.Namespace) -> int:
    from flows.desk_at import desk_at
    from moderation import rounds
    from moderation.permissions import COMMAND_LINE

    with desk_at(given.settings) as (database, _):
        if given.read:
            answers = _answers(given.read)
            with database.writing() as session:
                for number, (choice, always) in answers.items():
                    rounds.decide(session, COMMAND_LINE, given.round, number, choice, always=always)
        with database.reading() as session:
            found = rounds.questions_of(session, COMMAND_LINE, given.round)
        if given.write:
            given.write.write_text(_as_csv(found.asked), encoding="utf-8-sig")
            given.write.chmod(0o600)
        for asked in () if given.write else found.open:
            sys.stdout.write(f"{asked.number}: {asked.words}\n    {asked.sentences[0].sentence}\n")
        sys.stdout.write(f"{len(found.asked)} questions, {len(found.open)} without an answer.\n")
        if given.write:
            sys.stdout.write(
                f"They stand in {given.write}: answer each with {', '.join(_choices())}. Keep it apart from the pack.\n"
            )
    return SOME_FAILED if found.open and not given.write else ALL


def _choices() -> tuple[str, ...]:
    from moderation.anonymise import Choice

    return (*(c.value for c in Choice), ALWAYS)


def _as_csv(asked: Sequence[Asked]) -> str:
    """Each question with each of its sentences; the answer belongs to the question's first row."""
    made = io.StringIO()
    rows = csv.writer(made, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for one in asked:
        for i, shown in enumerate(one.sentences):
            answer = one.choice.value if one.choice and not i else ""
            told = (one.words, one.kind, answer, shown.code, shown.file, shown.sentence)
            rows.writerow((one.number, *map(_no_formula, told)))
    return made.getvalue()


def _no_formula(value: str) -> str:
    """A value that no spreadsheet takes for a formula."""
    return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _answers(path: Path) -> dict[int, tuple[Choice, bool]]:
    """The answers of a file by question: the choice, and whether it holds for every pack. Raises ``DeskError``."""
    from moderation.anonymise import Choice
    from moderation.errors import DeskError

    try:
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DeskError("pack.answers", f"{path.name} cannot be read as a CSV file.") from error
    found: dict[int, tuple[Choice, bool]] = {}
    for line, row in enumerate(rows, 2):
        number, answer = (row.get("question") or "").strip(), (row.get("answer") or "").strip().lower()
        if not answer:
            continue
        if not number.isdecimal() or answer not in _choices():
            raise DeskError(
                "pack.answers",
                f"Line {line} of {path.name} is not an answer to a question: write one of {', '.join(_choices())}.",
            )
        choice = Choice.LEAVE if answer == ALWAYS else Choice(answer)
        if found.setdefault(int(number), (choice, answer == ALWAYS)) != (choice, answer == ALWAYS):
            raise DeskError("pack.answers", f"{path.name} has two different answers to question {number}.")
    return found
