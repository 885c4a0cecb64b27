"""A scanned page's light made even: paper white and ink dark, whatever the glass, the lamp and the toner made of them.

What is measured on the picture afterwards (ruling lines, weight of letters, shading) rests on fixed grey values. Shaded
cells stay shaded: the light over a page changes slowly, so a surface of the second degree is all that is taken away.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]

BLOCK = 32  # dots; the light is measured in squares of this side
PAPER, INK = 242.0, 35.0  # grey values that paper and ink are given
BRIGHT, DARK = 225.0, 95.0  # paper at least so bright and ink at least so dark are left as they are
UNEVEN = 0.07  # share by which the light may differ over a page that is left as it is
SHADED = 0.92  # of the surface: a darker square is shading or ink, and no paper
LEAST = 25.0  # grey values between paper and ink: a page with less has no ink


def even_light(page: Grey) -> Grey:
    """The page as if it had been scanned well. One that was is given back as it is."""
    paper = _paper(page)
    if paper is None:
        return page
    middle = float(np.median(paper))
    ink = float(np.percentile(page[::4, ::4] / paper[::4, ::4], 0.5)) * middle
    uneven = float(np.percentile(paper, 98) - np.percentile(paper, 2)) > UNEVEN * middle
    if middle - ink < LEAST or (middle >= BRIGHT and ink <= DARK and not uneven):
        return page
    flat = page / paper * middle
    return np.clip((flat - ink) * ((PAPER - INK) / (middle - ink)) + INK, 0, 255).astype(np.uint8)


def _paper(page: Grey) -> NDArray[np.float32] | None:
    """The grey value that paper would have at every dot; none for a picture too small to tell."""
    rows, columns = page.shape[0] // BLOCK, page.shape[1] // BLOCK
    if rows < 6 or columns < 6:
        return None
    squares = page[: rows * BLOCK, : columns * BLOCK].reshape(rows, BLOCK, columns, BLOCK)
    bright = np.percentile(squares[:, ::4, :, ::4], 80, axis=(1, 3)).ravel()
    down, along = np.meshgrid(np.linspace(-1, 1, rows), np.linspace(-1, 1, columns), indexing="ij")
    terms = _terms(down.ravel(), along.ravel())
    kept = bright > 0.6 * np.percentile(bright, 90)
    for _ in range(4):
        fit, *_ = np.linalg.lstsq(terms[kept], bright[kept], rcond=None)
        surface = terms @ fit
        kept = bright > SHADED * surface
        if kept.sum() < 12:
            return None
    y, x = np.linspace(-1, 1, page.shape[0]), np.linspace(-1, 1, page.shape[1])
    a, b, c, d, e, f = fit
    whole = (a + b * y + d * y * y)[:, None] + (c * x + f * x * x)[None, :] + e * np.outer(y, x)
    return np.asarray(np.maximum(whole, 1.0), dtype=np.float32)


def _terms(down: NDArray[np.float64], along: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.stack([np.ones_like(down), down, along, down * down, down * along, along * along], axis=1))
