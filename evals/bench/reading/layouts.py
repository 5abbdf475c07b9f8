"""Layouts of the held-out PDF files, drawn by chance: paper, margins, columns, type, tables, heads, page numbers.

Nothing in the reader was tuned on the files that `corpus` makes by them.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

_PAPERS = ((595.0, 842.0), (522.0, 737.0), (499.0, 709.0))
"""A4, 16 kai and B5, in points."""
_WIDE_PAPERS = ((842.0, 595.0), (1191.0, 842.0))
"""A4 and A3 across, where three columns stand as in a gazette."""
_HEADS = ("", "title", "issuer and number")
_NUMBERS = ("— {number} —", "第{number}页 共{count}页", "{number}", "- {number} -")
_SEALS = (None, None, "枫桥高新技术产业开发区", "临澜市科学技术局")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a held-out file is set. `columns` are shares of the width between the margins, `indent` is in ems, everything
    else that is a number in points."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    columns: tuple[float, ...]
    gutter: float
    size: float
    leading: float
    indent: float
    paragraph_gap: float
    head: str
    number: str
    seal: str | None
    is_number_outside: bool
    is_justified: bool
    is_balanced: bool
    is_title_across: bool
    has_gutter_rule: bool
    has_open_tables: bool
    is_embedded: bool


def drawn_layout(seed: int, columns: int) -> Layout:
    """The layout that a seed gives, with so many columns."""
    random = Random(seed)  # noqa: S311 -- layouts, no secrets
    width, height = random.choice(_WIDE_PAPERS if columns == 3 else _PAPERS)
    size = random.choice((9.0, 10.0, 10.5, 11.0) if columns > 1 else (10.5, 12.0, 14.0, 16.0))
    indent = random.choice((2.0, 2.0, 2.0, 0.0))
    return Layout(
        width,
        height,
        random.uniform(45, 95),
        random.uniform(45, 95),
        random.uniform(70, 105),
        random.uniform(70, 105),
        _shares(random, columns),
        random.uniform(1.8, 3.2) * size,
        size,
        random.uniform(1.35, 1.8) * size,
        indent,
        0.0 if indent else 0.7 * size,
        random.choice(_HEADS),
        random.choice(_NUMBERS),
        random.choice(_SEALS),
        *(random.random() < chance for chance in (0.3, 0.5, 0.4, 0.7, 0.2, 0.4, 0.5)),
    )


def _shares(random: Random, columns: int) -> tuple[float, ...]:
    """Equal columns, or two of which one is up to one and a half times as wide."""
    if columns != 2 or random.random() < 0.5:
        return (1 / columns,) * columns
    wider = random.uniform(0.52, 0.6)
    return random.choice(((wider, 1 - wider), (1 - wider, wider)))
