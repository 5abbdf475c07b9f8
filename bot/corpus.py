"""All clauses with what ranking needs to know of each: read when it is first asked for, or taken over from what was
known before a change, so that a change costs what it changes and not the whole knowledge base."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from bot.figures import find_figures
from bot.terms import TermWeights, pairs
from bot.types import FigureKind, RankedClause, Understanding
from knowledge.articles import Originals
from knowledge.normalise import search_key
from knowledge.short_names import subjects_of
from knowledge.types import Clause, Document, Metadata, SourceKind, Status
from knowledge.validity import to_be_verified, validity

MAIN_TOPIC = "主文件"
"""Topic of the document that the park loaded parkbot for."""
BARE_HEADING_LENGTH = 40
"""A longer clause says something of its own, also when clauses stand below it."""
WORDS_KEPT = 2048
"""Clauses whose words are remembered, 10 to 30 kB each: four times those that parkbot comes with. A question looks at
50, and the words of one are read in .2 ms."""


_YEAR_OF_A_NAME = re.compile(
    "(20[0-9]{2})年?[)〕]?(?:的|版|那[个份]|出的|发的|第)?[^,。?0-9]{0,6}?(?:办法|条例|公告|细则|规定|措施|意见|通知|方案|计划|[0-9]+号)"
)
"""A year that stands before the kind of a document: 2018年的管理办法, 2023年第7号."""


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """The words of one clause: its official wording as a search key, its terms, those of each everyday question, its
    title and its policy's names, of a loaded document also what that is about; the shares that it states, and the
    kinds of its figures.

    A fact of a digest is about its policy even where it does not say so: `official` has the policy's names too.
    """

    official: str
    terms: frozenset[str]
    with_questions: frozenset[str]
    questions: tuple[frozenset[str], ...]
    title: frozenset[str]
    names: frozenset[str]
    subjects: tuple[frozenset[str], ...]
    shares: frozenset[Decimal]
    figure_kinds: frozenset[FigureKind]


@dataclass(frozen=True, slots=True)
class Corpus:
    """The current documents, their clauses by id, the words of each, and how telling each term is.

    `originals`: the loaded articles that a fact of a digest rests on, by the id of its clause. `versions`: the version
    of each document's text, by its id.
    """

    documents: Mapping[str, Document]
    clauses: Mapping[str, Clause]
    words: Mapping[str, ClauseWords]
    weights: TermWeights
    originals: Mapping[str, tuple[Clause, ...]]
    versions: Mapping[str, str]

    @property
    def main_document(self) -> Document | None:
        """The document that 这份文件 means in a question that names none."""
        main = [document for document in self.documents.values() if MAIN_TOPIC in document.metadata.topics]
        return main[0] if main else next(iter(self.documents.values()), None)

    @classmethod
    def of(cls, documents: tuple[Document, ...], earlier: Corpus | None = None) -> Corpus:
        """The corpus of these documents; `earlier` is one of many of them, whose weights need only be changed."""
        if earlier is None:
            return cls._over(documents, TermWeights(_texts(documents)))
        same = {item.doc_id for item in documents if earlier._has(item)}
        gone = _texts(item for item in earlier.documents.values() if item.doc_id not in same)
        come = _texts(item for item in documents if item.doc_id not in same)
        return cls._over(documents, earlier.weights.changed(gone, come))

    def over(self, documents: tuple[Document, ...]) -> Corpus:
        """The same over other versions of some of the documents; how telling a term is stays as it was."""
        return self._over(documents, self.weights)

    @classmethod
    def _over(cls, documents: tuple[Document, ...], weights: TermWeights) -> Corpus:
        clauses = {clause.clause_id: clause for document in documents for clause in document.clauses}
        by_id = {document.doc_id: document for document in documents}
        words = _Words(by_id, clauses)
        return cls(by_id, clauses, words, weights, _originals(documents), _versions(documents))

    def _has(self, document: Document) -> bool:
        """Whether a document of this id with the same clauses is here."""
        held = self.documents.get(document.doc_id)
        return held is not None and held.clauses == document.clauses

    def children(self, clause: Clause) -> tuple[Clause, ...]:
        """The clauses one level below a clause, in order."""
        return _children(clause, self.documents[clause.doc_id])

    def is_bare_heading(self, clause: Clause) -> bool:
        """Whether a clause is only a title, its content standing in the clauses below it."""
        return len(clause.text) <= BARE_HEADING_LENGTH and bool(self.children(clause))

    def ranked(self, clause: Clause, understanding: Understanding, score: float, confidence: float) -> RankedClause:
        """A clause with how it stands on the day asked about."""
        metadata = self.documents[clause.doc_id].metadata
        day = _day_for(metadata, understanding)
        in_doubt = to_be_verified(metadata, clause, day)
        standing, version = validity(metadata, day), self.versions[clause.doc_id]
        return RankedClause(clause, metadata, standing, score, confidence, in_doubt, version)


class _Words(Mapping[str, ClauseWords]):
    """The words of each clause by its id, read when they are first asked for. Safe to use from several threads."""

    def __init__(self, documents: Mapping[str, Document], clauses: Mapping[str, Clause]) -> None:
        self._documents = documents
        self._clauses = clauses
        self._read = lru_cache(WORDS_KEPT)(self._words_of)

    def __getitem__(self, clause_id: str) -> ClauseWords:
        return self._read(clause_id)

    def __iter__(self) -> Iterator[str]:
        return iter(self._clauses)

    def __len__(self) -> int:
        return len(self._clauses)

    def _words_of(self, clause_id: str) -> ClauseWords:
        clause = self._clauses[clause_id]
        return _words(clause, self._documents[clause.doc_id])


def _texts(documents: Iterable[Document]) -> Iterator[str]:
    """All that each clause says, its questions too."""
    for document in documents:
        for clause in document.clauses:
            yield "\n".join((*clause.heading_path, clause.text, *clause.questions))


def _day_for(metadata: Metadata, understanding: Understanding) -> date:
    """The day on which a rule is looked at: the past one that the question is about, if it says so.

    A plan's targets name past years too (到2025年), and that its period is over must be said all the same. The year
    of a document's own name (2018年的管理办法), before it came into force, names the document.
    """
    past = understanding.past_day
    if past is None or metadata.status is Status.PLAN_ENDED:
        return understanding.as_of
    is_said_as_name = any(match[1] == str(past.year) for match in _YEAR_OF_A_NAME.finditer(understanding.text))
    is_its_name = is_said_as_name and str(past.year) in f"{metadata.title} {metadata.doc_no}"
    is_before = metadata.effective_from is not None and past < metadata.effective_from
    return understanding.as_of if is_its_name and is_before else past


def _versions(documents: Sequence[Document]) -> Mapping[str, str]:
    return {document.doc_id: document.version for document in documents}


def _originals(documents: Sequence[Document]) -> Mapping[str, tuple[Clause, ...]]:
    originals = Originals(documents)
    return {
        clause.clause_id: found
        for document in documents
        if document.metadata.source_kind is SourceKind.DIGEST
        for clause in document.clauses
        if (found := originals.clauses(clause.label, document.metadata))
    }


def _words(clause: Clause, document: Document) -> ClauseWords:
    official = "\n".join((*clause.heading_path, clause.text))
    metadata = document.metadata
    is_digest = metadata.source_kind is SourceKind.DIGEST
    # What the main document is called holds for no single clause; an article of a rule is about the rule's subject.
    subject = "" if MAIN_TOPIC in metadata.topics else "\n".join((metadata.title, *metadata.aliases))
    named = "" if is_digest else subject  # facts of a digest name their policy themselves
    own = "\n".join((official, _titles_below(clause, document), named))
    terms = pairs(own)
    figures = find_figures(clause.text)
    return ClauseWords(
        official=search_key(f"{official}\n{subject}"),
        terms=terms,
        with_questions=pairs("\n".join((own, *clause.questions))) if clause.questions else terms,
        questions=tuple(map(pairs, clause.questions)),
        title=pairs(clause.heading_path[-1]) if clause.heading_path else frozenset(),
        names=pairs("\n".join((metadata.title, *metadata.aliases))),
        subjects=tuple(map(pairs, subjects_of(metadata))) if is_loaded(metadata) else (),
        shares=frozenset(figure.value for figure in figures if figure.kind is FigureKind.SHARE),
        figure_kinds=frozenset(figure.kind for figure in figures),
    )


def is_loaded(metadata: Metadata) -> bool:
    """Whether a document is official wording that the park loaded itself."""
    return metadata.source_kind is SourceKind.ORIGINAL and MAIN_TOPIC not in metadata.topics


def _titles_below(clause: Clause, document: Document) -> str:
    """Titles of the clauses under a bare heading: a heading is about what stands below it."""
    if len(clause.text) > BARE_HEADING_LENGTH:
        return ""
    titles = [child.heading_path[-1] for child in _children(clause, document) if child.heading_path]
    return "\n".join(("", *titles))


def _children(clause: Clause, document: Document) -> tuple[Clause, ...]:
    depth, below = clause.path.count(".") + 1, f"{clause.path}."
    return tuple(c for c in document.clauses if c.path.startswith(below) and c.path.count(".") == depth)
