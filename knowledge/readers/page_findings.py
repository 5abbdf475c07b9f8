"""What was noticed on the pages of a PDF or a picture, gathered into the flags that people see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from knowledge.readers.types import Flag, UncertainLine

_LONGEST_EXCERPT = 30
_MOST_PAGES_NAMED = 20
_MOST_LINES_SHOWN = 3

_SENTENCES = {
    "pages_without_text": "是图片，没有读入；安装文字识别组件 parkbot[ocr]（make install EXTRAS=ocr）后可以读",
    "page_broken": "读不出来，没有读入",
    "images_without_text": "有图片，其中的文字没有读入，请核对",
    "unmapped_characters": "有字体没有说明含义的字符，读不出来，请核对",
    "ocr_used": "的文字由文字识别（OCR）得到，请核对",
    "ocr_layer": "是扫描件，读的是文件自带的识别文字，请核对",
    "stamp_removed": "有红色印章，识别时已去掉",
    "hidden_text": "有看不见的文字（与纸同色、透明、极小或在页面之外），没有读入",
    "watermark": "有水印或斜放、竖放的文字，没有读入",
    "form_fields": "有填写过的表单域，填写的内容没有读入",
    "doubtful_layout": "可能分栏，阅读顺序没有把握，前后文字可能串行，请对照原件核对",
    "annotations_dropped": "有批注，没有读入",
}


@dataclass(slots=True)
class PageFindings:
    """A collector: `note` what was seen on which page; `flags` gives one flag a kind, naming the pages."""

    is_complete: bool = True
    _pages: dict[str, list[int]] = field(default_factory=dict)
    _excerpts: dict[str, str] = field(default_factory=dict)

    def note(self, code: str, page: int, excerpt: str = "") -> None:
        """Something of the kind `code` was seen on a page; the first excerpt is shown."""
        pages = self._pages.setdefault(code, [])
        if page not in pages:
            pages.append(page)
        if excerpt.strip():
            self._excerpts.setdefault(code, excerpt.strip()[:_LONGEST_EXCERPT])

    def note_missing(self, code: str, page: int, excerpt: str = "") -> None:
        """Something on a page could not be read, so that the text is not the whole document's."""
        self.note(code, page, excerpt)
        self.is_complete = False

    def pages_with(self, code: str) -> int:
        """On how many pages something of a kind was seen."""
        return len(self._pages.get(code, ()))

    def flags(self) -> tuple[Flag, ...]:
        """One flag a kind, in the order of the table above."""
        return tuple(Flag(code, self._sentence(code)) for code in _SENTENCES if code in self._pages)

    def _sentence(self, code: str) -> str:
        shown = f"，如「{self._excerpts[code]}」" if code in self._excerpts else ""
        return f"第{_named(self._pages[code])}页{_SENTENCES[code]}{shown}。"


def low_confidence_flags(lines: Sequence[UncertainLine]) -> tuple[Flag, ...]:
    """One flag for all lines that OCR was not sure of."""
    if not lines:
        return ()
    shown = "".join(f"「{line.text}」" for line in sorted(lines, key=lambda line: line.confidence)[:_MOST_LINES_SHOWN])
    return (Flag("low_confidence", f"有 {len(lines)} 行文字识别把握不大，请对照原件核对，如{shown}。"),)


def _named(pages: Sequence[int]) -> str:
    """Page numbers as people write them, runs as 3–5."""
    runs: list[list[int]] = []
    for page in sorted(pages):
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    names = [f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    return "、".join(names[:_MOST_PAGES_NAMED]) + (" 等" if len(names) > _MOST_PAGES_NAMED else "")
