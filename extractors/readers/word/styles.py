"""How a Word paragraph looks once its styles are resolved: heading level, weight, size, colour."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING_NAME = re.compile(r"heading (\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Look:
    """Run and paragraph properties that count, as far as a style or run states them (None: unsaid)."""

    name: str = ""
    level: int | None = None
    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    struck: bool | None = None
    size: float | None = None
    colour: str | None = None
    num_id: str | None = None
    num_level: int = 0

    def over(self, base: Look) -> Look:
        """This look where it says something, else the base's."""
        return replace(
            base,
            name=self.name or base.name,
            level=base.level if self.level is None else self.level,
            bold=base.bold if self.bold is None else self.bold,
            italic=base.italic if self.italic is None else self.italic,
            hidden=base.hidden if self.hidden is None else self.hidden,
            struck=base.struck if self.struck is None else self.struck,
            size=self.size or base.size,
            colour=self.colour or base.colour,
            num_id=self.num_id or base.num_id,
            num_level=self.num_level if self.num_id else base.num_level,
        )


def value(element: etree._Element | None, name: str) -> str | None:
    """The ``w:val`` of a child element, or None."""
    child = element.find(W + name) if element is not None else None
    return child.get(W + "val") if child is not None else None


def _flag(properties: etree._Element | None, *names: str) -> bool | None:
    if properties is None:
        return None
    said = [child.get(W + "val", "true") for n in names if (child := properties.find(W + n)) is not None]
    return any(v not in ("false", "0", "off", "none") for v in said) if said else None


def run_look(properties: etree._Element | None) -> Look:
    """What a ``w:rPr`` says."""
    if properties is None:
        return Look()
    size = value(properties, "sz")
    colour = value(properties, "color")
    return Look(
        bold=_flag(properties, "b"),
        italic=_flag(properties, "i"),
        hidden=_flag(properties, "vanish"),
        struck=_flag(properties, "strike", "dstrike"),
        size=float(size) / 2 if size and size.replace(".", "", 1).isdigit() else None,
        colour=colour if colour and colour != "auto" else None,
    )


def paragraph_look(properties: etree._Element | None) -> Look:
    """What a ``w:pPr`` says of outline level and numbering."""
    if properties is None:
        return Look()
    outline = value(properties, "outlineLvl")
    numbering = properties.find(W + "numPr")
    num_id = value(numbering, "numId")
    depth = value(numbering, "ilvl")
    return Look(
        level=int(outline) + 1 if outline and outline.isdigit() and int(outline) < 9 else None,
        num_id=num_id,
        num_level=int(depth) if depth and depth.isdigit() else 0,
    )


class Styles:
    """The document's styles, each resolved along its ``basedOn`` chain."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._resolved: dict[str, Look] = {}
        self._default = Look()
        self.default_paragraph = ""
        if root is None:
            return
        self._default = run_look(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        for style in root.iter(W + "style"):
            key = style.get(W + "styleId", "")
            self._elements[key] = style
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true"):
                self.default_paragraph = key

    def look(self, style: str) -> Look:
        """The resolved look of a style by its id; the document's defaults for an unknown one."""
        if style not in self._resolved:
            self._resolved[style] = self._resolve(style, seen=set())
        return self._resolved[style]

    def _resolve(self, style: str, seen: set[str]) -> Look:
        element = self._elements.get(style)
        if element is None or style in seen:
            return self._default
        seen.add(style)
        base = self._resolve(value(element, "basedOn") or "", seen)
        own = run_look(element.find(W + "rPr")).over(paragraph_look(element.find(W + "pPr")))
        name = value(element, "name") or style
        heading = _HEADING_NAME.match(name)
        level = int(heading[1]) if heading else (1 if name.lower() == "title" else None)
        return replace(own, name=name, level=level if level is not None else own.level).over(base)
