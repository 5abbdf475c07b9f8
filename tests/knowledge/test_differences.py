from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.clauses import parse_clauses
from knowledge.differences import Differences, differences
from knowledge.types import Document, Metadata
from tests.knowledge.ingestion.files import NEWER_RULES, RULES


def parsed(text: str) -> Document:
    return Document(Metadata("d", "办法"), text, parse_clauses(text, doc_id="d"))


def paths(found: Differences) -> dict[str, list[object]]:
    return {
        "added": [clause.path for clause in found.added],
        "gone": [clause.path for clause in found.gone],
        "changed": [after.path for _, after in found.changed],
        "renumbered": [(before.path, after.path) for before, after in found.renumbered],
    }


def test_clauses_that_came_went_and_changed_are_told_apart() -> None:
    before = parsed("第一条 甲。\n第二条 乙。\n第三条 丙。")
    after = parsed("第一条 甲。\n第二条 乙乙。\n第三条 丙。\n第四条 丁。")
    assert paths(differences(before, after)) == {"added": ["4"], "gone": [], "changed": ["2"], "renumbered": []}
    assert paths(differences(after, before)) == {"added": [], "gone": ["4"], "changed": ["2"], "renumbered": []}


def test_an_article_put_in_between_changes_no_words_of_those_that_follow() -> None:
    before = parsed("第一条 甲。\n第二条 乙。\n第三条 丙。")
    after = parsed("第一条 甲。\n第二条 新。\n第三条 乙。\n第四条 丙。")
    found = paths(differences(before, after))
    assert found == {"added": ["2"], "gone": [], "changed": [], "renumbered": [("2", "3"), ("3", "4")]}


def test_a_real_new_version() -> None:
    found = paths(differences(parsed(RULES), parsed(NEWER_RULES)))
    assert found == {"added": ["5"], "gone": [], "changed": ["0", "2", "4"], "renumbered": []}


_texts = st.lists(st.sampled_from("甲乙丙丁"), max_size=6).map(
    lambda words: "\n".join(f"第{number}条 {word}。" for number, word in enumerate(words, 1)) or "标题"
)


@given(_texts, _texts)
def test_every_clause_is_told_once_or_stayed(one: str, other: str) -> None:
    before, after = parsed(one), parsed(other)
    found = differences(before, after)
    old = [c.path for c in found.gone] + [c.path for c, _ in found.changed] + [c.path for c, _ in found.renumbered]
    new = [c.path for c in found.added] + [c.path for _, c in found.changed] + [c.path for _, c in found.renumbered]
    assert len(old) == len(set(old)) and len(new) == len(set(new))
    texts = {clause.path: clause.text for clause in after.clauses}
    stayed = [clause.path for clause in before.clauses if clause.path not in old]
    assert all(texts[path] == text for path, text in ((c.path, c.text) for c in before.clauses) if path in stayed)
    assert sorted([*stayed, *new]) == sorted(texts)
    assert differences(after, after) == Differences((), (), (), ())
