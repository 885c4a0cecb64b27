"""How views were sought, told by ideas that meet: who asked, by what means, and that it was about views."""

from __future__ import annotations

from collections.abc import Sequence

from checks.words import load_words

NEEDED = 2  # of who, how and views in the sentence itself; its neighbours may hold the rest


def method_of(spoken: Sequence[str]) -> str | None:
    """The sentence that says who sought views and how, or None. ``spoken`` are Section A's sentences in order."""
    words = load_words("voice.method")
    best: tuple[int, str] | None = None
    for before, sentence, after in zip(["", *spoken], spoken, [*spoken[1:], ""], strict=False):
        if words["planned"].search(sentence) or not words["act"].search(sentence):
            continue
        own = [k for k in ("who", "how", "views") if words[k].search(sentence)]
        near = f"{before} {sentence} {after}"
        if len(own) >= NEEDED and all(words[k].search(near) for k in ("who", "how", "views")):
            best = max(best or (0, ""), (len(own), sentence), key=lambda pair: pair[0])
    return best[1] if best else None
