"""Learnt versions kept in a folder: each its own file, ``current`` naming the one in force; any can be taken back."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import asdict
from pathlib import Path

import yaml

from checks.forms.learnt import CURRENT, Learnt, as_data, in_force, load_learnt
from checks.learning.relearn import Relearnt
from extractors.errors import CommandError

_NAME = re.compile(r"learnt-(\d+)\.yaml")


def versions(folder: Path) -> list[str]:
    """The names of the versions in a folder, oldest first."""
    found = sorted((int(m[1]), p.stem) for p in folder.glob("learnt-*.yaml") if (m := _NAME.fullmatch(p.name)))
    return [name for _, name in found]


def keep(found: Relearnt, form: str, folder: Path, *, source: str, today: dt.date) -> Learnt:
    """Write what was learnt as a new version and put it in force. Anchors learnt before and not bettered stay."""
    folder.mkdir(parents=True, exist_ok=True)
    before = in_force(folder)
    number = int(versions(folder)[-1].split("-")[1]) + 1 if versions(folder) else 1
    learnt = Learnt(
        form=form,
        name=f"learnt-{number}",
        made_on=today.isoformat(),
        **{"from": source},
        anchors={**(before.anchors if before else {}), **found.anchors},
        confidence=found.confidence,
        measured={
            "plans": found.plans,
            "answers": found.before.answers,
            "before": _figures(found.before),
            "after": _figures(found.after),
            "reliability": [[round(s, 3), round(h, 3), n] for s, h, n in found.reliability],
        },
    )
    path = folder / f"{learnt.name}.yaml"
    head = f"# Learnt from people's answers by goldenthread learn. To take it back: goldenthread learn --undo --out {folder.name}\n"
    path.write_text(head + yaml.safe_dump(as_data(learnt), sort_keys=False, allow_unicode=True), encoding="utf-8")
    _point(folder, learnt.name)
    return learnt


def undo(folder: Path) -> tuple[str, str]:
    """Take back the version in force; the one before it stands again. Returns both names, the second "" where the
    form's own anchors stand. Raises ``CommandError`` where nothing is in force.
    """
    pointer = folder / CURRENT
    name = pointer.read_text(encoding="utf-8").strip() if pointer.exists() else ""
    if not name:
        raise CommandError("learn.nothing", f"Nothing learnt is in force in {folder}.")
    earlier = [v for v in versions(folder) if int(v.split("-")[1]) < int(name.split("-")[1])]
    _point(folder, earlier[-1] if earlier else "")
    return name, earlier[-1] if earlier else ""


def use_version(folder: Path, name: str) -> None:
    """Put a version in force by its name. Raises ``CommandError`` for one that the folder does not have."""
    if name not in versions(folder):
        known = ", ".join(versions(folder)) or "none"
        raise CommandError("learn.version", f"{folder} has no version {name}; it has {known}.")
    load_learnt(folder / f"{name}.yaml")
    _point(folder, name)


def _point(folder: Path, name: str) -> None:
    """Replace the pointer at once, so that a run at the same time sees the one or the other."""
    beside = folder / f"{CURRENT}.new"
    beside.write_text(f"{name}\n", encoding="utf-8")
    beside.replace(folder / CURRENT)


def _figures(agreement: object) -> dict[str, float]:
    return {k: round(float(v), 3) for k, v in asdict(agreement).items()}  # type: ignore[call-overload]
