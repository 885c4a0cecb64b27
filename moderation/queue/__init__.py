"""The queue: cases come in, are listed, read, compared and decided. Web pages and command line call these."""

from moderation.queue.access import assessment_of, count_states, get_case, newest_draft, newest_version
from moderation.queue.adding import Added, add_case, add_failure, send_to_queue
from moderation.queue.consensus import Compared, Given, compare, final_answers, settle, unsettled
from moderation.queue.deciding import (
    PANEL,
    ask_second_review,
    assign,
    could_not_assess,
    panel_left,
    requeue,
    return_to_author,
    sign_at_panel,
    sign_off,
)
from moderation.queue.listing import Choices, Filters, Page, Row, choices, list_cases
from moderation.queue.reviewing import (
    get_review,
    give_back,
    lapse_overdue,
    note_overall,
    renew_lease,
    reviews_of,
    start_review,
    submit_review,
)

__all__ = [
    "PANEL",
    "Added",
    "Choices",
    "Compared",
    "Filters",
    "Given",
    "Page",
    "Row",
    "add_case",
    "add_failure",
    "ask_second_review",
    "assessment_of",
    "assign",
    "choices",
    "compare",
    "could_not_assess",
    "count_states",
    "final_answers",
    "get_case",
    "get_review",
    "give_back",
    "lapse_overdue",
    "list_cases",
    "newest_draft",
    "newest_version",
    "note_overall",
    "panel_left",
    "renew_lease",
    "requeue",
    "return_to_author",
    "reviews_of",
    "send_to_queue",
    "settle",
    "sign_at_panel",
    "sign_off",
    "start_review",
    "submit_review",
    "unsettled",
]
