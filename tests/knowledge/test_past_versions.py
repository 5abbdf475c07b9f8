"""Past versions in a data directory: found on their days, followed by the indexes, gone with their document."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

from knowledge.checks import check
from knowledge.knowledge_base import KnowledgeBase, open_knowledge_base
from tests.knowledge.factories import LOANS, HashingEncoder
from tests.knowledge.test_editions import FIRST, PRESENT, SECOND

THEN = date(2023, 6, 1)


def opened(folder: Path):
    return open_knowledge_base(folder / "data", encoder=HashingEncoder(), documents=(LOANS,))


def texts_found(knowledge_base: KnowledgeBase, day: date) -> list[str]:
    snapshot = knowledge_base.snapshot.on(day)
    return [snapshot.clause(hit.clause_id).clause.text for hit in snapshot.search("每平方米补贴多少", 10)]


def test_a_past_version_is_found_on_its_day_and_only_then(tmp_path: Path) -> None:
    with opened(tmp_path) as knowledge_base:
        for document in (FIRST, SECOND, PRESENT):
            knowledge_base.put(document)
        assert texts_found(knowledge_base, THEN)[0] == FIRST.clauses[0].text
        assert texts_found(knowledge_base, date(2024, 6, 1))[0] == SECOND.clauses[0].text
        assert texts_found(knowledge_base, date(2026, 6, 1))[0] == PRESENT.clauses[0].text
        for day in (THEN, date(2026, 6, 1)):
            assert len(set(texts_found(knowledge_base, day))) == len(texts_found(knowledge_base, day))
        assert knowledge_base.snapshot.on(date(2026, 6, 1)) is knowledge_base.snapshot
        assert check(knowledge_base).problems == ()


def test_it_is_still_there_after_a_restart_and_gone_with_its_document(tmp_path: Path) -> None:
    with opened(tmp_path) as knowledge_base:
        knowledge_base.put(FIRST), knowledge_base.put(PRESENT)
    with opened(tmp_path) as knowledge_base:
        assert check(knowledge_base).problems == ()
        assert texts_found(knowledge_base, THEN)[0] == FIRST.clauses[0].text
        knowledge_base.remove("rent")
        assert not any("每平方米" in text for text in texts_found(knowledge_base, THEN))
        assert check(knowledge_base).problems == ()
        knowledge_base.put(PRESENT)
        assert texts_found(knowledge_base, THEN)[0] == FIRST.clauses[0].text
        knowledge_base.rebuild()
        assert texts_found(knowledge_base, THEN)[0] == FIRST.clauses[0].text
        assert check(knowledge_base).problems == ()


def test_a_past_text_that_was_altered_answers_nobody(tmp_path: Path) -> None:
    with opened(tmp_path) as knowledge_base:
        knowledge_base.put(FIRST), knowledge_base.put(PRESENT)
    with sqlite3.connect(tmp_path / "data" / "parkbot.db") as database:
        changed = "UPDATE versions SET text = replace(text, '二十元', '九十元') WHERE version = ?"
        assert database.execute(changed, (FIRST.version,)).rowcount == 1
    with opened(tmp_path) as knowledge_base:
        assert knowledge_base.snapshot.earlier_on(THEN) == ()
        assert check(knowledge_base).problems == ()


def test_a_question_names_a_past_version_by_its_number(tmp_path: Path) -> None:
    with opened(tmp_path) as knowledge_base:
        knowledge_base.put(FIRST), knowledge_base.put(PRESENT)
        assert knowledge_base.snapshot.day_named("望管发〔2021〕9号怎么说") == date(2025, 12, 31)
        assert knowledge_base.snapshot.day_named("望管发〔2025〕3号怎么说") is None
