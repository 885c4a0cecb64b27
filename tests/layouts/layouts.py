"""The layouts: each a function that writes a case's content as some council's form would."""

from tests.layouts import listed, tabled, titled
from tests.layouts.form import LAYOUTS

FAMILIES = (titled, listed, tabled)  # importing adds their layouts

__all__ = ["FAMILIES", "LAYOUTS"]
