"""The vocabulary of the shipped encoder and the tokenizer that finds it in pre-cut text."""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Iterable

from tokenizers import Regex, Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import NFKC, Lowercase, Sequence
from tokenizers.pre_tokenizers import Split

from knowledge.tokens import character_ngrams

UNKNOWN = "[UNK]"
_SMALLEST_COUNT = 5
_BETWEEN_TERMS = r"[^\w.]+|(?<![0-9])\.|\.(?![0-9])"  # all but letters, digits and the point of a decimal number


def build_tokenizer(texts: Iterable[str], size: int, required: Iterable[str] = ()) -> Tokenizer:
    """A tokenizer over `size` terms: UNKNOWN as id 0, all terms of the `required` texts, then those of most texts.

    Tokenizers cannot give overlapping terms, so text is cut by `character_ngrams` first and joined by spaces. WordPiece
    without a continuing prefix then finds each term whole and cuts unknown ones into known shorter ones; raw text, as
    sentence-transformers would pass it, is cut into pairs and single characters from the left.
    """
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(set(character_ngrams(text)))
    kept = sorted((term for term, count in counts.items() if count >= _SMALLEST_COUNT), key=lambda t: (-counts[t], t))
    single = [*string.ascii_lowercase, *string.digits]
    needed = [term for text in required for term in character_ngrams(text)]
    vocabulary = list(dict.fromkeys([UNKNOWN, *single, *needed, *kept]))[:size]
    return _tokenizer(vocabulary)


def _tokenizer(vocabulary: list[str]) -> Tokenizer:
    numbers = {term: number for number, term in enumerate(vocabulary)}
    tokenizer = Tokenizer(WordPiece(numbers, unk_token=UNKNOWN, continuing_subword_prefix=""))
    tokenizer.normalizer = Sequence([NFKC(), Lowercase()])
    tokenizer.pre_tokenizer = Split(Regex(_BETWEEN_TERMS), behavior="removed")
    return tokenizer
