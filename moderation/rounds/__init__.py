"""The framework's own rounds: two plans each six weeks (1a), sign-offs before issue (1b, 2a), the quarter's sample (2b)."""

from moderation.rounds.drawing import Candidate, Drawn, draw, frame_hash
from moderation.rounds.packs import Pack, Prepared, can_export, keep_pack, pack_key, prepare_pack
from moderation.rounds.periods import DueRound, due_rounds, period_of
from moderation.rounds.questions import (
    Asked,
    Questions,
    UndecidedError,
    add_staying,
    decide,
    keep_questions,
    questions_of,
    remove_staying,
    staying,
)
from moderation.rounds.records import (
    Repeated,
    Standing,
    draw_round,
    frame,
    get_round,
    list_rounds,
    population_of,
    repeat_draw,
    standing,
)
from moderation.rounds.signing import Unsigned, may_be_issued, unsigned

__all__ = [
    "Asked",
    "Candidate",
    "Drawn",
    "DueRound",
    "Pack",
    "Prepared",
    "Questions",
    "Repeated",
    "Standing",
    "UndecidedError",
    "Unsigned",
    "add_staying",
    "can_export",
    "decide",
    "draw",
    "draw_round",
    "due_rounds",
    "frame",
    "frame_hash",
    "get_round",
    "keep_pack",
    "keep_questions",
    "list_rounds",
    "may_be_issued",
    "pack_key",
    "period_of",
    "population_of",
    "prepare_pack",
    "questions_of",
    "remove_staying",
    "repeat_draw",
    "standing",
    "staying",
    "unsigned",
]
