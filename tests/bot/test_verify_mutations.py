"""False sentences are caught and true ones pass: the figures that the verifier is held to.

False: every sentence of the action plan and of the policy sentences beside this file, changed by each mutation. True:
the same sentences and their shortened forms, and the sentences of law articles (public statutes, a sample).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from evals.mutations import MUTATIONS
from tests.bot.drafts import refusal, sentences_of
from tests.bot.policy_sentences import POLICY_SENTENCES

ROOT = Path(__file__).parent.parent.parent
PLAN = (ROOT / "knowledge/documents/sd-xyd-2023/text.txt").read_text(encoding="utf-8")
LAW_ARTICLES = (Path(__file__).parent / "law_articles.txt").read_text(encoding="utf-8").split("\n\n")
MOST_FALSE_ALARMS = 0.01
FEWEST_CAUGHT = 0.99


def plan_sentences() -> Iterator[tuple[str, str]]:
    for paragraph in PLAN.splitlines():
        for sentence in sentences_of(paragraph):
            yield sentence, paragraph


def policy_sentences() -> Iterator[tuple[str, str]]:
    for clause, shortened in POLICY_SENTENCES.items():
        for sentence in (clause, *shortened):
            yield sentence, clause


def law_sentences() -> Iterator[tuple[str, str]]:
    for article in LAW_ARTICLES:
        for sentence in sentences_of(article):
            yield sentence, article


@pytest.mark.parametrize("corpus", [plan_sentences, policy_sentences, law_sentences])
def test_true_sentences_pass(corpus) -> None:
    cases = list(corpus())
    refused = [(sentence, refusal(sentence, clause)) for sentence, clause in cases]
    alarms = [(sentence, rejection) for sentence, rejection in refused if rejection is not None]
    print(f"{corpus.__name__}: {len(alarms)} false alarms in {len(cases)}", alarms[:5])  # noqa: T201
    assert len(cases) >= 90
    assert len(alarms) <= MOST_FALSE_ALARMS * len(cases)


def false_sentences() -> Iterator[tuple[str, str, str]]:
    for sentence, clause in (*plan_sentences(), *policy_sentences()):
        for name, mutation in MUTATIONS.items():
            for changed in mutation(sentence):
                yield name, changed, clause


def moved_sentences() -> Iterator[tuple[str, str, str]]:
    """Each sentence under a marker of another clause."""
    clauses = list(POLICY_SENTENCES)
    for index, (sentence, clause) in enumerate((*plan_sentences(), *policy_sentences())):
        others = [other for other in clauses if other != clause]
        yield "move_marker", sentence, others[index * 7 % len(others)]


def test_false_sentences_are_caught() -> None:
    tried: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    examples = []
    for name, sentence, clause in (*false_sentences(), *moved_sentences()):
        tried[name] += 1
        if refusal(sentence, clause) is None:
            missed[name] += 1
            examples.append((name, sentence))
    for name, count in tried.items():
        print(f"{name}: {count - missed[name]} of {count} caught")  # noqa: T201
    caught = 1 - missed.total() / tried.total()
    print(f"caught {caught:.4f} of {tried.total()}", examples[:5])  # noqa: T201
    assert set(tried) == {*MUTATIONS, "move_marker"}
    assert min(tried.values()) >= 20
    assert caught >= FEWEST_CAUGHT


@pytest.mark.parametrize("name", list(MUTATIONS))
def test_no_kind_of_falsehood_slips_through(name: str) -> None:
    cases = [(changed, clause) for kind, changed, clause in false_sentences() if kind == name]
    missed = [changed for changed, clause in cases if refusal(changed, clause) is None]
    assert len(missed) <= 0.05 * len(cases), missed
