"""What an authority has set: one commented YAML file, named by ``--config`` or ``GOLDENTHREAD_CONFIG``.

Everything in it is optional. It changes the forms (anchors, weights, wording, which lines exist, or another form
altogether), the word lists, which checks report, and limits. An unknown name, a word list that does not exist, a
phrase that is no pattern: each is refused, told by line and setting, with what is allowed there.
``authority.example.yaml`` beside this file holds every setting with what it does.
"""

from __future__ import annotations

import hashlib
import os
import re
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from checks.forms.form import Line, Scored, When
from checks.forms.mistakes import FormError, mistakes, read_yaml, told, unknown

VARIABLE = "GOLDENTHREAD_CONFIG"
WORDS = Path(__file__).parent / "words"
OPEN_LISTS = ("provision.vague",)  # lists whose names are suggestions: an authority may add its own

_PART = re.compile(r"(?<!\?P)<[a-z][a-z_]*>")  # a part of the same list, see checks/words.py

Share = Annotated[float, Field(ge=0, le=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class LineChange(_Strict):
    """What is changed of one line; what is not given stays."""

    text: str | None = None
    ladder: str | None = None
    anchors: tuple[Share, ...] | None = None
    few: Annotated[float, Field(ge=0, le=5)] | None = None
    measures: dict[str, Annotated[float, Field(gt=0)]] | None = None
    why: str | None = None
    also: dict[str, str] | None = None
    look_at: str | None = None
    when: tuple[When, ...] | None = None
    left_to_people: bool = False


class NewLine(_Strict):
    """A line that the form does not have: in which section, after which line (else last), and the line."""

    section: str
    after: str | None = None
    line: Line


class FormChange(_Strict):
    """Changes to one form. ``file`` is another form altogether, beside this file; the rest is then changed in it."""

    file: Path | None = None
    title: str | None = None
    ladders: dict[str, tuple[Share, ...]] = Field(default_factory=dict)
    leave_out: tuple[str, ...] = ()
    lines: dict[str, LineChange] = Field(default_factory=dict)
    add: tuple[NewLine, ...] = ()


class Words(_Strict):
    """Changes to the phrases under one name of a word list."""

    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    replace: tuple[str, ...] | None = None

    def changed(self, phrases: list[str]) -> list[str]:
        """The phrases after the change."""
        kept = [p for p in phrases if p not in self.remove] if self.replace is None else list(self.replace)
        return [*kept, *(p for p in self.add if p not in kept)]


class Checks(_Strict):
    """Which checks report, by code, and what the authority forbids in a plan."""

    leave_out: tuple[str, ...] = ()
    forbid_professionals_names: bool = False
    forbid_medicine_names: bool = False


class Limits(_Strict):
    """Numbers that a check holds to. ``few_items``: under so many a share says little and is less sure."""

    stale_advice_months: Annotated[int, Field(ge=1, le=60)] = 12
    few_items: Annotated[int, Field(ge=1, le=10)] = 3


class Reading(_Strict):
    """What a process that reads strangers' files may use, by document (a case has the sum of its documents'): seconds
    by the clock and of processor time, more for a PDF, whose pages may be scans that several processors recognise at
    once; and megabytes of memory beside what the program itself takes.
    """

    seconds: Annotated[int, Field(ge=1)] = 90
    processor_seconds: Annotated[int, Field(ge=1)] = 60
    pdf_seconds: Annotated[int, Field(ge=1)] = 300
    pdf_processor_seconds: Annotated[int, Field(ge=1)] = 600
    megabytes: Annotated[int, Field(ge=100)] = 3000


class Learning(_Strict):
    """Where learnt anchors are kept (beside this file), and how much is enough to learn from."""

    folder: Path | None = None
    least_plans: Annotated[int, Field(ge=20)] = 200
    least_answers_a_line: Annotated[int, Field(ge=10)] = 60


class Desk(_Strict):
    """What the desk takes from here where its own settings do not say."""

    hidden_share: Annotated[float, Field(ge=0, le=0.5)] | None = None


class Authority(_Strict):
    """An authority's whole configuration."""

    schema_: Literal["authority/1"] = Field("authority/1", alias="schema")
    council: str = ""
    form: FormChange = FormChange()
    advice_form: FormChange = FormChange()
    words: dict[str, dict[str, Words]] = Field(default_factory=dict)
    checks: Checks = Checks()
    limits: Limits = Limits()
    reading: Reading = Reading()
    learning: Learning = Learning()
    desk: Desk = Desk()
    digest: str = Field("", exclude=True)
    folder: Path = Field(Path(), exclude=True)


NONE = Authority()


def current() -> Authority:
    """The configuration that the environment names; the program's own settings where it names none."""
    named = os.environ.get(VARIABLE, "")
    return load_authority(Path(named)) if named else NONE


def use(path: Path | None) -> None:
    """Name a configuration for this process and those that it starts, before any case is assessed. Raises
    ``FormError`` for a mistake in it.
    """
    if path is None:
        os.environ.pop(VARIABLE, None)
        return
    load_authority(path.resolve())
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = str(path.resolve())
    try:
        _check_forms()
    except FormError:
        os.environ.pop(VARIABLE) if before is None else os.environ.update({VARIABLE: before})
        raise


def _check_forms() -> None:
    """That both forms can be used as the configuration changes them: told here, before any work is begun."""
    from checks.forms.changes import advice_form, plan_form  # which reads this file

    plan_form(learnt=False)
    advice_form()


@lru_cache(maxsize=8)
def load_authority(path: Path) -> Authority:
    """A configuration file, checked. Raises ``FormError`` that names every mistake in it by line and setting."""
    data, node = read_yaml(path, "configuration")
    data = {} if data is None else data
    if isinstance(data, dict):
        for own in ("digest", "folder"):
            if own in data:
                allowed = [f.alias or n for n, f in Authority.model_fields.items() if n not in ("digest", "folder")]
                raise _wrong(path, told((own,), unknown(own, allowed), node))
    try:
        authority = Authority.model_validate(data)
    except ValidationError as error:
        raise _wrong(path, mistakes(error, Authority, node)) from error
    found = [*_words_mistakes(authority, node), *_check_mistakes(authority, node)]
    if found:
        raise _wrong(path, "; ".join(found) + ".")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:8]
    return authority.model_copy(update={"digest": digest, "folder": path.resolve().parent})


def _wrong(path: Path, what: str) -> FormError:
    return FormError("config.wrong", f"The configuration file {path.name} cannot be used. {what}")


def words_of(name: str, phrases: dict[str, list[str]]) -> dict[str, list[str]]:
    """A word list as the authority has it."""
    changes = current().words.get(name, {})
    merged = {key: changes[key].changed(own) if key in changes else own for key, own in phrases.items()}
    return {**merged, **{key: change.changed([]) for key, change in changes.items() if key not in phrases}}


def _words_mistakes(authority: Authority, node: yaml.Node | None) -> list[str]:
    found = []
    lists = sorted(p.stem for p in WORDS.glob("*.yaml"))
    for name, changes in authority.words.items():
        if name not in lists:
            found.append(told(("words", name), unknown(name, lists), node))
            continue
        phrases = yaml.safe_load((WORDS / f"{name}.yaml").read_text(encoding="utf-8"))
        if not isinstance(phrases, dict) or not all(isinstance(v, list) for v in phrases.values()):
            found.append(told(("words", name), "this list is a table of terms and is not changed here", node))
            continue
        for key, change in changes.items():
            place = ("words", name, key)
            if key not in phrases and name not in OPEN_LISTS:
                found.append(told(place, unknown(key, list(phrases)), node))
                continue
            own = [str(p) for p in phrases.get(key, [])]
            found += [
                told((*place, "remove"), f'"{p}" is not in the list', node) for p in change.remove if p not in own
            ]
            if change.replace is not None and (change.remove or not change.replace):
                found.append(told((*place, "replace"), "give the new phrases, and no remove beside them", node))
            elif not change.changed(own):
                found.append(told(place, "nothing would be left in the list", node))
            found += [told(place, m, node) for p in (*change.add, *(change.replace or ())) if (m := _no_pattern(p))]
    return found


def _no_pattern(phrase: str) -> str:
    try:
        pattern = re.compile(rf"(?<!\w)(?:{_PART.sub('x', phrase)})(?!\w)", re.IGNORECASE)
    except re.error as error:
        return f'"{phrase}" cannot be read as a phrase: {error}'
    return f'"{phrase}" would be found everywhere' if pattern.search("") else ""


def _check_mistakes(authority: Authority, node: yaml.Node | None) -> list[str]:
    from checks.registry import every_code  # the checks read word lists, and those this file

    known = every_code()
    return [
        told(("checks", "leave_out", n), unknown(code, known), node)
        for n, code in enumerate(authority.checks.leave_out)
        if code not in known
    ]


def change_score(score: Scored | None, change: LineChange, line: str) -> Scored | None:
    """A line's score with an authority's changes; None where it is left to people."""
    if change.left_to_people:
        return None
    given = {
        k: v for k in ("ladder", "anchors", "few", "measures", "why", "also") if (v := getattr(change, k)) is not None
    }
    if not given:
        return score
    if score is None:
        needed = {"measures", "ladder", "why"} - given.keys()
        if needed:
            raise FormError("config.wrong", f"line {line} has no score yet; give {', '.join(sorted(needed))} too")
        return Scored.model_validate({"confidence": 0.7, **given})
    if "ladder" in given and "anchors" not in given:
        given["anchors"] = None
    if "measures" in given and "also" not in given:  # a sentence on a measure that no longer counts falls away
        given["also"] = {name: also for name, also in score.also.items() if name in given["measures"]}
    return score.model_copy(update=given)
