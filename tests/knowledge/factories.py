"""Hand-made documents, and an encoder that needs no model."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from knowledge.tokens import character_ngrams
from knowledge.types import Clause, Document, Metadata


class HashingEncoder:
    """Texts that share terms are near each other: each term adds to one of the vector's components."""

    def __init__(self, dimension: int = 64, fingerprint: str = "hashing-1") -> None:
        self.dimension = dimension
        self.fingerprint = fingerprint
        self.calls = 0

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.calls += 1
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for term in character_ngrams(text):
                vectors[row, zlib.crc32(term.encode()) % self.dimension] += 1
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        return (vectors / np.where(norms > 0, norms, 1)).astype(np.float32)


def make_document(
    doc_id: str, texts: Sequence[str], questions: Sequence[Sequence[str]] = (), metadata: Metadata | None = None
) -> Document:
    """A document whose clauses 1, 2, … are the given texts, one a line."""
    metadata = replace(metadata, doc_id=doc_id) if metadata else Metadata(doc_id, f"{doc_id}办法")
    clauses, start = [], 0
    for number, text in enumerate(texts, 1):
        asked = tuple(questions[number - 1]) if number <= len(questions) else ()
        clauses.append(Clause(doc_id, str(number), f"第{number}条", ("总则",), text, start, start + len(text), asked))
        start += len(text) + 1
    return Document(metadata, "\n".join(texts), tuple(clauses))


PLAN = make_document(
    "plan",
    [
        "对符合条件的企业,研发投入按最高5%给予后补助。",
        "支持建设省重点实验室和技术创新中心。",
        "加大对青年人才的支持力度,设立开放基金。",
    ],
    [["搞研发政府能补多少钱", "研发费用补贴比例"], ["实验室怎么建"], []],
    Metadata("plan", "信息技术行动计划(2023-2025年)", "鲁科字〔2023〕4号", effective_from=date(2023, 1, 5)),
)
LOANS = make_document("loans", ["科技成果转化贷款可以申请贴息。", "贷款额度由合作银行确定。"], [["贷款有没有贴息"], []])
