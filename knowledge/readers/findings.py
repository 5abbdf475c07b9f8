"""What a reader noticed on its way through a file, gathered into the flags that people see."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from knowledge.readers.types import Flag

_LONGEST_EXCERPT = 30
_MOST_EXCERPTS = 3

_SENTENCES = {
    "comments_dropped": "文件里有批注或注释，没有读入。",
    "revisions_accepted": "文件里有修订痕迹，按接受全部修订后的文字读入。",
    "macros_ignored": "文件里有宏，没有读入，也没有运行。",
    "struck_text": "文件里有划了删除线的文字，按已删除处理，没有读入，请核对",
    "hidden_text": "文件里有隐藏的文字（看不见的颜色、字号或隐藏格式），没有读入",
    "images_without_text": "文件里有图片或图形，其中的文字没有读入，请核对",
    "formulas_flattened": "文件里有公式，已改写成一行文字，请核对",
    "part_not_read": "文件里有一部分内容读不出来",
}


@dataclass(slots=True)
class Findings:
    """A collector: `note` what was seen, `flags` gives one flag a kind, with the first words it was seen on."""

    is_complete: bool = True
    _counts: Counter[str] = field(default_factory=Counter)
    _excerpts: dict[str, list[str]] = field(default_factory=dict)

    def note(self, code: str, excerpt: str = "") -> None:
        """Something of the kind `code` was seen; white space alone is nothing to be shown."""
        self._counts[code] += 1
        words = " ".join(excerpt.split())[:_LONGEST_EXCERPT]
        shown = self._excerpts.setdefault(code, [])
        if words and len(shown) < _MOST_EXCERPTS and words not in shown:
            shown.append(words)

    def note_hidden(self, text: str) -> None:
        """Text that people do not see was left out."""
        if text.strip():
            self.note("hidden_text", text)

    def note_struck(self, text: str) -> None:
        """Text that is struck out was left out."""
        if text.strip():
            self.note("struck_text", text)

    def note_missing(self, code: str, excerpt: str = "") -> None:
        """Something of the kind `code` could not be read, so that the text is not the whole document's."""
        self.note(code, excerpt)
        self.is_complete = False

    def has(self, code: str) -> bool:
        """Whether something of the kind `code` was seen."""
        return code in self._counts

    def flags(self) -> tuple[Flag, ...]:
        """One flag a kind, in the order in which the kinds were first seen."""
        return tuple(Flag(code, self._sentence(code)) for code in self._counts)

    def _sentence(self, code: str) -> str:
        sentence = _SENTENCES[code]
        if sentence.endswith("。"):
            return sentence
        shown = "；".join(f"「{words}」" for words in self._excerpts[code])
        return f"{sentence}（共 {self._counts[code]} 处{f'，如{shown}' if shown else ''}）。"
