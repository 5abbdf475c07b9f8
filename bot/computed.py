"""Checking a computed sentence: its formula is right, and each input is quoted under its conditions or the user's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.binding import Fault, Supported, qualifier_fault, rival_fault, subject_fault, supporting
from bot.claims import claims
from bot.figures import same_figure
from bot.folding import fold_width
from bot.formulas import Formula, formulas, is_correct
from bot.own_words import Own, reference_fault
from bot.qualifiers import Bound
from bot.types import Figure, FigureKind, Quote
from bot.wording import character_pairs

_CEILING: Final = re.compile("最高|不超过|上限|封顶|最多|至多")


def computed_fault(text: str, quotes: Sequence[Quote], own: Own) -> Fault | None:
    """What is wrong with a computed sentence. Its other figures must be results, the user's, or quoted as well."""
    shown = formulas(text)
    if not shown:
        return Fault("no_formula", "")
    wrong = next((formula for formula in shown if not is_correct(formula)), None)
    if wrong is not None:
        return Fault("wrong_result", text[wrong.start : wrong.end])
    for figure in _figures_to_check(text, shown, own):
        fault = _input_fault(text, figure, quotes)
        if fault is not None:
            return fault
    return reference_fault(text, quotes, own.question)


def _figures_to_check(text: str, shown: Sequence[Formula], own: Own) -> list[Figure]:
    """The inputs of the formulas and the figures beside them that are not the user's."""
    results = [result for formula in shown for result in formula.results]
    inputs = [figure for formula in shown for figure in formula.inputs if not _is_one(figure)]
    beside = [
        claim.figure
        for claim in claims(text)
        if not any(formula.start <= claim.figure.start < formula.end for formula in shown)
        and not any(same_figure(claim.figure, result) for result in results)
    ]
    return [figure for figure in (*inputs, *beside) if not own.holds(figure)]


def _is_one(figure: Figure) -> bool:
    """The 1 of (1-10%), which is part of the arithmetic and no fact."""
    return figure.kind is FigureKind.NUMBER and figure.value == 1


def _input_fault(text: str, figure: Figure, quotes: Sequence[Quote]) -> Fault | None:
    faults = [_support_fault(text, figure, support) for support in supporting(figure, quotes)]
    if not faults:
        return Fault("figure_not_quoted", figure.text)
    return None if None in faults else faults[0]


def _support_fault(text: str, figure: Figure, support: Supported) -> Fault | None:
    """Subject and conditions must be named, no other figure's subject instead, and a ceiling called a ceiling."""
    if Bound.AT_MOST in support.claim.bounds and not _CEILING.search(text):
        return Fault("bound_changed", figure.text)
    pairs = character_pairs(fold_width(text))
    fault = qualifier_fault(text, claims(text), support.claim) or subject_fault(pairs, support.claim)
    return fault or rival_fault(pairs, claims(text), support)
