"""Answers follow the knowledge base while it changes."""

from __future__ import annotations

import threading

from bot.current import CurrentPipeline
from bot.settings import Settings
from tests.fakes import FakePipeline


class Changing:
    def __init__(self):
        self.snapshot = object()


def make_current():
    changing, made, pipelines = Changing(), [], []

    def make(snapshot, earlier):
        made.append((snapshot, earlier))
        pipelines.append(FakePipeline())
        return pipelines[-1]

    return changing, made, CurrentPipeline(changing, make)


def test_a_pipeline_is_made_once_for_each_state_of_the_documents():
    changing, made, current = make_current()
    current.answer("问"), current.answer("问")
    assert made == [(changing.snapshot, None)]
    changing.snapshot = object()
    current.answer("问"), current.answer("问")
    assert len(made) == 2 and made[1][0] is changing.snapshot


def test_each_pipeline_is_made_from_the_one_before():
    changing, made, current = make_current()
    for _ in range(2):
        changing.snapshot = object()
        current.answer("问")
    earlier = [pipeline for _, pipeline in made]
    assert earlier[0] is None and None not in earlier[1:] and earlier[1] is not earlier[2]


def test_many_questions_after_a_change_make_one_pipeline():
    changing, made, current = make_current()
    changing.snapshot = object()
    threads = [threading.Thread(target=current.answer, args=("问",)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 2


def test_a_document_that_comes_answers_and_one_that_goes_does_not(tmp_path):
    from bot.build import build
    from knowledge.clauses import parse_clauses
    from knowledge.types import Document, Metadata

    text = "望河区人才公寓管理办法\n第一条 符合条件的博士每月给予租房补贴1500元。"
    clauses = parse_clauses(text, doc_id="flats", title="望河区人才公寓管理办法")
    flats = Document(Metadata("flats", "望河区人才公寓管理办法"), text, clauses)
    question = "博士租房补贴每月多少钱?"
    with build(Settings(_env_file=None, data=tmp_path / "data")) as assistant:

        def cited():
            return {citation["doc_id"] for citation in assistant.ask(question).response["citations"]}

        assert "flats" not in cited()
        assistant.knowledge_base.put(flats)
        assert "flats" in cited()
        assistant.knowledge_base.remove("flats")
        assert "flats" not in cited()
