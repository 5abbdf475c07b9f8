"""Tables and attachments that a clause points to (按照附件1, 见附表), and blank forms, which answer nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.corpus import Corpus
from bot.reader import Reader
from bot.types import Detail, Evidence, RankedClause, Understanding
from knowledge.numerals import CHINESE_NUMERAL, to_int
from knowledge.table_rows import is_form, tables_in
from knowledge.types import Clause, SourceKind

TOLD_THERE = frozenset({Detail.AMOUNT, Detail.CAP, Detail.CONDITION, Detail.COUNT, Detail.LIST, Detail.CHANNEL})
"""What a clause leaves to the table or attachment that it points to; also where a question asks just what it says."""
_POINTS = re.compile(
    rf"附\s*件\s*(?P<attachment>[0-9]{{1,2}}|{CHINESE_NUMERAL}{{1,3}})?|附\s*表\s*(?P<table>[0-9]{{1,2}})?|下\s*表"
)
_ASKS_FOR_FORMS = re.compile(
    "表格|(?:申请|申报|登记|推荐|汇总|审批)[表书]|承诺书|表[里上]|下载|(?:怎么|如何|要)填|填(?:什么|哪些)"
)


def answers(clause: Clause, understanding: Understanding) -> bool:
    """Whether a clause may answer a question: a blank form does so only where the form is asked for."""
    return not is_form(clause) or _ASKS_FOR_FORMS.search(understanding.text) is not None


def with_attached(evidence: Evidence, understanding: Understanding, corpus: Corpus, reader: Reader) -> Evidence:
    """The evidence with what its best clause points to: cited beside it where the question asks what stands there, else
    first among what is worth reading."""
    if not evidence.kept or evidence.is_enumeration:
        return evidence
    best = evidence.kept[0]
    if best.metadata.source_kind is not SourceKind.ORIGINAL:
        return evidence
    attached = _pointed_to(best, understanding, corpus, reader)
    if attached is None:
        return evidence
    others = [item for item in evidence.related if item.clause.clause_id != attached.clause.clause_id]
    kept = [item for item in evidence.kept if item.clause.clause_id != attached.clause.clause_id]
    is_asked = understanding.asks & TOLD_THERE or understanding.asks == {Detail.CONTENT}
    if is_asked and answers(attached.clause, understanding) and understanding.question.top_k > 1:
        most = understanding.question.top_k
        return replace(evidence, kept=(kept[0], attached, *kept[1:])[:most], related=tuple(others))
    return replace(evidence, kept=tuple(kept), related=(attached, *others))


def _pointed_to(
    best: RankedClause, understanding: Understanding, corpus: Corpus, reader: Reader
) -> RankedClause | None:
    """The clause of the same document that the best one points to; of several the likest to the question."""
    clauses = corpus.documents[best.clause.doc_id].clauses
    found = [clause for match in _POINTS.finditer(best.clause.text) for clause in _targets(match, best.clause, clauses)]
    if not found:
        return None
    terms = reader.terms(understanding.standalone)
    shares = [corpus.weights.coverage(terms, corpus.words[clause.clause_id].terms) for clause in found]
    likest = found[shares.index(max(shares))]
    return corpus.ranked(likest, understanding, best.score, best.confidence)


def _targets(match: re.Match[str], own: Clause, clauses: Sequence[Clause]) -> list[Clause]:
    if match.group().startswith("下"):
        following = clauses[clauses.index(own) + 1 :][:1]
        return [] if tables_in(own.text) else [clause for clause in following if tables_in(clause.text)]
    if "表" in match.group():
        mark = re.compile(rf"(?m)^附\s*表\s*{match['table'] or ''}(?![0-9])")
        return [clause for clause in clauses if clause is not own and mark.search(clause.text)]
    attached = [clause for clause in clauses if clause.path.startswith("a") and clause is not own]
    if match["attachment"] is None:
        return attached
    number = f"a{to_int(match['attachment'])}"
    return [clause for clause in attached if clause.path.partition(".")[0] == number]
