"""Pictures of text: recognised by rapidocr (extra `ocr`), line by line, each with its confidence.

The models come with the package; nothing is fetched. They are loaded when the first picture is recognised.
"""

from __future__ import annotations

import importlib.util
import re
import statistics
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from knowledge.errors import UnreadableFile
from knowledge.readers.page import Box, Piece
from knowledge.readers.types import UncertainLine

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Picture = NDArray[np.uint8]
    """Height × width × 3 (red, green, blue)."""

_UNCERTAIN_BELOW = 0.97
"""Confidence. Of 233 lines of law texts drawn, tilted, dirtied and scanned at 72 to 200 dpi, this flags 9 of the 16
that have an error and 8 of the 217 that have none; at 0.99 it were 13 and 27."""
RECOGNISED_SIDE = 2400
"""Pixels of the longer side that recognition works on: A4 at 205 dpi."""
_TALL = 1.5
_SIDEWAYS = 0.6
"""Share of lines that stand upright on a page that lies on its side."""
_LINES_TO_TELL_UPSIDE_DOWN = 5
_THREADS = 2
_MIXED_BRACKETS = re.compile(r"\(([^()（）]*)）|（([^()（）]*)\)")
"""Half-width on one side, full-width on the other: recognised so, never printed so."""
_EM_OF_A_LINE = 0.8
"""Share of a recognised line's height that is its font size."""
_FEWEST_EMS_FOR_A_SIZE = 8
_SAME_PRINT = 0.25


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was recognised in a picture: its size as it is read, in points, and its lines."""

    width: float
    height: float
    pieces: tuple[Piece, ...]
    has_stamp: bool = False


def is_installed() -> bool:
    """Whether the extra `ocr` is there."""
    return all(importlib.util.find_spec(name) is not None for name in ("rapidocr", "onnxruntime", "cv2", "PIL"))


def missing() -> UnreadableFile:
    """What to say where OCR is needed and not there."""
    return UnreadableFile(
        "ocr_missing",
        "文件是图片或扫描件，需要文字识别（OCR），但没有安装；请安装可选组件 parkbot[ocr]"
        "（make install EXTRAS=ocr）后重新导入，或换成有文字的 PDF、Word 文件。",
    )


def uncertain_lines(pieces: Iterable[Piece]) -> tuple[UncertainLine, ...]:
    """The lines that recognition was not sure of, in the order they were found."""
    return tuple(
        UncertainLine(piece.text, round(piece.confidence, 3)) for piece in pieces if piece.confidence < _UNCERTAIN_BELOW
    )


class Recogniser:
    """The recognition engine, loaded at first use; for one thread."""

    def __init__(self) -> None:
        self._engine: Any = None

    def recognise(self, picture: Picture, points: float, *, upright: bool = False) -> Recognised:
        """The lines in a picture whose pixels are `points` wide, turned upright first unless they are known to be."""
        import numpy as np

        from knowledge.readers.stamps import without_stamps

        picture, has_stamp = without_stamps(picture)
        lines = self._lines(picture)
        if not upright and _lies_on_its_side(lines):
            picture = np.rot90(picture)
            lines = self._lines(picture)
        if not upright and self._is_upside_down(picture, lines):
            picture = np.rot90(picture, 2)
            lines = self._lines(picture)
        height, width = picture.shape[:2]
        return Recognised(width * points, height * points, tuple(_pieces(lines, points)), has_stamp)

    def _lines(self, picture: Picture) -> list[_Line]:
        import numpy as np

        found = self._loaded()(np.ascontiguousarray(picture[:, :, ::-1]), use_det=True, use_cls=True, use_rec=True)
        if found.boxes is None or found.txts is None:
            return []
        return [
            _Line(np.asarray(corners), text, float(score))
            for corners, text, score in zip(found.boxes, found.txts, found.scores, strict=True)
        ]

    def _is_upside_down(self, picture: Picture, lines: Sequence[_Line]) -> bool:
        """Whether most of the longest lines stand on their heads."""
        import numpy as np

        longest = sorted(lines, key=lambda line: line.width, reverse=True)[:_LINES_TO_TELL_UPSIDE_DOWN]
        votes = 0
        for line in longest:
            (left, top), (right, bottom) = line.corners.min(axis=0).astype(int), line.corners.max(axis=0).astype(int)
            crop = np.ascontiguousarray(picture[max(top, 0) : bottom, max(left, 0) : right, ::-1])
            if crop.size:
                found = self._loaded()(crop, use_det=False, use_cls=True, use_rec=False)
                votes += bool(found.cls_res and found.cls_res[0][0] == "180")
        return 2 * votes > len(longest)

    def _loaded(self) -> Any:  # noqa: ANN401 - rapidocr has no types
        if self._engine is None:
            from rapidocr import RapidOCR

            self._engine = RapidOCR(
                params={
                    "Global.log_level": "error",
                    "Global.max_side_len": RECOGNISED_SIDE,
                    "EngineConfig.onnxruntime.intra_op_num_threads": _THREADS,
                }
            )
        return self._engine


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as the engine gives it: four corners in pixels."""

    corners: NDArray[np.float32]
    text: str
    confidence: float

    @property
    def width(self) -> float:
        return float(self.corners[:, 0].max() - self.corners[:, 0].min())

    @property
    def height(self) -> float:
        return float(self.corners[:, 1].max() - self.corners[:, 1].min())


def _lies_on_its_side(lines: Sequence[_Line]) -> bool:
    long = [line for line in lines if len(line.text) > 1]
    tall = sum(line.height > _TALL * line.width for line in long)
    return bool(long) and tall > _SIDEWAYS * len(long)


def _pieces(lines: Sequence[_Line], points: float) -> list[Piece]:
    """The lines as pieces, on a page made level."""
    import numpy as np

    if not lines:
        return []
    slope = statistics.median(_slope(line) for line in lines)
    placed: list[tuple[str, Box, float]] = []
    for line in lines:
        corners = line.corners.astype(float) * points
        corners[:, 1] -= slope * corners[:, 0]
        (left, top), (right, bottom) = np.min(corners, axis=0), np.max(corners, axis=0)
        text = _MIXED_BRACKETS.sub(lambda pair: f"（{pair[1] or pair[2] or ''}）", line.text.strip())
        placed.append((text, Box(float(left), float(top), float(right), float(bottom)), line.confidence))
    sizes = [size for text, box, _ in placed if (size := _size_by_width(text, box)) is not None]
    height = statistics.median(box.height for _, box, _ in placed)
    usual = statistics.median(sizes) if sizes else _EM_OF_A_LINE * height
    return [
        Piece(text, box, _size(text, box, usual, height), confidence=confidence)
        for text, box, confidence in placed
        if text
    ]


def _slope(line: _Line) -> float:
    """How much a line falls from left to right."""
    across = float(line.corners[1][0] - line.corners[0][0])
    return float(line.corners[1][1] - line.corners[0][1]) / across if across > line.height else 0.0


def _size_by_width(text: str, box: Box) -> float | None:
    """The font size by the width of a line's characters; None for a line too short to tell."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    ems = wide + (len(text) - wide) / 2
    return box.width / ems if ems >= _FEWEST_EMS_FOR_A_SIZE else None


def _size(text: str, box: Box, usual: float, height: float) -> float:
    """A line's font size, by its height where it is short; the usual one where it differs little from that."""
    size = _size_by_width(text, box) or usual * box.height / height
    return usual if abs(size - usual) < _SAME_PRINT * usual else size
