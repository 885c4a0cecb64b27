"""``goldenthread draw-sample`` and ``export-pack``: a round's plans drawn, and its anonymised pack."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from flows.commands.exits import ALL, SOME_FAILED

if TYPE_CHECKING:
    from flows.commands.group import Commands
    from moderation.database.tables import Round

SETTINGS = "the desk's settings file (desk.yaml unless given)"


def add(commands: Commands) -> None:
    """Add both."""
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
        with database.reading() as session:
            prepared = rounds.prepare_pack(session, COMMAND_LINE, given.round, settings=settings)
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
