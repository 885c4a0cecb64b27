"""What was learnt from people's answers: anchors by line, and how sure drafts have proved to be.

One version is one YAML file (``learnt-3.yaml``) in the authority's folder; ``current`` beside them names the one
in force, so that any version can be taken back. The program's own (``calibration.yaml``) gives only confidence.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from checks.forms.authority import Authority
from checks.forms.mistakes import FormError, mistakes, read_yaml

OWN = Path(__file__).parent / "calibration.yaml"
CURRENT = "current"
LEAST, MOST = 0.05, 0.95  # no draft is surer, or less sure, than this


class Learnt(BaseModel):
    """One version. ``confidence`` gives by line (or pattern of lines, the first that fits) how much the form's own
    confidence is raised or lowered, in log-odds.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    form: str
    name: str
    made_on: str = ""
    from_: str = Field("", alias="from")
    anchors: dict[str, tuple[Annotated[float, Field(ge=0, le=1)], ...]] = Field(default_factory=dict)
    confidence: dict[str, float] = Field(default_factory=dict)
    measured: dict[str, object] = Field(default_factory=dict)

    def sure(self, line: str, said: float) -> float:
        """How sure a draft is, given what the form says of it."""
        shift = next((s for pattern, s in self.confidence.items() if fnmatchcase(line, pattern)), 0.0)
        odds = math.log(min(max(said, 1e-3), 1 - 1e-3) / (1 - min(max(said, 1e-3), 1 - 1e-3))) + shift
        return min(MOST, max(LEAST, 1 / (1 + math.exp(-odds))))


NOTHING = Learnt(form="", name="", **{"from": ""})


def learnt_of(form: str, authority: Authority) -> Learnt | None:
    """The version in force in the authority's folder, if it is of this form."""
    folder = authority.learning.folder
    if folder is None:
        return None
    found = in_force(authority.folder / folder)
    return found if found and found.form == form else None


def in_force(folder: Path) -> Learnt | None:
    """The version that ``current`` names; None where nothing was learnt or it was taken back."""
    pointer = folder / CURRENT
    name = pointer.read_text(encoding="utf-8").strip() if pointer.exists() else ""
    return load_learnt(folder / f"{name}.yaml") if name else None


def calibration(form: str, authority: Authority) -> Learnt:
    """What gives a form's drafts their confidence: learnt here, else the program's own measurement."""
    learnt = learnt_of(form, authority)
    if learnt and learnt.confidence:
        return learnt
    own = load_learnt(OWN)
    return own if own.form == form else NOTHING


@lru_cache(maxsize=8)
def load_learnt(path: Path) -> Learnt:
    """One version. Raises ``FormError``."""
    data, node = read_yaml(path, "learnt")
    try:
        return Learnt.model_validate(data)
    except ValidationError as error:
        raise FormError("learnt.wrong", f"{path.name} cannot be used. {mistakes(error, Learnt, node)}") from error


def as_data(learnt: Learnt) -> Mapping[str, object]:
    """A version as plain values, to be written."""
    data: dict[str, object] = learnt.model_dump(by_alias=True)
    data["anchors"] = {line: [round(a, 4) for a in anchors] for line, anchors in learnt.anchors.items()}
    data["confidence"] = {line: round(shift, 3) for line, shift in learnt.confidence.items()}
    return data
