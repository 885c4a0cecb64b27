"""How long things are kept: erasure of a case, erasure by age, and everything that is held on a child, given out."""

from moderation.retention.erasing import Erased, Reason, erase_case
from moderation.retention.keeping import Due, due_for_erasure, erase_due
from moderation.retention.subject import ChildExport, export_child, references_of_child

__all__ = [
    "ChildExport",
    "Due",
    "Erased",
    "Reason",
    "due_for_erasure",
    "erase_case",
    "erase_due",
    "export_child",
    "references_of_child",
]
