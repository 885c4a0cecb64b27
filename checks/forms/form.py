"""A moderators' form as data: its lines, and what each line's draft answer rests on.

A form is one YAML file (``ehcp.yaml`` is the framework's own). An authority changes words, anchors or
lines there, or writes another file in the same shape; every mistake in it is told by line and field.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from extractors.errors import GoldenThreadError

HERE = Path(__file__).parent
EHCP = HERE / "ehcp.yaml"

Share = Annotated[float, Field(ge=0, le=1)]


class FormError(GoldenThreadError):
    """A form file that cannot be used: what is wrong, and where."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Condition(_Strict):
    """A question about one measure. All the fields that are given must hold. A measure that the case
    does not have counts as absent: only ``absent`` can hold of it.
    """

    measure: str
    is_: str | bool | float | None = Field(None, alias="is")
    any_of: tuple[str | bool | float, ...] | None = None
    at_least: float | None = None
    below: float | None = None
    share_at_least: Share | None = None
    share_below: Share | None = None
    judged_at_least: int | None = None
    none_failing: bool | None = None
    absent: bool | None = None


class When(_Strict):
    """An answer that is given where every condition holds, and why. The first that holds wins."""

    all_of: tuple[Condition, ...] = ()
    answer: int | Literal["yes", "no", "not_applicable"] | None = None
    why: str
    confidence: Share


class Scored(_Strict):
    """A score from measures: each one's share (or its value on a 0 to 1 scale) times its weight.

    ``ladder`` names the anchors: from which share on the answer is one higher than the least.
    """

    measures: dict[str, float]
    ladder: str
    why: str
    confidence: Share


class Draft(_Strict):
    """How a line is drafted: the exceptions in order, then the score. A line that none of it decides
    is left to people with ``look_at``.
    """

    when: tuple[When, ...] = ()
    score: Scored | None = None
    look_at: str
    evidence: tuple[str, ...] = ()


class Line(_Strict):
    """One line of the form."""

    id: str
    kind: Literal["score", "yes_no"] = "score"
    text: str
    draft: Draft


class Group(_Strict):
    """Lines under one sub-heading."""

    title: str | None = None
    lines: tuple[Line, ...]


class FormSection(_Strict):
    """One part of the form: for the plan's form, a section letter or "whole"."""

    id: str
    title: str
    groups: tuple[Group, ...]


class ScoreScale(_Strict):
    """The least and the greatest score, and what they mean."""

    min: int
    max: int
    poor: int | None = None
    excellent: int | None = None


class Form(_Strict):
    """A whole form."""

    form: str
    version: str
    title: str
    score_scale: ScoreScale
    ladders: dict[str, tuple[Share, ...]]
    sections: tuple[FormSection, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line, in the form's order."""
        return tuple(line for s in self.sections for g in s.groups for line in g.lines)

    @model_validator(mode="after")
    def _consistent(self) -> Form:
        steps = self.score_scale.max - self.score_scale.min
        for name, ladder in self.ladders.items():
            if len(ladder) != steps or list(ladder) != sorted(ladder):
                raise ValueError(f"ladder {name} needs {steps} rising anchors")
        seen: set[str] = set()
        for line in self.lines:
            if line.id in seen:
                raise ValueError(f"line {line.id} stands twice")
            seen.add(line.id)
            _check_line(line, self)
        return self


def _check_line(line: Line, form: Form) -> None:
    if line.draft.score and line.draft.score.ladder not in form.ladders:
        raise ValueError(f"line {line.id} names the ladder {line.draft.score.ladder}, which is not defined")
    if line.kind == "yes_no" and line.draft.score:
        raise ValueError(f"line {line.id} is answered Yes or No, so it cannot have a score")
    scale = form.score_scale
    for when in line.draft.when:
        if isinstance(when.answer, int) and (line.kind == "yes_no" or not scale.min <= when.answer <= scale.max):
            raise ValueError(f"line {line.id} gives the answer {when.answer}, which its scale does not have")
        if when.answer in ("yes", "no") and line.kind == "score":
            raise ValueError(f"line {line.id} is a score, so it cannot be answered {when.answer}")


def load_form(path: Path = EHCP) -> Form:
    """The form in a YAML file. Raises ``FormError`` that names every mistake in it."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise FormError("form.missing", f"There is no form file at {path}.") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise FormError("form.unreadable", f"The form file {path.name} is not valid YAML: {error}") from error
    try:
        return Form.model_validate(data)
    except ValidationError as error:
        mistakes = "; ".join(f"{_where(e['loc'])}: {e['msg']}" for e in error.errors())
        raise FormError("form.wrong", f"The form file {path.name} cannot be used. {mistakes}") from error


def _where(place: tuple[int | str, ...]) -> str:
    return ".".join(str(p) for p in place) or "form"
