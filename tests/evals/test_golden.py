import json
import re
from pathlib import Path

import pytest

from evals.golden import GOLDEN_FOLDER, GoldenInvalid, Half, Verdict, load_golden, parse_golden
from evals.sets import SET_CATEGORIES
from knowledge.shipped import shipped_documents

ROOT = GOLDEN_FOLDER.parent.parent
QUESTION_FILES = (path for path in GOLDEN_FOLDER.glob("*.jsonl") if not path.name.startswith("utterances."))
FILES = sorted((path.name.split(".")[0], Half(path.name.split(".")[1])) for path in QUESTION_FILES)
SETS = sorted({name for name, _ in FILES})
HALVES = {name: [half for each, half in FILES if each == name] for name in SETS}
HEADLINE = "plan-dev-001"  # the contract's own example, known to everybody
SHORT = 8  # shorter ones (a greeting, two keywords) occur anywhere by nature


def plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def line(**changes):
    row = json.loads((GOLDEN_FOLDER / "plan.dev.jsonl").read_text(encoding="utf-8").splitlines()[0])
    return json.dumps({**row, **changes})


@pytest.fixture(scope="module")
def shipped_words() -> str:
    """Everything that the program reads or says, without punctuation."""
    files = [path for folder in ("knowledge", "bot", "api") for path in (ROOT / folder).rglob("*")]
    files = [path for path in files if path.suffix in {".py", ".yaml", ".md", ".txt"}]
    return "\n".join(plain(path.read_text(encoding="utf-8")) for path in files)


@pytest.mark.parametrize(("name", "half"), FILES)
def test_each_half_is_valid_and_covers_every_category(name, half):
    questions = load_golden(name, half)
    assert {question.category for question in questions} == set(SET_CATEGORIES[name])
    assert len({plain(question.asked) + str(question.as_of) + str(question.region) for question in questions}) == len(
        questions
    )


@pytest.mark.parametrize("name", SETS)
def test_every_expected_clause_exists(name):
    shipped = {
        document.doc_id: {
            f"{document.doc_id}:{path}" for clause in document.clauses for path in (clause.path, *clause.joins)
        }
        for document in shipped_documents()
    }
    expected = {item for half in HALVES[name] for question in load_golden(name, half) for item in question.clauses}
    # A document may join the knowledge base after its questions were written.
    unknown = {item for item in expected if item not in shipped.get(item.split(":")[0], {item})}
    assert unknown == set()


@pytest.mark.parametrize(("name", "half"), [(name, half) for name, half in FILES if half.is_open])
def test_no_question_of_the_test_half_is_open_to_reading(name, half):
    if Half.TEST not in HALVES[name]:
        pytest.skip("its test half is not written yet")
    read, test = ({plain(item.asked) for item in load_golden(name, each)} for each in (half, Half.TEST))
    shared = len(read & test)  # the number only: nobody should read the test half in a failure
    assert shared == 0


@pytest.mark.parametrize(("name", "half"), FILES)
def test_no_golden_question_stands_in_code_lexicon_or_question_lists(name, half, shipped_words):
    # A question that only names something in the documents' own words is theirs, not taken from here.
    official = "\n".join(plain(document.text) for document in shipped_documents())
    leaked = [
        item.id
        for item in load_golden(name, half)
        if item.id != HEADLINE and len(plain(item.question)) >= SHORT
        if plain(item.question) in shipped_words and plain(item.question) not in official
    ]
    assert leaked == []


@pytest.mark.parametrize(("name", "half"), FILES)
def test_no_short_golden_question_is_a_listed_question(name, half):
    listed = {
        plain(text) for document in shipped_documents() for clause in document.clauses for text in clause.questions
    }
    leaked = [item.id for item in load_golden(name, half) if item.id != HEADLINE and plain(item.question) in listed]
    assert leaked == []


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"status": ["perhaps"]}, "perhaps"),
        ({"status": []}, "no acceptable status"),
        ({"category": "other"}, "unknown category"),
        ({"question": " "}, "question must be a text"),
        ({"clauses": []}, "needs an acceptable clause"),
        ({"gaps": ["weather"]}, "weather"),
        ({"as_of": "2026-13-01"}, "month"),
        ({"facts": "10%"}, "facts must be a list"),
        ({"status": ["no_answer"]}, "need a status that cites"),
        ({"extra": 1}, "keys must be exactly"),
        ({"verdict": "maybe"}, "maybe"),
    ],
)
def test_a_line_that_cannot_be_judged_is_named(changes, message):
    with pytest.raises(GoldenInvalid, match=rf"here:3: .*{message}"):
        parse_golden(line(**changes), "here:3")


def test_a_verdict_is_read_where_a_line_has_one():
    read = [parse_golden(line(**changes), "here:3").verdict for changes in ({}, {"verdict": "unstated"})]
    assert read == [None, Verdict.UNSTATED]


def test_a_line_that_is_not_json_is_named():
    with pytest.raises(GoldenInvalid, match="here:3: not JSON"):
        parse_golden("{", "here:3")


def test_an_id_used_twice_is_refused(tmp_path: Path):
    (tmp_path / "made.dev.jsonl").write_text(f"{line()}\n{line()}\n", encoding="utf-8")
    with pytest.raises(GoldenInvalid, match="id used twice: plan-dev-001"):
        load_golden("made", Half.DEV, tmp_path)


def test_a_set_that_does_not_exist_is_named():
    with pytest.raises(GoldenInvalid, match="没有题集 none"):
        load_golden("none", Half.DEV)
