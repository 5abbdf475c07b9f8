"""Red seals on scanned pages: taken out before recognition, so that the text under them is read and theirs is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_REDDER_BY = 45
"""Grey values of 255 that red exceeds green and blue by in a stamp's ink."""
_DARKEST_RED = 140
"""Of the red channel: red ink on paper is brighter, black print under red ink darker."""
_PALE_EDGE = 7
"""Pixels around red ink over which its edge fades, so that no outline is left."""
_SMALLEST_SEAL = 0.06
"""Share of the page's longer side; a seal of 4 cm on A4 has 0.13."""
_LARGEST_SEAL = 0.35
_ROUNDNESS = (0.7, 1.43)
"""Width by height: seals are round or square, headings in red are not."""
_JOINED_ACROSS = 0.012
"""Share of the page's longer side over which parts of one seal are joined."""


def without_stamps(picture: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], bool]:
    """The picture (height × width × red, green, blue) with red seals paled, and whether there were any.

    Under a seal only the red channel is kept: there red ink is nearly as bright as paper, black ink as dark as before.
    """
    import cv2
    import numpy as np

    red, green, blue = (picture[:, :, channel].astype(np.int16) for channel in range(3))
    ink = (red - np.maximum(green, blue) > _REDDER_BY).astype(np.uint8)
    side = max(picture.shape[:2])
    if ink.sum() < (_SMALLEST_SEAL * side) ** 2 / 20:
        return picture, False
    reach = max(3, int(_JOINED_ACROSS * side))
    joined = cv2.dilate(ink, np.ones((reach, reach), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    ink = cv2.dilate(ink, np.ones((_PALE_EDGE, _PALE_EDGE), np.uint8))
    cleaned = picture.copy()
    found = False
    for left, top, width, height, _ in stats[1:count]:
        if not _is_seal(int(width), int(height), side):
            continue
        found = True
        part = cleaned[top : top + height, left : left + width]
        inked = ink[top : top + height, left : left + width].astype(bool)
        brightness = part[inked][:, :1]
        part[inked] = np.where(brightness > _DARKEST_RED, 255, brightness)
    return cleaned, found


def _is_seal(width: int, height: int, side: int) -> bool:
    is_round = _ROUNDNESS[0] <= width / height <= _ROUNDNESS[1]
    return is_round and _SMALLEST_SEAL * side <= min(width, height) and max(width, height) <= _LARGEST_SEAL * side
