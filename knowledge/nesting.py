"""From a row of enumerators to the path, the label and the titles of each clause."""

from __future__ import annotations

from dataclasses import dataclass, field

from knowledge.enumerators import Enumerator, Family

_ARABIC = (Family.ARABIC_DOT, Family.ARABIC_COMMA, Family.DOTTED)
_SAME_LEVEL = {Family.ARABIC_DOT: Family.ARABIC_COMMA, Family.ARABIC_COMMA: Family.ARABIC_DOT}


@dataclass(frozen=True, slots=True)
class Level:
    """One enumerator that the text is inside of; `path`, `label` and `titles` are those from the top down to it."""

    enumerator: Enumerator
    path: tuple[str, ...]
    label: str
    titles: tuple[str, ...]
    indent: int | None = None


_INDENT_STEP = 2
_OUTSIDE = Level(Enumerator(Family.ARTICLE, (0,), "", 0, 0), (), "", ())


@dataclass(slots=True)
class Nesting:
    """The enumerators that the text is inside of, outermost first, in one main text or attachment.

    Which family lies inside which is learned from the first time that one appears under the other. Until then a mark
    that begins a count (1, 一) nests under what stands above it, and one that goes on returns to its default rank.
    """

    levels: list[Level] = field(default_factory=list)
    _outranks: set[tuple[Family, Family]] = field(default_factory=set)
    _headings: dict[int, str] = field(default_factory=dict)

    def reset(self) -> None:
        """Leave all levels, as a 编/章/节 line does."""
        self.levels.clear()
        self._headings.clear()

    def place(
        self, mark: Enumerator, title: str | None = None, heading: str | None = None, indent: int | None = None
    ) -> Level:
        """Enter the level of `mark`; `heading` is the unnumbered heading right above it, if any.

        `indent` is the columns before a mark that opens a line: a count that begins further in than the last mark of
        its own family lies inside it, as in a Markdown list.
        """
        if mark.family is Family.DOTTED:
            self._leave_for_dotted(mark.numbers)
        else:
            self._leave_for(mark, indent)
        depth = len(self.levels)
        self._headings = {at: words for at, words in self._headings.items() if at <= depth}
        if heading is not None:
            self._headings[depth] = heading
        above = self.levels[-1] if self.levels else _OUTSIDE
        own = tuple(words for words in (self._headings.get(depth), title) if words)
        path, label = above.path + self._numbers(mark), self._label_above(mark) + mark.printed
        self._learn(mark.family)
        self.levels.append(Level(mark, path, label, above.titles + own, indent))
        return self.levels[-1]

    def _learn(self, inner: Family) -> None:
        """Note that the families that the text is inside of lie above `inner`, unless the reverse was seen before."""
        outer = {level.enumerator.family for level in self.levels}
        self._outranks |= {(family, inner) for family in outer if (inner, family) not in self._outranks}

    def _leave_for(self, mark: Enumerator, indent: int | None) -> None:
        """Leave the levels that `mark` cannot lie in."""
        beside = self._depth_beside(mark, indent)
        if beside is None:
            while self.levels and self._lies_above(mark, self.levels[-1].enumerator):
                self.levels.pop()
        elif mark.value > 1 or not _is_further_in(indent, self.levels[beside].indent):
            del self.levels[beside:]

    def _depth_beside(self, mark: Enumerator, indent: int | None) -> int | None:
        """The depth of the level that `mark` counts on from: the innermost of its family that is no further in.

        Where the family is not there, 1. and 1、 that count on from each other are one family.
        """
        depths = [depth for depth, level in enumerate(self.levels) if level.enumerator.family is mark.family]
        if not depths:
            other = _SAME_LEVEL.get(mark.family)
            return next(
                (
                    depth
                    for depth, level in enumerate(self.levels)
                    if level.enumerator.family is other and 1 < mark.value == level.enumerator.value + 1
                ),
                None,
            )
        as_far_in = [depth for depth in depths if not _is_further_in(self.levels[depth].indent, indent)]
        return max(as_far_in, default=depths[0])

    def _lies_above(self, mark: Enumerator, inner: Enumerator) -> bool:
        if mark.family is Family.ARTICLE or (mark.family, inner.family) in self._outranks:
            return True
        if (inner.family, mark.family) in self._outranks:
            return False
        if inner.family is Family.QUESTION or (mark.value == 1 and mark.family is not Family.CHINESE_COMMA):
            return False
        return mark.family < inner.family

    def _leave_for_dotted(self, numbers: tuple[int, ...]) -> None:
        """Leave all but the parents of a dotted number: levels with a shorter beginning of it, and outer families."""
        while self.levels:
            beside = self.levels[-1].enumerator
            if beside.family < Family.ARABIC_DOT or beside.numbers == numbers[: len(beside.numbers)] != numbers:
                return
            self.levels.pop()

    def _numbers(self, mark: Enumerator) -> tuple[str, ...]:
        """The mark's own numbers in the path; a dotted one leaves out what its parents give."""
        numbers = mark.numbers
        if mark.family is not Family.DOTTED:
            return (mark.path,)
        if self.levels:
            beside = self.levels[-1].enumerator.numbers
            if beside == numbers[: len(beside)]:
                numbers = numbers[len(beside) :]
        return tuple(map(str, numbers))

    def _label_above(self, mark: Enumerator) -> str:
        """The label that the mark's own is joined to; a dotted number prints its Arabic parents itself."""
        levels = list(self.levels)
        while mark.family is Family.DOTTED and levels and levels[-1].enumerator.family in _ARABIC:
            levels.pop()
        return levels[-1].label if levels else ""


def _is_further_in(indent: int | None, other: int | None) -> bool:
    return indent is not None and other is not None and indent >= other + _INDENT_STEP
