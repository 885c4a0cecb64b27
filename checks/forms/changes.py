"""A form with an authority's changes and with what was learnt from people's answers.

The order: the form's file (the program's or the authority's), the authority's changes, then learnt anchors. The
version names all three, so that every answer says which rules it was drafted by.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from checks.forms.authority import Authority, FormChange, change_score, current
from checks.forms.form import EHCP, HERE, Form, Group, Line, load_form
from checks.forms.learnt import Learnt, learnt_of
from checks.forms.mistakes import FormError, unknown

MEASURES = HERE / "measures.yaml"


def plan_form(*, learnt: bool = True) -> Form:
    """The form for plans, as the authority has it and with what was learnt. Raises ``FormError``."""
    authority = current()
    form = _form(EHCP, "form", authority.digest)
    return _with_learnt(form, authority) if learnt else form


def advice_form() -> Form:
    """The form for advice, as the authority has it. Raises ``FormError``."""
    return _form(EHCP.with_name("advice.yaml"), "advice_form", current().digest)


@lru_cache(maxsize=8)
def _form(own: Path, name: str, digest: str) -> Form:
    """One form, read once for each state (``digest``) of the configuration."""
    authority = current()
    return _changed(own, authority.form if name == "form" else authority.advice_form, authority, name)


def _changed(own: Path, change: FormChange, authority: Authority, name: str) -> Form:
    if change == FormChange():
        return load_form(own)
    form = load_form(authority.folder / change.file) if change.file else load_form(own)
    wrong = [*_mistakes(form, change, name)]
    if not wrong:
        try:
            data = _apply(form, change)
            form = Form.model_validate({**data, "version": f"{form.version}+{authority.digest}"})
            wrong = _unknown_measures(form, name)
        except ValidationError as error:
            wrong = [str(e.get("ctx", {}).get("error", e["msg"])) for e in error.errors()]
        except FormError as error:
            wrong = [error.sentence]
    if wrong:
        raise FormError("config.wrong", f"The configuration's {name} cannot be used. {'; '.join(wrong)}.")
    return form


def _mistakes(form: Form, change: FormChange, name: str) -> list[str]:
    lines = [line.id for line in form.lines]
    sections = [s.id for s in form.sections]
    found = [f"{name}.lines: {unknown(i, lines)}" for i in change.lines if i not in lines]
    found += [f"{name}.leave_out: {unknown(i, lines)}" for i in change.leave_out if i not in lines]
    found += [f"{name}.add: {unknown(n.section, sections)}" for n in change.add if n.section not in sections]
    found += [f"{name}.add: {unknown(n.after, lines)}" for n in change.add if n.after and n.after not in lines]
    both = sorted(set(change.leave_out) & set(change.lines))
    found += [f"{name}: {i} is both left out and changed" for i in both]
    return [*found, *_wrong_steps(form, change, name), *_wrong_names(form, change, name)]


def _wrong_steps(form: Form, change: FormChange, name: str) -> Iterator[str]:
    """Anchors and ladders that do not rise, or have too few or too many steps for the form's scale."""
    steps = form.score_scale.max - form.score_scale.min
    given = {f"{name}.ladders.{k}": v for k, v in change.ladders.items()}
    given |= {f"{name}.lines.{i}.anchors": line.anchors for i, line in change.lines.items() if line.anchors is not None}
    for where, anchors in given.items():
        if len(anchors) != steps or list(anchors) != sorted(anchors):
            yield f"{where}: needs {steps} rising anchors, from which share on an answer is one higher"


def _wrong_names(form: Form, change: FormChange, name: str) -> Iterator[str]:
    """Ladders and measures that there are not."""
    ladders, known = sorted({**form.ladders, **change.ladders}), sorted(known_measures())
    for i, line in change.lines.items():
        if line.ladder is not None and line.ladder not in ladders:
            yield f"{name}.lines.{i}.ladder: {unknown(line.ladder, ladders)}"
        for measure in line.measures or ():
            if measure not in known:
                yield f"{name}.lines.{i}.measures: {unknown(measure, known)}"
    for new in change.add:
        score = new.line.draft.score
        if score and score.ladder not in ladders:
            yield f"{name}.add, line {new.line.id}: the ladder {unknown(score.ladder, ladders)}"


def _apply(form: Form, change: FormChange) -> dict[str, Any]:
    """The changed form as plain values, to be checked again as a whole."""
    sections = []
    for section in form.sections:
        groups = []
        for group in section.groups:
            lines = [_line(line, change) for line in group.lines if line.id not in change.leave_out]
            for new in change.add:
                ids = [line.id for line in group.lines]
                last = group is section.groups[-1]
                if new.section == section.id and (new.after in ids or (new.after is None and last)):
                    lines.insert(ids.index(new.after) + 1 if new.after in ids else len(lines), new.line)
            if lines:
                groups.append(Group(title=group.title, lines=tuple(lines)))
        if groups:
            sections.append(section.model_copy(update={"groups": tuple(groups)}))
    update = {
        "title": change.title or form.title,
        "ladders": {**form.ladders, **change.ladders},
        "sections": tuple(sections),
    }
    return form.model_copy(update=update).model_dump(by_alias=True)


def _line(line: Line, change: FormChange) -> Line:
    given = change.lines.get(line.id)
    if given is None:
        return line
    draft = line.draft.model_copy(
        update={
            "score": change_score(line.draft.score, given, line.id),
            "when": () if given.left_to_people else given.when if given.when is not None else line.draft.when,
            "look_at": given.look_at or line.draft.look_at,
        }
    )
    return line.model_copy(update={"text": given.text or line.text, "draft": draft})


def _unknown_measures(form: Form, name: str) -> list[str]:
    """Measures that no check yields: a line resting on one would never be answered."""
    known = known_measures()
    found = []
    for line in form.lines:
        score, when = line.draft.score, line.draft.when
        names = {*(score.measures if score else ()), *(c.measure for w in when for c in w.all_of), *line.draft.evidence}
        found += [f"{name}, line {line.id}: the measure {unknown(m, sorted(known))}" for m in sorted(names - known)]
    return found


def known_measures() -> frozenset[str]:
    """Every measure that a line may rest on: those the list tells of, and those the program's own forms use."""
    listed = yaml.safe_load(MEASURES.read_text(encoding="utf-8"))
    names = {name for group in listed.values() for name in group}
    for form in (load_form(EHCP), load_form(EHCP.with_name("advice.yaml"))):
        for line in form.lines:
            names |= {*(line.draft.score.measures if line.draft.score else ()), *line.draft.evidence}
            names |= {c.measure for w in line.draft.when for c in w.all_of}
    return frozenset(names)


def _with_learnt(form: Form, authority: Authority) -> Form:
    learnt = learnt_of(form.form, authority)
    return form if learnt is None else with_anchors(form, learnt)


def with_anchors(form: Form, learnt: Learnt) -> Form:
    """The form with learnt anchors in its lines; those of lines that it no longer has are left aside. Raises
    ``FormError`` where anchors do not fit its scale.
    """
    steps = form.score_scale.max - form.score_scale.min
    for line, anchors in learnt.anchors.items():
        if len(anchors) != steps:
            raise FormError("learnt.wrong", f"The anchors learnt for {line} do not fit the form's scale.")
    sections = tuple(s.model_copy(update={"groups": tuple(_group(g, learnt) for g in s.groups)}) for s in form.sections)
    return form.model_copy(update={"sections": sections, "version": f"{form.version}+{learnt.name}"})


def _group(group: Group, learnt: Learnt) -> Group:
    return group.model_copy(update={"lines": tuple(_anchored(line, learnt) for line in group.lines)})


def _anchored(line: Line, learnt: Learnt) -> Line:
    if line.id not in learnt.anchors or line.draft.score is None:
        return line
    score = line.draft.score.model_copy(update={"anchors": tuple(learnt.anchors[line.id])})
    return line.model_copy(update={"draft": line.draft.model_copy(update={"score": score})})
