"""Texts as term ids, cut into shuffled batches of pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from knowledge.tokens import character_ngrams
from knowledge.training.pairs import Pair

Bags = tuple[torch.Tensor, torch.Tensor]
"""Term ids of several texts one after the other, and where each text begins, as EmbeddingBag takes them."""

_TOKENISED_AT_ONCE = 4096


@dataclass(frozen=True, slots=True)
class TokenIds:
    """Term ids of many texts, repeats kept once; text i is `ids[starts[j]:starts[j + 1]]`, where j is `places[i]`."""

    ids: NDArray[np.int32]
    starts: NDArray[np.int64]
    places: NDArray[np.int64]

    @classmethod
    def of(cls, texts: Sequence[str], tokenizer: Tokenizer) -> TokenIds:
        """Tokenise as StaticEncoder does; unknown terms, id 0, are left out."""
        numbers: dict[str, int] = {}
        places = np.array([numbers.setdefault(text, len(numbers)) for text in texts])
        different, parts = list(numbers), list[NDArray[np.int32]]()
        for start in range(0, len(different), _TOKENISED_AT_ONCE):
            cut = [" ".join(character_ngrams(text)) for text in different[start : start + _TOKENISED_AT_ONCE]]
            encodings = tokenizer.encode_batch_fast(cut, add_special_tokens=False)
            ids = (np.array(encoding.ids, dtype=np.int32) for encoding in encodings)
            parts.extend(part[part != 0] for part in ids)
        return cls(np.concatenate(parts), np.cumsum([0, *map(len, parts)]), places)

    def bags(self, rows: NDArray[np.int64]) -> Bags:
        """The texts of these rows."""
        parts = [self.ids[self.starts[row] : self.starts[row + 1]] for row in self.places[rows]]
        offsets = np.cumsum([0, *map(len, parts[:-1])])
        return torch.from_numpy(np.concatenate(parts)), torch.from_numpy(offsets.astype(np.int32))


@dataclass(frozen=True, slots=True)
class Batch:
    """Anchors, their positives row by row, and the article of each."""

    anchors: Bags
    positives: Bags
    articles: torch.Tensor


class PairBatches:
    """All pairs as term ids."""

    def __init__(self, pairs: Sequence[Pair], tokenizer: Tokenizer) -> None:
        self._anchors = TokenIds.of([pair.anchor for pair in pairs], tokenizer)
        self._positives = TokenIds.of([pair.positive for pair in pairs], tokenizer)
        self._articles = np.array([pair.article for pair in pairs])
        self._rows = np.repeat(np.arange(len(pairs)), [pair.repeats for pair in pairs])

    def count(self, batch_size: int) -> int:
        """Number of whole batches in an epoch."""
        return len(self._rows) // batch_size

    def epoch(self, batch_size: int, rng: np.random.Generator) -> Iterator[Batch]:
        """All pairs in a new order; what does not fill a batch is left out."""
        order = rng.permutation(self._rows)
        for number in range(self.count(batch_size)):
            rows = order[number * batch_size : (number + 1) * batch_size]
            articles = torch.from_numpy(self._articles[rows])
            yield Batch(self._anchors.bags(rows), self._positives.bags(rows), articles)
