"""A need that a report states and the plan tells in no words at all, whatever its subject is called.

The subjects of ``advice.concepts.yaml`` are looked for by name (``compare.py``); here it is the need's own telling
words, of which no sentence of the plan holds more than a few. Remarks on a need stated before, scores, strengths and what
somebody said or the author did are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checks.advice.wording import Subject, Wording
from extractors.advice.review import is_review
from extractors.advice.vocabulary import any_of, phrases, plain

FEWEST = 3  # telling words; with less nothing can be said
SCARCE, SCATTERED = 0.18, 0.45  # share of them in the plan's nearest sentence, and in all of its sentences together
FEW, FEW_ANYWHERE = 0.24, 0.30  # the same, where more stands in one sentence but hardly any elsewhere
_REMARK = re.compile(  # goes on about another need, or speaks of the author, of a scale, of an effect
    r"^\W*(?:it|this|that|these|those|they|there|i|we|my|our|also|much|overall|in practice|because|effects?|severity|degree|"
    r"the (?:effects?|difficulty|delay|need|pattern|picture|impact|severity|score|result)|(?:his|her|their) (?:difficulty|difficulties|needs?|behaviour log)|"
    r"(?:mild|moderate|severe|poorly|worse|worst|best)\b|(?:he|she|they) (?:described|said|told|can|enjoys?|has good)|mondays?|tuesdays?)\b",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"\bscores?\b|\bscaled\b|\bindex\b|\bIQ\b|\bcut-off\b|\baverage\b|\blogits\b|\bscale iq\b|\(average", re.IGNORECASE
)
_SETTLED = re.compile(
    r"\bclosed\b|\bresolved\b|\bno longer\b|\bbetter\b.*\b(?:poorer|worse)\b", re.IGNORECASE
)  # over, or by comparison
_GIVEN = re.compile(
    r"^\W*(?:needs?|requires?|to have)\b|\bwill (?:re-?test|offer|see|be offered)\b|\bneeds? no\b", re.IGNORECASE
)
_HARD = re.compile(  # difficulties without a word of difficulty
    r"\bnever\b|\bleaves? out\b|\bout of order\b|\bbumps?\b|\bslumps?\b|\bstopped\b|\bcries\b|\bchoke[sd]?\b|\bwithdrawn\b|"
    r"\bhas no\b|\bgives? up\b|\bin tears\b|\bfrightened\b|\bscared\b",
    re.IGNORECASE,
)


def is_untold(said: str, told: Sequence[tuple[str, Subject]], everything: Subject, wording: Wording) -> bool:
    """Whether a sentence states a difficulty of which the plan, in ``told`` sentence by sentence, has next to nothing."""
    text = plain(said)
    if _REMARK.match(text) or _SETTLED.search(text) or _MEASURED.search(text) or _GIVEN.search(text) or is_review(text):
        return False
    if not (any_of(phrases().difficulty).search(text) or _HARD.search(text)):
        return False
    telling = wording.subject(said)
    if len(set(telling.words)) < FEWEST:
        return False
    anywhere = wording.coverage(telling, everything)
    if anywhere > SCATTERED:
        return False
    nearest = max((wording.coverage(telling, theirs) for _, theirs in told), default=0.0)
    return nearest <= SCARCE or (nearest <= FEW and anywhere <= FEW_ANYWHERE)
