"""Recomputing a formula that a sentence shows: 200万元×10%=20万元."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from bot.figures import find_figures
from bot.folding import fold_width
from bot.numerals import ARABIC, parse_numeral
from bot.types import Figure, FigureKind

_OPERATORS: Final = {
    "×": "*",
    "*": "*",
    "x": "*",
    "X": "*",
    "÷": "/",
    "/": "/",
    "+": "+",
    "-": "-",
    "乘以": "*",
    "除以": "/",
}
_DIGITS: Final = re.compile(ARABIC)
_OPENING: Final = "("
_TOKEN: Final = re.compile(r"\s*(×|\*|x|X|÷|/|\+|-|乘以|除以|\(|\)|=|≈)\s*")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as shown: its inputs in order, the results it claims, and where it stands in the sentence."""

    inputs: tuple[Figure, ...]
    results: tuple[Figure, ...]
    value: Decimal
    start: int
    end: int


class FormulaInvalid(Exception):
    """The characters between figures are no formula."""


def formulas(text: str) -> tuple[Formula, ...]:
    """Every complete formula of a text, each side of its = recomputed; a malformed one is left out."""
    folded = fold_width(text)
    return tuple(_formulas(folded, [_as_operand(figure) for figure in find_figures(text)]))


def _as_operand(figure: Figure) -> Figure:
    """The 1 of (1-10%) is a number here, not the lower end of a range in percent."""
    if _DIGITS.fullmatch(figure.text) is None or figure.kind is FigureKind.MONEY:
        return figure
    value = parse_numeral(figure.text)
    return figure if value is None else replace(figure, kind=FigureKind.NUMBER, value=value, unit="")


def is_correct(formula: Formula) -> bool:
    """Whether every result that the formula shows is its value, in a unit that the inputs have."""
    return bool(formula.results) and all(_is_result(result, formula) for result in formula.results)


def _is_result(result: Figure, formula: Formula) -> bool:
    """Equal, or equal when rounded to the decimals shown. A share or a duration may scale, not name, the result."""
    decimals = re.search(r"[0-9]\.([0-9]+)", result.text)
    written = parse_numeral(_DIGITS.match(result.text)[0]) if decimals and _DIGITS.match(result.text) else None  # type: ignore[index]
    scale = result.value / written if written else Decimal(0)
    tolerance = scale * Decimal(5).scaleb(-len(decimals[1]) - 1) if decimals else Decimal(0)
    measured = [figure for figure in formula.inputs if (figure.kind, figure.unit) == (result.kind, result.unit)]
    return abs(result.value - formula.value) <= tolerance and bool(measured)


def _formulas(folded: str, figures: Sequence[Figure]) -> Iterator[Formula]:
    position = 0
    while position < len(figures):
        tokens, used, start, end = _token_run(folded, figures, position)
        position += max(used, 1)
        if "=" not in tokens and "≈" not in tokens:
            continue
        try:
            yield _formula(tokens, start, end)
        except (FormulaInvalid, ArithmeticError):
            continue


def _token_run(folded: str, figures: Sequence[Figure], position: int) -> tuple[list[str | Figure], int, int, int]:
    """Figures and operators that stand directly beside each other, from a figure on."""
    start = end = figures[position].start
    tokens: list[str | Figure] = []
    while start and folded[start - 1] in "( ":
        start -= 1
        tokens += ["("] if folded[start] == "(" else []
    used = 0
    while True:
        if position + used < len(figures) and figures[position + used].start == end:
            tokens.append(figures[position + used])
            end = figures[position + used].end
            used += 1
            continue
        match = _TOKEN.match(folded, end)
        if match is None:
            return tokens, used, start, end
        tokens.append(match.group(1))
        end = match.end()


def _formula(tokens: list[str | Figure], start: int, end: int) -> Formula:
    sides: list[list[str | Figure]] = [[]]
    for token in tokens:
        if token in ("=", "≈"):
            sides.append([])
        else:
            sides[-1].append(token)
    results = tuple(side[0] for side in sides[1:] if len(side) == 1 and isinstance(side[0], Figure))
    value = _Reader(sides[0]).value()
    for side in sides[1:]:
        if len(side) != 1 and _Reader(side).value() != value:
            raise FormulaInvalid
    inputs = tuple(
        token
        for side in (*sides[:1], *(side for side in sides[1:] if len(side) > 1))
        for token in side
        if isinstance(token, Figure)
    )
    return Formula(inputs, results, value, start, end)


class _Reader:
    """Recursive descent over sums, products and brackets."""

    def __init__(self, tokens: Sequence[str | Figure]) -> None:
        self._tokens = list(tokens)
        self._position = 0

    def value(self) -> Decimal:
        result = self._sum()
        if self._position != len(self._tokens):
            raise FormulaInvalid
        return result

    def _peek(self) -> str | Figure | None:
        return self._tokens[self._position] if self._position < len(self._tokens) else None

    def _take_operator(self, among: str) -> str | None:
        token = self._peek()
        operator = _OPERATORS.get(token) if isinstance(token, str) else None
        if operator is None or operator not in among:
            return None
        self._position += 1
        return operator

    def _sum(self) -> Decimal:
        result = self._product()
        while (operator := self._take_operator("+-")) is not None:
            other = self._product()
            result = result + other if operator == "+" else result - other
        return result

    def _product(self) -> Decimal:
        result = self._operand()
        while (operator := self._take_operator("*/")) is not None:
            other = self._operand()
            result = result * other if operator == "*" else result / other
        return result

    def _operand(self) -> Decimal:
        token = self._peek()
        self._position += 1
        if isinstance(token, Figure):
            return token.value
        if token != _OPENING:
            raise FormulaInvalid
        result = self._sum()
        if self._peek() != ")":
            raise FormulaInvalid
        self._position += 1
        return result
