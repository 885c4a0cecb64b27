"""``trends.html``: what a batch shows by team and over time, in one file that asks nothing of the network.

Small numbers are hidden: a team with fewer than ``LEAST`` plans is counted among "other teams".
"""

from __future__ import annotations

import html
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from checks.assessment import Assessment

LEAST = 3  # plans a figure must rest on to be shown by team
STYLE = """body{font:1.1875rem/1.4 Arial,sans-serif;color:#0b0c0c;background:#fff;max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:2.25rem}h2{font-size:1.5rem;margin-top:2.5rem}table{border-collapse:collapse;width:100%;margin:1rem 0}
th,td{text-align:left;padding:.5rem .75rem .5rem 0;border-bottom:1px solid #b1b4b6;vertical-align:top}
td.n,th.n{text-align:right}caption{text-align:left;font-weight:700;margin-bottom:.5rem}.bar{background:#1d70b8;height:.9rem;display:inline-block}
.wrap{overflow-x:auto}a:focus{outline:3px solid #fd0}"""


def write_trends(assessments: Sequence[Assessment], path: Path) -> None:
    """Write the page."""
    parts = [
        "<!doctype html><html lang='en-GB'><head><meta charset='utf-8'><meta name='viewport' content='width=device-width'>",
        f"<title>Trends in draft EHC plans</title><style>{STYLE}</style></head><body><main><h1>Trends in draft EHC plans</h1>",
        f"<p>{len(assessments)} plans. Figures are counts of what a program found in the drafts; people decide. "
        f"Teams with fewer than {LEAST} plans are shown together.</p>",
        _measures(assessments),
        _words(assessments),
        _over_time(assessments),
        "</main></body></html>",
    ]
    path.write_text("".join(parts), encoding="utf-8")


def _teams(assessments: Sequence[Assessment]) -> dict[str, list[Assessment]]:
    by: dict[str, list[Assessment]] = defaultdict(list)
    for a in assessments:
        by[a.facts.team or "No team given"].append(a)
    small = [team for team, own in by.items() if len(own) < LEAST]
    if len(by) > 1 and small:
        by["Other teams"] = [a for team in small for a in by.pop(team)]
    return dict(sorted(by.items()))


def _table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str | int]]) -> str:
    head = "".join(f"<th scope='col'{' class=n' if i else ''}>{html.escape(h)}</th>" for i, h in enumerate(heads))
    body = "".join(
        "<tr>"
        + "".join(
            f"<th scope='row'>{html.escape(str(v))}</th>" if i == 0 else f"<td class='n'>{html.escape(str(v))}</td>"
            for i, v in enumerate(row)
        )
        + "</tr>"
        for row in rows
    )
    return f"<div class='wrap'><table><caption>{html.escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"


def _count(own: Sequence[Assessment], check: str) -> int:
    return sum(f.check == check for a in own for f in a.findings)


def _share(own: Sequence[Assessment], name: str) -> str:
    met = sum(int(str(m.get("met", 0))) for a in own for k, m in a.measures.items() if k.startswith(name))
    of = met + sum(int(str(m.get("not_met", 0))) for a in own for k, m in a.measures.items() if k.startswith(name))
    return f"{met / of:.0%} of {of}" if of else "none"


def _measures(assessments: Sequence[Assessment]) -> str:
    rows = [
        (team, len(own), _count(own, "statement.missing_c"), _count(own, "statement.missing_d"), _share(own, "thread.need_has_provision"), _share(own, "provision.quantified"), _share(own, "outcome.smart"))
        for team, own in _teams(assessments).items()
    ]  # fmt: skip
    heads = (
        "Team",
        "Plans",
        "No C statement",
        "No D statement",
        "Needs met by provision",
        "Provision quantified",
        "Outcomes SMART",
    )
    return "<h2>Quality by team</h2>" + _table("What the drafts hold, by team", heads, rows)


def _words(assessments: Sequence[Assessment]) -> str:
    rows = []
    for team, own in _teams(assessments).items():
        terms = Counter(f.quote for a in own for f in a.findings if f.check == "jargon.unexplained")
        words = sum(d.words for a in own for d in a.documents if d.role == "plan")
        often = ", ".join(f"{t} ({n})" for t, n in terms.most_common(8) if n >= 2) or "none twice or more"
        rows.append((team, sum(terms.values()), f"{1000 * sum(terms.values()) / max(1, words):.1f}", often))
    heads = ("Team", "Unexplained terms", "For 1,000 words", "Most often")
    return "<h2>Terms left unexplained</h2>" + _table("Terms that a family may not know, by team", heads, rows)


def _over_time(assessments: Sequence[Assessment]) -> str:
    by: dict[str, list[Assessment]] = defaultdict(list)
    for a in assessments:
        by[f"{a.plan.draft_date:%Y-%m}" if a.plan.draft_date else "No date"].append(a)
    rows = [
        (
            month,
            len(own),
            _count(own, "jargon.unexplained"),
            _count(own, "provision.vague"),
            _count(own, "thread.need_without_provision"),
        )
        for month, own in sorted(by.items())
    ]
    heads = ("Month of draft", "Plans", "Unexplained terms", "Vague phrases", "Needs without provision")
    return "<h2>Over time</h2>" + _table("By month of the draft", heads, rows)
