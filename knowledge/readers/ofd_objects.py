"""What an OFD page draws (GB/T 33190): characters with their places, straight rules, pictures. Millimetres → points."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from xml.etree.ElementTree import Element

from knowledge.readers.findings import Findings
from knowledge.readers.page import Box, Glyph
from knowledge.readers.radicals import unified_character

POINTS = 72 / 25.4
"""Points in a millimetre."""
_USUAL_SIZE = 4.0
_ASCENT = 0.88
_SHORTEST_RULE = 3.0
"""Millimetres; shorter lines belong to drawings."""
_CROOKED = 0.3
"""Millimetres that a line may be off the level or the plumb."""
_NATURAL_WIDTHS = (0.5, 1.5)
"""How far an object's width may be off its characters' own widths and still be what they are spread over."""
_COMMAND = re.compile(r"[A-Za-z]|-?\d+(?:\.\d+)?(?:[eE]-?\d+)?|-?\.\d+")
_ARGUMENTS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_MOST_CHARACTERS = 100_000
"""On one page; a page of small print has 5,000."""
_FARTHEST = 100_000.0
"""Millimetres; no page reaches so far."""
_TOO_WHITE = 250


@dataclass(slots=True)
class PageObjects:
    """The objects of a page. `pictures` are the boxes of its images."""

    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Placement:
    """Where an object's own coordinates lie on the page: its boundary's corner and its matrix."""

    left: float
    top: float
    width: float
    matrix: tuple[float, ...]

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A place of the object on the page, in millimetres."""
        a, b, c, d, e, f = self.matrix
        return self.left + a * x + c * y + e, self.top + b * x + d * y + f


def read_objects(page: Element, findings: Findings) -> PageObjects:
    """The objects of a page, templates not included; text that nobody sees is noted and left out."""
    found = PageObjects()
    for item in page.iter():
        kind = local_name(item)
        if kind == "TextObject" and len(found.glyphs) < _MOST_CHARACTERS:
            _add_text(found, item, findings)
        elif kind == "PathObject":
            found.rules.extend(_rules(item))
        elif kind == "ImageObject":
            left, top, width, height = box_of(item, "Boundary")
            found.pictures.append(_box(left, top, left + width, top + height))
    return found


def local_name(element: Element) -> str:
    """The name without its namespace, which writers give in several versions."""
    return element.tag.rpartition("}")[2]


def box_of(element: Element, name: str) -> tuple[float, float, float, float]:
    """Left, top, width and height in an attribute; zeros where it is missing or malformed."""
    numbers = _numbers(element.get(name))
    return (numbers[0], numbers[1], numbers[2], numbers[3]) if len(numbers) == 4 else (0.0, 0.0, 0.0, 0.0)


def _box(left: float, top: float, right: float, bottom: float) -> Box:
    return Box(left * POINTS, top * POINTS, right * POINTS, bottom * POINTS)


def _numbers(text: str | None) -> list[float]:
    """The numbers in an attribute; none where one is malformed, infinite or beyond any page."""
    try:
        numbers = [float(part) for part in (text or "").split()]
    except ValueError:
        return []
    return numbers if all(abs(number) <= _FARTHEST for number in numbers) else []


def _number(element: Element, name: str, default: float) -> float:
    numbers = _numbers(element.get(name))
    return numbers[0] if len(numbers) == 1 else default


def _placement(item: Element) -> _Placement:
    left, top, width, _ = box_of(item, "Boundary")
    matrix = _numbers(item.get("CTM"))
    return _Placement(left, top, width, tuple(matrix) if len(matrix) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0))


def _add_text(found: PageObjects, item: Element, findings: Findings) -> None:
    codes = [element for element in item if local_name(element) == "TextCode"]
    if not any((code.text or "").strip() for code in codes):
        if any(local_name(element) == "CGTransform" for element in item):
            findings.note_missing("part_not_read", "只有字形、没有文字编码的内容")
        return
    if _cannot_be_seen(item):
        findings.note_hidden("".join(code.text or "" for code in codes))
        return
    placement = _placement(item)
    size = _number(item, "Size", _USUAL_SIZE)
    if size <= 0:
        size = _USUAL_SIZE
    for code in codes:
        found.glyphs.extend(_glyphs(code, placement, size, is_alone=len(codes) == 1))


def _cannot_be_seen(item: Element) -> bool:
    """Invisible, or white: what stands behind white letters is not known, so they count as unseen."""
    if item.get("Visible") == "false" or item.get("Alpha") == "0":
        return True
    colors = (_numbers(element.get("Value")) for element in item if local_name(element) == "FillColor")
    return any(len(color) == 3 and min(color) >= _TOO_WHITE for color in colors)


def _glyphs(code: Element, placement: _Placement, size: float, *, is_alone: bool) -> Iterator[Glyph]:
    """The characters of a TextCode that are no white space."""
    text = (code.text or "").strip("\r\n")
    x, y = _number(code, "X", 0.0), _number(code, "Y", 0.0)
    steps = _steps(code.get("DeltaX"), len(text)) or _natural_steps(text, size, placement.width if is_alone else 0.0)
    falls = _steps(code.get("DeltaY"), len(text)) or [0.0] * len(text)
    scale = abs(placement.matrix[3]) or 1.0
    spaced = False
    for character, step, fall in zip(text, steps, falls, strict=True):
        if not character.isspace():
            left, baseline = placement.point(x, y)
            width = min(step, size) * (abs(placement.matrix[0]) or 1.0)
            box = _box(left, baseline - _ASCENT * size * scale, left + width, baseline + (1 - _ASCENT) * size * scale)
            yield Glyph(unified_character(character), box, baseline * POINTS, size * scale * POINTS, spaced)
        spaced = character.isspace()
        x, y = x + step, y + fall


def _natural_steps(text: str, size: float, width: float) -> list[float]:
    """The characters' own widths, spread over the width of their object where that is near their sum."""
    steps = [size * (1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5) for character in text]
    stretch = width / sum(steps) if steps else 1.0
    return [step * stretch for step in steps] if _NATURAL_WIDTHS[0] < stretch < _NATURAL_WIDTHS[1] else steps


def _steps(delta: str | None, count: int) -> list[float]:
    """How far each character is from the next (`g 3 2.5` is 2.5 three times); the last has the width before it."""
    parts = iter((delta or "").split())
    steps: list[float] = []
    try:
        for part in parts:
            repeat, value = (int(next(parts)), float(next(parts))) if part == "g" else (1, float(part))
            steps += [value] * max(0, min(repeat, count))
    except (ValueError, StopIteration):
        return []
    if not all(abs(step) <= _FARTHEST for step in steps):
        return []
    if not steps or len(steps) < count - 1:
        return []
    return [*steps[: count - 1], steps[min(count, len(steps)) - 1]][:count]


def _rules(item: Element) -> Iterator[Box]:
    """The straight lines of a path that are level or plumb; a narrow bar gives its two sides."""
    data = next((element.text for element in item if local_name(element) == "AbbreviatedData"), None)
    placement = _placement(item)
    for first, second in _segments(_COMMAND.findall(data or "")):
        (x1, y1), (x2, y2) = placement.point(*first), placement.point(*second)
        width, height = abs(x2 - x1), abs(y2 - y1)
        if min(width, height) <= _CROOKED and max(width, height) >= _SHORTEST_RULE:
            yield _box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def _segments(tokens: list[str]) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight pieces of a path in the notation `M 0 0 L 10 0 C`; curves are passed over."""
    points: list[tuple[float, float]] = []
    at = 0
    while at < len(tokens):
        command = tokens[at]
        count = _ARGUMENTS.get(command, 0)
        arguments = tokens[at + 1 : at + 1 + count]
        if len(arguments) < count or any(argument.isalpha() for argument in arguments):
            return
        if command == "L":
            points.append((float(arguments[0]), float(arguments[1])))
        elif command == "C" and points:
            points.append(points[0])
        elif count:
            yield from pairwise(points)
            points = [(float(arguments[-2]), float(arguments[-1]))]
        at += count + 1
    yield from pairwise(points)
