"""Whether each comma segment of a sentence was taken, word for word and in order, out of one sentence of its source.

A bag of character pairs accepts 「鼓励高校联合企业」 for 「鼓励企业联合高校」, and words gathered from
all over a clause; this does not. Works on width-folded text.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from bot.segments import segment_spans, sentence_spans
from bot.wording import character_pairs, content_runs, content_share, is_plain

#: Share of a segment's content that one sentence of the source (with its headings) must hold.
SEGMENT_SHARE: Final = 0.8
_SHORTEST: Final = 2  # characters of a word that has a place in its sentence
_CACHED_TEXTS: Final = 1024


def misplaced_words(text: str, sources: Sequence[str], background: frozenset[str]) -> str | None:
    """The first segment of `text` that no single sentence of the sources holds in order, None where all are held.

    `background` are the character pairs of the headings, which may stand anywhere.
    """
    candidates = [sentence for source in sources for sentence in _sentences(source)]
    for span in (segment for sentence in sentence_spans(text) for segment in segment_spans(text, sentence)):
        words = text[slice(*span)]
        if not any(_holds(sentence, pairs, words, background) for sentence, pairs in candidates):
            return words.strip()
    return None


def _holds(sentence: str, pairs: frozenset[str], words: str, background: frozenset[str]) -> bool:
    return content_share(words, pairs | background) >= SEGMENT_SHARE and _follows(words, sentence)


def _follows(words: str, sentence: str) -> bool:
    """Whether the words that `words` shares with `sentence` stand in it in the same order."""
    place = 0
    for run in content_runs(words):
        position = 0
        while position < len(run) - 1:
            length = _longest_shared(run, position, sentence)
            if length < _SHORTEST or is_plain(run[position : position + length]):
                position += 1
                continue
            while length >= _SHORTEST and (found := sentence.find(run[position : position + length], place)) < 0:
                length -= 1
            if length < _SHORTEST:
                return False
            place, position = found + length, position + length
    return True


def _longest_shared(words: str, position: int, sentence: str) -> int:
    length = 0
    while position + length < len(words) and words[position : position + length + 1] in sentence:
        length += 1
    return length


@lru_cache(maxsize=_CACHED_TEXTS)
def _sentences(source: str) -> tuple[tuple[str, frozenset[str]], ...]:
    spans = sentence_spans(source)
    return tuple((source[start:end], character_pairs(source[start:end])) for start, end in spans)
