"""Whether the words of a text stand in a source: characters compared in pairs, linking words left aside.

Works on width-folded text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from itertools import pairwise
from typing import Final

_CONTENT_RUN: Final = re.compile(r"[0-9A-Za-z\u3400-\u9fff]+")
#: Characters without content of their own. Negations and 每 are deliberately not among them.
_FUNCTION: Final = frozenset(
    "的了是为按对由在和与及可会有以于等其该就都也则把被向从到至自着过所之者而且或但如若又再很将应能需要这那即还并"
)
#: Words an answer may put between a document's words without changing what they say.
_LINKING: Final = re.compile(
    "可以|按照|依据|根据|依照|规定|对于|属于|其中|以及|并且|同时|如果|的话|也就是|此外|另外|上述|包括|例如|相关|有关|具体"
    "|文件|明确|提出|要求|政策|条款|比例|标准|情况|情形|方面|分别|能够"
)


def content_runs(text: str) -> list[str]:
    """The runs of letters, digits and Han characters of `text`."""
    return _CONTENT_RUN.findall(text)


def character_pairs(text: str) -> frozenset[str]:
    """Every pair of neighbouring content characters of `text`, and every single one."""
    pairs: set[str] = set()
    for run in _CONTENT_RUN.findall(text):
        pairs.update(run)
        pairs.update(map("".join, pairwise(run)))
    return frozenset(pairs)


def foreign_runs(text: str, pairs: Set[str]) -> list[tuple[int, int]]:
    """Spans of `text` whose content characters belong to no pair of the source and to no linking word."""
    known = _known_positions(text, pairs)
    runs: list[tuple[int, int]] = []
    for match in _CONTENT_RUN.finditer(text):
        for position in range(*match.span()):
            if position in known:
                continue
            if runs and runs[-1][1] == position:
                runs[-1] = (runs[-1][0], position + 1)
            else:
                runs.append((position, position + 1))
    return runs


def content_share(text: str, pairs: Set[str]) -> float:
    """The share of the content characters of `text` that stand in a source, 1.0 where there are none."""
    known = _known_positions(text, pairs)
    positions = [position for match in _CONTENT_RUN.finditer(text) for position in range(*match.span())]
    weighty = [position for position in positions if text[position] not in _FUNCTION]
    return sum(position in known for position in weighty) / len(weighty) if weighty else 1.0


def is_plain(text: str) -> bool:
    """Whether a text holds nothing but function characters, linking words and marks."""
    return all(character in _FUNCTION for run in _CONTENT_RUN.findall(_LINKING.sub("", text)) for character in run)


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """`text` with the given spans replaced by spaces, the length kept."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _known_positions(text: str, pairs: Set[str]) -> set[int]:
    known = {position for position, character in enumerate(text) if character in _FUNCTION}
    for match in _LINKING.finditer(text):
        known.update(range(*match.span()))
    for match in _CONTENT_RUN.finditer(text):
        start, end = match.span()
        if end - start == 1 and text[start] in pairs:  # alone between marks or figures: 处, 甲、乙
            known.add(start)
        for position in range(start, end - 1):
            if text[position : position + 2] in pairs:
                known.update((position, position + 1))
    return known
