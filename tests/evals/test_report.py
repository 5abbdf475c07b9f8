import json

from evals.golden import Half
from evals.report import failed_questions, print_report, summary
from evals.run import Evaluation, Measured
from tests.evals.factories import answer, golden

SECRET = "只在测试半里的问题"


def evaluation():
    wrong = {"right": 0.0, "status_right": 0.0, "citation_precision": 0.5}
    right = {"right": 1.0, "status_right": 1.0, "citation_precision": 1.0}
    dev = (Measured(golden(), answer(), right), Measured(golden(id="made-2", category="talent"), answer(), wrong))
    test = (Measured(golden(id="made-3", question=SECRET), answer(), wrong),)
    return Evaluation("made", {Half.DEV: dev, Half.TEST: test})


def test_the_summary_gives_means_intervals_and_categories():
    dev = summary(evaluation())["halves"]["dev"]
    assert dev["questions"] == 2
    assert dev["metrics"]["right"]["mean"] == 0.5
    assert dev["metrics"]["right"]["low"] < 0.5 < dev["metrics"]["right"]["high"]
    assert dev["categories"]["talent"] == {
        "questions": 1,
        "metrics": {
            "right": {"mean": 0.0, "judged": 1},
            "status_right": {"mean": 0.0, "judged": 1},
            "citation_precision": {"mean": 0.5, "judged": 1},
        },
    }


def test_the_test_half_stays_unread_unless_asked_for():
    assert [item["id"] for item in failed_questions(evaluation())] == ["made-2"]
    assert [item["id"] for item in failed_questions(evaluation(), show_test=True)] == ["made-2", "made-3"]


def test_neither_table_nor_json_shows_a_test_question(capsys):
    print_report(evaluation(), failures=True)
    print_report(evaluation(), as_json=True, failures=True)
    shown = capsys.readouterr().out
    assert "made-2" in shown
    assert SECRET not in shown


def test_the_json_form_is_one_document(capsys):
    print_report(evaluation(), as_json=True)
    assert json.loads(capsys.readouterr().out)["halves"]["test"]["questions"] == 1
