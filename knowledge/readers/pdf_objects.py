"""What a PDF page draws besides text: rules, filled areas and pictures, forms inside forms included."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2.raw as pdfium

Matrix = tuple[float, float, float, float, float, float]
Area = tuple[float, float, float, float]
"""Left, bottom, right, top in the PDF's own coordinates, y growing upwards."""

_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_DEEPEST_FORM = 10
_MOST_PATHS = 20_000
"""A page with more paths than this is a drawing: its lines are no tables."""
_THICKEST_RULE = 3.0
_SHORTEST_RULE = 3.0
_SLANT = 1.0
_DARKEST_PAPER = 0.85
"""Luminance; on anything darker white text is seen."""


@dataclass(slots=True)
class PageObjects:
    """Areas of a page: `rules` are thin lines, `fills` what is painted in a colour darker than paper, `images`."""

    rules: list[Area] = field(default_factory=list)
    fills: list[Area] = field(default_factory=list)
    images: list[Area] = field(default_factory=list)
    paths: int = 0


def page_objects(page: object) -> PageObjects:
    """The objects of an open page."""
    found = PageObjects()
    count = pdfium.FPDFPage_CountObjects(page)
    for index in range(count):
        _add(found, pdfium.FPDFPage_GetObject(page, index), _IDENTITY, 0)
    if found.paths > _MOST_PATHS:
        found.rules = []
    return found


def luminance(red: int, green: int, blue: int) -> float:
    """0 for black … 1 for white; components are 0 … 255 (weights of ITU-R BT.601)."""
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255


def _add(found: PageObjects, item: object, matrix: Matrix, depth: int) -> None:
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
        inner = _times(_matrix(item), matrix)
        for index in range(pdfium.FPDFFormObj_CountObjects(item)):
            _add(found, pdfium.FPDFFormObj_GetObject(item, index), inner, depth + 1)
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        found.images.append(_area(_corners(_times(_matrix(item), matrix))))
    elif kind == pdfium.FPDF_PAGEOBJ_PATH:
        found.paths += 1
        if found.paths <= _MOST_PATHS:
            _add_path(found, item, matrix)


def _add_path(found: PageObjects, path: object, matrix: Matrix) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    lines = list(_straight_lines(path, _times(_matrix(path), matrix)))
    if not lines:
        return
    whole = _area([point for line in lines for point in line])
    if fill.value and min(whole[2] - whole[0], whole[3] - whole[1]) <= _THICKEST_RULE:
        found.rules.append(whole)
    elif stroke.value:
        found.rules.extend(area for line in lines if _is_rule(area := _area(line)))
    if fill.value and _is_dark(path):
        found.fills.append(whole)


def _is_rule(area: Area) -> bool:
    """Whether a line is level or upright, and long enough."""
    across, up = area[2] - area[0], area[3] - area[1]
    return min(across, up) <= _SLANT and max(across, up) >= _SHORTEST_RULE


def _is_dark(path: object) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(path, red, green, blue, alpha):
        return False
    return luminance(red.value, green.value, blue.value) < _DARKEST_PAPER and alpha.value > 0


def _straight_lines(path: object, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """The two ends of each straight line of a path; curves are left out."""
    x, y = ctypes.c_float(), ctypes.c_float()
    begin = here = (0.0, 0.0)
    for index in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = _moved(matrix, x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            begin = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield [here, point]
        here = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield [here, begin]
            here = begin


def _matrix(item: object) -> Matrix:
    values = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, values):
        return _IDENTITY
    return values.a, values.b, values.c, values.d, values.e, values.f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    k, m, n, p, q, r = then
    return a * k + b * n, a * m + b * p, c * k + d * n, c * m + d * p, e * k + f * n + q, e * m + f * p + r


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _corners(matrix: Matrix) -> list[tuple[float, float]]:
    """Where an image's unit square comes to lie."""
    return [_moved(matrix, x, y) for x in (0, 1) for y in (0, 1)]


def _area(points: list[tuple[float, float]]) -> Area:
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)
