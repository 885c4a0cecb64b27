"""A made-up year: 2,000 plans by six teams, each team with a jargon habit planted and no other."""

from __future__ import annotations

import datetime as dt
import random

from reports.trends.record import SHARES, AdviceRecord, PlanRecord, Share

TEAMS = ("Central", "East", "North", "Post-16", "South", "West")
TERMS = tuple(f"{a} {b}" for a in ("sensory", "working", "executive", "phonological", "proximal", "adaptive", "joint") for b in (
    "diet", "memory", "functioning", "awareness", "attention", "scaffold", "regulation", "processing", "profile", "load"))  # fmt: skip
USUAL = 0.06  # how likely a plan is to leave any one term unexplained
HABITS = {
    ("East", "sensory diet"): 0.30,
    ("North", "working memory"): 0.25,
    ("Post-16", "executive functioning"): 0.35,
    ("West", "phonological load"): 0.22,
    ("West", "joint attention"): 0.28,
}
FIRST = dt.date(2025, 9, 1)


def made_year(plans: int = 2000, seed: int = 7, *, habits: bool = True) -> list[PlanRecord]:
    """The records of a year. Without ``habits`` no team differs from another."""
    chance = random.Random(seed)
    records = []
    for _ in range(plans):
        team = chance.choices(TEAMS, weights=(6, 5, 5, 3, 4, 4))[0]
        terms = {
            t: chance.randint(1, 4)
            for t in TERMS
            if chance.random() < (HABITS.get((team, t), USUAL) if habits else USUAL)
        }
        items = {name: _share(chance, chance.randint(6, 14), 0.7) for name in SHARES}
        records.append(
            PlanRecord(
                team=team,
                primary_need=chance.choice(("Communication and interaction", "Cognition and learning", "SEMH")),
                age_group=chance.choice(("Under 5", "5 to 10", "11 to 15", "16 to 25")),
                placement=chance.choice(("Mainstream", "Special", "Not given")),
                day=FIRST + dt.timedelta(days=chance.randrange(365)),
                words=chance.randint(3500, 7500),
                unexplained=terms,
                explained=chance.randint(2, 9),
                shares={**items, "Terms explained": Share(5, 5 + len(terms))},
                answers={"F.provision.quantified": chance.randint(1, 5), "I.setting_name": "no"},
                faults={"statement.missing_c": 1} if chance.random() < 0.12 else {},
                advice=(AdviceRecord("school", chance.randint(30, 80), chance.random() < 0.8, 12, 9),),
            )
        )
    return records


def _share(chance: random.Random, of: int, likely: float) -> Share:
    return Share(sum(chance.random() < likely for _ in range(of)), of)
