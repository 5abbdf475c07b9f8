"""Whether a turn inside a conversation opens a subject of its own, by what the documents say of its own words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.continuation import passes_on, points_back
from bot.corpus import Corpus
from bot.reader import Reader
from bot.types import RankedClause, Understanding
from knowledge.normalise import typed_key

SUBJECT_WORDS = 2.6
"""A turn names a subject of its own if its words tell as much as so many that no document has. On the dev follow-ups
13 of 14 changes of subject that another document answers tell more, and all 9 questions on the talk that another
document answers tell less."""
FOREIGN_WORDS, FOREIGN_SHARE = 3.7, 0.1
"""A turn that tells this much, of which no clause of the document talked of holds more than this share, is about
something else even where nothing else answers it (货车年检 after 股权奖励)."""
PASSED_ON_SHARE = 0.3
"""After 顺便问下 a turn goes on with the talk only if a clause of its document holds this share of the words."""


def opens_subject(understanding: Understanding, ranked: Sequence[RankedClause], corpus: Corpus, reader: Reader) -> bool:
    """Whether a turn that was read as going on with the talk is about something else.

    `ranked` are the clauses found for it as a follow-up: of the document talked of, and those that its own words find.
    """
    typed, talked_of = typed_key(understanding.question.text), understanding.document_of_talk
    if points_back(typed) or talked_of is None or talked_of not in corpus.documents:
        return False
    own = reader.subject_terms(understanding.text)
    held = [corpus.words[clause.clause_id].with_questions for clause in corpus.documents[talked_of].clauses]
    share = max((corpus.weights.coverage(own, words) for words in held), default=0.0)
    is_found_elsewhere = bool(ranked) and ranked[0].clause.doc_id != talked_of
    if passes_on(typed) and understanding.tells:
        return is_found_elsewhere or share < PASSED_ON_SHARE
    told = sum(corpus.weights.weight(item.term) for item in own) / corpus.weights.weight("")
    return told >= SUBJECT_WORDS and (is_found_elsewhere or (told >= FOREIGN_WORDS and share <= FOREIGN_SHARE))
