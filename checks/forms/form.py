"""A moderators' form as data: its lines, and what each line's draft answer rests on.

A form is one YAML file (``ehcp.yaml`` is the framework's own). An authority changes words, anchors or
lines there, or writes another file in the same shape; every mistake in it is told by line and field.
"""

from __future__ import annotations

from pathlib import Path
from string import Formatter
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from checks.forms.mistakes import FormError, mistakes, read_yaml

__all__ = ["EHCP", "HERE", "Condition", "Draft", "Form", "FormError", "Line", "Scored", "When", "load_form"]

HERE = Path(__file__).parent
EHCP = HERE / "ehcp.yaml"

FIGURES = frozenset({"met", "of", "not_met", "value", "failing", "note"})  # what a reason may hold in braces
Share = Annotated[float, Field(ge=0, le=1)]


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
    one_failing: bool | None = None
    absent: bool | None = None


class When(_Strict):
    """An answer that is given where every condition holds, and why. The first that holds wins."""

    all_of: tuple[Condition, ...] = ()
    answer: int | Literal["yes", "no", "not_applicable"] | None = None
    why: str
    confidence: Share

    @field_validator("answer", mode="before")
    @classmethod
    def _words(cls, answer: object) -> object:
        """YAML reads a bare yes or no as true or false."""
        return {True: "yes", False: "no"}[answer] if isinstance(answer, bool) else answer


class Scored(_Strict):
    """A score from measures: each one's share (or its value on a 0 to 1 scale) times its weight.

    ``ladder`` names the anchors: from which share on the answer is one higher than the least. ``anchors``
    are the line's own, and stand before the ladder's (learning sets them). ``why`` is told with the figures
    of the first measure, ``also`` adds a sentence for another one. ``few`` is how many items that do not pass are
    thought beside those that the first measure (and others of the same items) judges, so that one good item alone is not yet full marks (0.5: of six, not of three).
    """

    measures: dict[str, Annotated[float, Field(gt=0)]]
    ladder: str
    why: str
    confidence: Share
    also: dict[str, str] = Field(default_factory=dict)
    anchors: tuple[Share, ...] | None = None
    few: Annotated[float, Field(ge=0, le=5)] = 0.0


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

    def anchors_of(self, score: Scored) -> tuple[float, ...]:
        """A line's anchors: its own, else its ladder's."""
        return score.anchors or self.ladders[score.ladder]

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
    score, scale = line.draft.score, form.score_scale
    if score and score.ladder not in form.ladders:
        raise ValueError(f"line {line.id} names the ladder {score.ladder}, which is not defined")
    if score and line.kind == "yes_no":
        raise ValueError(f"line {line.id} is answered Yes or No, so it cannot have a score")
    if score and score.anchors is not None:
        rising = list(score.anchors) == sorted(score.anchors)
        if len(score.anchors) != scale.max - scale.min or not rising:
            raise ValueError(f"line {line.id} needs {scale.max - scale.min} rising anchors")
    if score and (wrong := sorted(set(score.also) - set(score.measures))):
        raise ValueError(f"line {line.id} adds a sentence for {wrong[0]}, on which its score does not rest")
    for why in (*(w.why for w in line.draft.when), *((score.why, *score.also.values()) if score else ())):
        _check_why(line.id, why)
    for when in line.draft.when:
        number = isinstance(when.answer, int)
        if number and (line.kind == "yes_no" or not scale.min <= int(when.answer or 0) <= scale.max):
            raise ValueError(f"line {line.id} gives the answer {when.answer}, which its scale does not have")
        if when.answer in ("yes", "no") and line.kind == "score":
            raise ValueError(f"line {line.id} is a score, so it cannot be answered {when.answer}")


def _check_why(line: str, why: str) -> None:
    """That a reason names only what can be put into it."""
    try:
        names = {name for _, name, _, _ in Formatter().parse(why) if name is not None}
    except ValueError as error:
        raise ValueError(f"line {line} has a reason with a brace that does not close: {why}") from error
    if wrong := names - FIGURES:
        raise ValueError(f"line {line} has a reason with {{{min(wrong)}}}; it may hold {', '.join(sorted(FIGURES))}")


def load_form(path: Path = EHCP) -> Form:
    """The form in a YAML file. Raises ``FormError`` that names every mistake in it, by line and setting."""
    data, node = read_yaml(path, "form")
    try:
        return Form.model_validate(data)
    except ValidationError as error:
        raise FormError(
            "form.wrong", f"The form file {path.name} cannot be used. {mistakes(error, Form, node)}"
        ) from error
