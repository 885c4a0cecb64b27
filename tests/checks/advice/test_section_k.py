"""Section K beside the case, in thirty situations whose truth was written before the check was run on them."""

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from checks.advice import currency, listed
from checks.subject import Subject
from extractors.advice.model import Advice, AdviceKind
from extractors.case import CaseFacts
from tests.checks.advice.build import case_of, report, row

KINDS = {
    "ep": AdviceKind.EDUCATIONAL_PSYCHOLOGY,
    "salt": AdviceKind.SPEECH_LANGUAGE,
    "ot": AdviceKind.OCCUPATIONAL_THERAPY,
    "physio": AdviceKind.PHYSIOTHERAPY,
    "paed": AdviceKind.PAEDIATRIC,
    "camhs": AdviceKind.CAMHS,
    "care": AdviceKind.SOCIAL_CARE,
    "school": AdviceKind.SCHOOL,
}
SITUATIONS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "section_k.yaml").read_text(encoding="utf-8")
)


def advice(kind: str, author: str, day: dt.date, asked: dt.date | None, signed: bool = True) -> Advice:
    return report(KINDS[kind], author, date=day, requested=asked, signed=signed)


def subject_of(each: dict[str, Any]) -> Subject:
    rows = [row(r, printed=r) if isinstance(r, str) else row(*r) for r in each["rows"]]
    prose = "\n".join(r for r in each["rows"] if isinstance(r, str))
    return case_of(
        *(advice(*r) for r in each["reports"]),
        listed=[r for r, given in zip(rows, each["rows"], strict=True) if not isinstance(given, str)],
        prose=prose,
        birth=each.get("birth", dt.date(2017, 3, 14)),
        facts=CaseFacts(primary_need=each.get("need", "")),
    )


@pytest.mark.parametrize("each", SITUATIONS, ids=lambda each: each["name"])
def test_section_k_is_told_as_a_careful_officer_would(each: dict[str, Any]) -> None:
    subject = subject_of(each)
    found = [*listed.examine(subject).findings, *currency.examine(subject).findings]
    if each.get("kinds"):
        told = [f.message.lower() for f in found if f.check == listed.MISSING]
        assert len(told) == len(each["missing"])
        assert all(any(word in message for message in told) for word in each["missing"])
    else:
        codes = Counter(f.check.removeprefix("advice.") for f in found if f.check != listed.MISSING)
        assert dict(codes) == each["truth"]
