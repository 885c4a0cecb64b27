"""A printed PDF as it comes back from the office scanner: grey, a little askew, speckled, pressed as JPEG."""

from __future__ import annotations

import io
from pathlib import Path
from zlib import crc32

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageFilter

RESOLUTIONS = (150, 175, 200)  # dots an inch
MOST_TURN = 1.2  # degrees either way
GRAIN = 7.0  # standard deviation of the grey values' noise, of 255
PAPER, INK = (236, 252), (10, 60)  # grey values of paper and of ink, the darkest and the palest
QUALITY = (55, 80)  # of the JPEG


def scan(printed: Path, into: Path) -> Path:
    """The PDF's pages as pictures in a PDF. The same file name gives the same scan every time."""
    chance = np.random.default_rng(crc32(printed.stem.encode()))
    dots = int(chance.choice(RESOLUTIONS))
    with pdfium.PdfDocument(str(printed)) as document:
        sheets = [page.render(scale=dots / 72).to_pil().convert("L") for page in document]
    pages = [_copied(sheet, chance) for sheet in sheets]
    pages[0].save(into, "PDF", save_all=True, append_images=pages[1:], resolution=dots)
    return into


def _copied(sheet: Image.Image, chance: np.random.Generator) -> Image.Image:
    turn = float(chance.uniform(-MOST_TURN, MOST_TURN))
    laid = sheet.rotate(turn, fillcolor=255, resample=Image.Resampling.BICUBIC)
    laid = laid.filter(ImageFilter.GaussianBlur(float(chance.uniform(0.3, 0.7))))
    dark, pale = chance.uniform(*INK), chance.uniform(*PAPER)
    grey = np.asarray(laid, dtype=np.float32) / 255 * (pale - dark) + dark
    grey += chance.normal(0, GRAIN, grey.shape).astype(np.float32)
    pressed = io.BytesIO()
    Image.fromarray(grey.clip(0, 255).astype(np.uint8)).save(
        pressed, "JPEG", quality=int(chance.integers(*QUALITY, endpoint=True))
    )
    pressed.seek(0)
    copy = Image.open(pressed)
    copy.load()
    return copy
