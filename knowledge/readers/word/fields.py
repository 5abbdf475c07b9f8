"""Word's fields: the instruction between `begin` and `separate` is not printed, the result up to `end` is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from knowledge.readers.counters import format_number

_CIRCLED = re.compile(r"\s*eq\s*\\o\s*(?:\\a[clr]\s*)?\(\s*([○〇◯])\s*[,，;；]\s*([^)）]{1,2})\s*[)）]", re.IGNORECASE)
"""带圈字符: a circle over a number, which has no result of its own."""


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    in_result: bool = False


@dataclass(slots=True)
class Fields:
    """The fields that the text is inside of; they may span paragraphs and lie inside each other."""

    _open: list[_Field] = field(default_factory=list)

    @property
    def hide_text(self) -> bool:
        """Whether text now belongs to an instruction."""
        return any(not one.in_result for one in self._open)

    def add_instruction(self, text: str) -> None:
        """A piece of the innermost instruction; text inside one, as 带圈字符 has it, belongs to it too."""
        if self._open:
            self._open[-1].instruction += text

    def turn(self, kind: str | None) -> str:
        """A field begins, comes to its result or ends; what is printed where it ends without a result."""
        if kind == "begin":
            self._open.append(_Field())
        elif kind == "separate" and self._open:
            self._open[-1].in_result = True
        elif kind == "end" and self._open:
            ended = self._open.pop()
            if not ended.in_result and not self.hide_text:
                return _printed(ended.instruction)
        return ""


def _printed(instruction: str) -> str:
    match = _CIRCLED.match(instruction)
    if match is None:
        return ""
    return format_number(int(match[2]), "decimalEnclosedCircle") if match[2].isdecimal() else match[2]
