"""Mistakes in a YAML file told so that whoever wrote it can mend them: line, setting, what is wrong, what is allowed."""

from __future__ import annotations

import difflib
import types
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Union, get_args, get_origin

import yaml
from pydantic import BaseModel, ValidationError

from extractors.errors import GoldenThreadError

MOST = 12  # mistakes told at once
LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast, where it is built
Place = tuple[int | str, ...]


class FormError(GoldenThreadError):
    """A form or configuration file that cannot be used: what is wrong, and where."""


def read_yaml(path: Path, what: str) -> tuple[Any, yaml.Node | None]:
    """A YAML file's values, and its nodes (for the line numbers). Raises ``FormError``; a key that stands twice
    is a mistake too, since the first would be lost without a word.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise FormError("form.missing", f"There is no {what} file at {path}.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise FormError("form.unreadable", f"The {what} file {path.name} cannot be read as text.") from error
    try:
        node = yaml.compose(text, Loader=LOADER)
        twice = list(_twice(node)) if node else []
        values = LOADER("").construct_document(node) if node else None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 1})" if mark else ""
        problem = getattr(error, "problem", None) or "it is not valid YAML"
        raise FormError(
            "form.unreadable", f"The {what} file {path.name} is not valid YAML{where}: {problem}."
        ) from error
    if twice:
        raise FormError("form.wrong", f"The {what} file {path.name} cannot be used. {'; '.join(twice[:MOST])}.")
    return values, node


def _twice(node: yaml.Node) -> Iterator[str]:
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if key.value in seen and key.value != "<<":
                yield f'line {line}: "{key.value}" stands twice (first in line {seen[key.value]})'
            seen[str(key.value)] = line
            yield from _twice(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _twice(value)


def line_of(node: yaml.Node | None, place: Place) -> int | None:
    """The line of the file on which a setting stands, or its nearest parent."""
    line = None
    for part in place:
        if isinstance(node, yaml.MappingNode):
            found = next(((k, v) for k, v in node.value if k.value == str(part)), None)
            if found is None:
                return line
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            return line
    return line


def told(place: Place, message: str, node: yaml.Node | None) -> str:
    """One mistake in words."""
    line = line_of(node, place)
    where = ".".join(str(p) for p in place) or "the file"
    return f"line {line}, {where}: {message}" if line else f"{where}: {message}"


def mistakes(error: ValidationError, model: type[BaseModel], node: yaml.Node | None) -> str:
    """Every mistake that pydantic found, told by line and setting, with what is allowed there."""
    found = []
    for each in error.errors():
        place = each["loc"]
        if each["type"] == "extra_forbidden":
            message = unknown(str(place[-1]), _allowed(model, place[:-1]))
        elif each["type"] == "value_error":
            message = str(each["ctx"]["error"]) if "ctx" in each else each["msg"]
        else:
            message = each["msg"][:1].lower() + each["msg"][1:]
        found.append(told(place, message, node))
    more = f"; and {len(found) - MOST} more" if len(found) > MOST else ""
    return "; ".join(dict.fromkeys(found[:MOST])) + more + "."


def unknown(name: str, allowed: Sequence[str]) -> str:
    """That a name is not known, the nearest one that is, and all that are where they are few."""
    near = difflib.get_close_matches(name, allowed, n=1, cutoff=0.6)
    hint = f' Did you mean "{near[0]}"?' if near else ""
    names = f" Allowed here: {', '.join(sorted(allowed))}." if 0 < len(allowed) <= 24 else ""
    return f'"{name}" is not known.{hint}{names}'.rstrip(".")


def _allowed(model: type[BaseModel], place: Place) -> list[str]:
    """The settings of the model that stands at a place."""
    kind: Any = model
    for part in place:
        kind = _inner(kind, part)
    found = next((k for k in _kinds(kind) if isinstance(k, type) and issubclass(k, BaseModel)), None)
    return [f.alias or name for name, f in found.model_fields.items()] if found else []


def _inner(kind: Any, part: int | str) -> Any:  # noqa: ANN401  a type, of any kind
    for each in _kinds(kind):
        if isinstance(each, type) and issubclass(each, BaseModel):
            field = next((f for n, f in each.model_fields.items() if part in (n, f.alias)), None)
            return field.annotation if field else None
        if get_origin(each) in (dict, tuple, list):
            inner = [a for a in get_args(each) if a is not Ellipsis]
            return inner[-1] if inner else None
    return None


def _kinds(kind: Any) -> Sequence[Any]:  # noqa: ANN401
    return get_args(kind) if get_origin(kind) in (Union, types.UnionType) else (kind,)
