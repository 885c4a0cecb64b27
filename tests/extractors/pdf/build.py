"""A tiny PDF writer: text, ruling lines and pictures placed where a test wants them, on A4 pages."""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

WIDTH, HEIGHT = 595, 842


@dataclass
class Sheet:
    """One page; places are in points from the top left corner."""

    drawn: list[str] = field(default_factory=list)
    pictures: list[np.ndarray] = field(default_factory=list)
    turn: int = 0  # degrees against the clock by which all of it is laid down, on a page of its own shape

    def text(self, x: float, y: float, words: str, *, size: float = 11, bold: bool = False) -> None:
        """Words on one line, their base line at ``y``."""
        plain = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        self.drawn.append(f"BT /F{2 if bold else 1} {size} Tf {x} {HEIGHT - y} Td ({plain}) Tj ET")

    def turned(self, x: float, y: float, words: str, turn: float, *, size: float = 11) -> None:
        """Words turned by some degrees against the clock."""
        cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        self.drawn.append(
            f"BT /F1 {size} Tf {cos:.5f} {sin:.5f} {-sin:.5f} {cos:.5f} {x} {HEIGHT - y} Tm ({words}) Tj ET"
        )

    def paragraph(self, x: float, y: float, lines: list[str], *, size: float = 11, bold: bool = False) -> float:
        """Lines one under another; where the next would stand."""
        for line in lines:
            self.text(x, y, line, size=size, bold=bold)
            y += size * 1.25
        return y

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A ruling line."""
        self.drawn.append(f"0.5 w {x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S")

    def grid(self, xs: list[float], ys: list[float]) -> None:
        """All the ruling lines of a table."""
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])

    def picture(self, grey: np.ndarray) -> None:
        """A grey picture over the whole page."""
        self.pictures.append(grey)
        self.drawn.append(f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /I{len(self.pictures)} Do Q")


def save(path: Path, sheets: list[Sheet]) -> Path:
    """Write the pages as a PDF."""
    objects: list[bytes] = [b"", b""]  # the catalogue and the list of pages come first
    fonts = []
    for name in ("Helvetica", "Helvetica-Bold"):
        objects.append(f"<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>".encode())
        fonts.append(len(objects))
    kids = []
    for sheet in sheets:
        images = []
        for grey in sheet.pictures:
            packed = zlib.compress(np.ascontiguousarray(grey, dtype=np.uint8).tobytes())
            head = (
                f"<</Type/XObject/Subtype/Image/Width {grey.shape[1]}/Height {grey.shape[0]}/ColorSpace/DeviceGray"
                f"/BitsPerComponent 8/Filter/FlateDecode/Length {len(packed)}>>stream\n"
            )
            objects.append(head.encode() + packed + b"\nendstream")
            images.append(len(objects))
        laid = {90: f"0 1 -1 0 {HEIGHT} 0", 180: f"-1 0 0 -1 {WIDTH} {HEIGHT}", 270: f"0 -1 1 0 0 {WIDTH}"}.get(
            sheet.turn
        )
        wide, high = (HEIGHT, WIDTH) if sheet.turn in (90, 270) else (WIDTH, HEIGHT)
        drawn = "\n".join([f"{laid} cm" if laid else "", *sheet.drawn]).encode("cp1252")
        objects.append(f"<</Length {len(drawn)}>>stream\n".encode() + drawn + b"\nendstream")
        xobjects = "".join(f"/I{i} {n} 0 R" for i, n in enumerate(images, 1))
        objects.append(
            (
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {wide} {high}]/Contents {len(objects)} 0 R/Resources"
                f"<</Font<</F1 {fonts[0]} 0 R/F2 {fonts[1]} 0 R>>/XObject<<{xobjects}>>>>>>"
            ).encode()
        )
        kids.append(len(objects))
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(f'{k} 0 R' for k in kids)}]>>".encode()
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj".encode() + content + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    path.write_bytes(out)
    return path
