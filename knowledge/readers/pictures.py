"""Picture files: png, jpg, tiff with several pages, bmp, webp, gif."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from knowledge.errors import UnreadableFile
from knowledge.normalise import stored_text
from knowledge.readers import ocr
from knowledge.readers.layout import text_of_pages
from knowledge.readers.page import Page, Piece
from knowledge.readers.page_findings import PageFindings, low_confidence_flags
from knowledge.readers.types import ReadText

if TYPE_CHECKING:
    from knowledge.readers.ocr import Picture

_MOST_PIXELS = 60_000_000
"""Of a picture as it is stored; a 600 dpi scan of A4 has 35 million."""
_POINTS_OF_A_PAGE = 842.0
"""A picture without resolution counts as a page as high as A4."""
_MOST_FRAMES = 100


def read_image(data: bytes, on_page: Callable[[int, int], None] | None = None) -> ReadText:
    """The text in a picture (png, jpg, tiff with several pages, bmp, webp, gif). Raises UnreadableFile.

    `on_page` is called with a picture's number and how many there are before it is recognised.
    """
    if not ocr.is_installed():
        raise ocr.missing()
    recogniser = ocr.Recogniser()
    findings = PageFindings()
    pages: list[Page] = []
    frames = _frame_count(data)
    for number in range(1, frames + 1):
        if on_page is not None:
            on_page(number, frames)
        picture, points = _frame(data, number - 1)
        found = recogniser.recognise(picture, points)
        findings.note("ocr_used", number)
        if found.has_stamp:
            findings.note("stamp_removed", number)
        pages.append(Page(number, found.width, found.height, found.pieces))
    return _read_text(pages, findings)


def _read_text(pages: Sequence[Page], findings: PageFindings) -> ReadText:
    pieces = [block for page in pages for block in page.blocks if isinstance(block, Piece)]
    text = stored_text(text_of_pages(pages, findings))
    if not text.strip():
        raise UnreadableFile("no_text", "图片里没有识别出文字。")
    uncertain = ocr.uncertain_lines(pieces)
    return ReadText(text, "image", (*findings.flags(), *low_confidence_flags(uncertain)), uncertain_lines=uncertain)


def _frame_count(data: bytes) -> int:
    with _opened(data) as image:
        count = int(getattr(image, "n_frames", 1))
    if count > _MOST_FRAMES:
        raise UnreadableFile("too_many_pages", f"图片有 {count} 页，超过上限 {_MOST_FRAMES} 页，请拆分后再导入。")
    return count


def _frame(data: bytes, index: int) -> tuple[Picture, float]:
    """One picture of a file, turned as it was taken, and how many points a pixel has."""
    import numpy as np
    from PIL import Image, ImageOps

    with _opened(data) as image:
        try:
            image.seek(index)
            image.draft("RGB", (ocr.RECOGNISED_SIDE, ocr.RECOGNISED_SIDE))
            image.load()
        except (OSError, EOFError, ValueError, SyntaxError) as error:
            raise UnreadableFile("broken_file", "图片已损坏，无法读取。") from error
        upright = ImageOps.exif_transpose(image)
        if "A" in upright.getbands() or "transparency" in upright.info:
            layer = upright.convert("RGBA")
            upright = Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer)
        upright = upright.convert("RGB")
        upright.thumbnail((ocr.RECOGNISED_SIDE, ocr.RECOGNISED_SIDE))
    return np.asarray(upright), _POINTS_OF_A_PAGE / max(upright.size)


def _opened(data: bytes) -> Any:  # noqa: ANN401 - Pillow's image, imported only here
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data))
    except Image.DecompressionBombError as error:
        raise UnreadableFile("too_large", "图片的像素过多，没有读取；请降低分辨率（300 dpi 足够）后再导入。") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise UnreadableFile("broken_file", "图片已损坏或格式不受支持，无法读取。") from error
    if image.width * image.height > _MOST_PIXELS:
        raise UnreadableFile("too_large", "图片的像素过多，没有读取；请降低分辨率（300 dpi 足够）后再导入。")
    return image
