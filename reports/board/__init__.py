"""The board's papers: quality of plans and advice, moderation findings, the year with its trends."""

from reports.board.agreed import Agreement
from reports.board.moderated import Given
from reports.board.paper import Paper, board_paper
from reports.board.pdf import write_pdf
from reports.board.period import last_complete, read_period
from reports.board.word import write_word
from reports.trends.compare import Period

__all__ = [
    "Agreement",
    "Given",
    "Paper",
    "Period",
    "board_paper",
    "last_complete",
    "read_period",
    "write_pdf",
    "write_word",
]
