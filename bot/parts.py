"""The parts of a clause that an answer is made of: its sentences, with offsets into the document."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.folding import fold_width
from bot.segments import segment_spans, sentence_spans
from bot.types import RankedClause
from knowledge.readers.suspicions import addresses_a_machine
from knowledge.types import Metadata

_ENUMERATOR = re.compile(
    r"^\s*(?:[一二三四五六七八九十]+、|[0-9]+[.、]"
    r"|(?:[(（][一二三四五六七八九十]+[)）]|第[^条]{1,8}条)(?:\s*之\s*[一二三四五六七八九十]{1,3}(?!的))?)\s*"
)
_DATE_LINE = re.compile(
    "[0-9〇零一二三四五六七八九十]{2,4} ?年 ?[0-9一二三四五六七八九十]{1,3} ?月 ?[0-9一二三四五六七八九十]{1,3} ?日"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence of a clause: `document_text[start:end] == text`; `is_title` marks the clause's own title."""

    text: str
    start: int
    end: int
    is_title: bool = False


def sentences_of(source: RankedClause) -> tuple[Part, ...]:
    """The sentences of a clause without their closing marks; the enumerator belongs to no sentence.

    Left out are the signature under the last clause and sentences that give orders to a program: nobody is answered
    with them.
    """
    clause = source.clause
    folded = fold_width(clause.text)
    own_title = clause.heading_path[-1] if clause.heading_path else None
    parts = []
    for start, end in sentence_spans(folded):
        text = clause.text[start:end]
        if start == 0 and (match := _ENUMERATOR.match(text)):
            start, text = start + match.end(), text[match.end() :]
        text = text.rstrip()
        if text and not _is_signature(text, source.metadata) and not addresses_a_machine(text):
            end = start + len(text)
            parts.append(Part(text, clause.start + start, clause.start + end, text == own_title))
    return tuple(parts)


def _is_signature(text: str, metadata: Metadata) -> bool:
    """Whether a line is the name of the issuer, or one of several, or a date."""
    names = (metadata.issuer or "").split("、")
    return text.strip() in names or bool(_DATE_LINE.fullmatch(text.strip()))


def segment_with(part: Part, position: int) -> Part:
    """The comma segment of a sentence that holds `position`, an offset into the sentence's text."""
    folded = fold_width(part.text)
    for start, end in segment_spans(folded, (0, len(folded))):
        if start <= position < end:
            return Part(part.text[start:end], part.start + start, part.start + end)
    return part
