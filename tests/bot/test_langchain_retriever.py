from __future__ import annotations

import subprocess
import sys

from bot.langchain_retriever import ClauseRetriever
from tests.bot.invented import PLAN, FakeKnowledge

KNOWLEDGE = FakeKnowledge((PLAN,))


def test_a_retrieved_clause_is_verbatim_and_says_where_it_stands():
    found = ClauseRetriever(knowledge=KNOWLEDGE).invoke(PLAN.clauses[1].text)
    assert found
    for document in found:
        clause = KNOWLEDGE.clause(document.metadata["clause_id"]).clause
        assert document.page_content == clause.text
        assert PLAN.text[document.metadata["start"] : document.metadata["end"]] == document.page_content


def test_k_bounds_what_is_returned_for_the_retriever_and_for_one_call():
    retriever = ClauseRetriever(knowledge=KNOWLEDGE, k=2)
    query = "".join(clause.text for clause in PLAN.clauses)
    assert len(retriever.invoke(query)) == 2
    assert len(retriever.invoke(query, k=1)) == 1


def test_answering_does_not_import_langchain():
    program = "import bot.pipeline, sys; sys.exit(any(name.startswith('langchain') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
