import json

from evals.failures import failed_questions
from evals.golden import Half
from evals.run import Evaluation
from evals.summary import overall, summary
from evals.tables import print_json, print_tables
from tests.evals.factories import measured

SECRET = "只在测试半里的问题"
MADE = Evaluation(
    "plan",
    {
        Half.DEV: (measured(), measured(right=0.0, id="made-2", category="talent")),
        Half.TEST: (measured(right=0.0, id="made-3", question=SECRET),),
    },
)
SUMMARIES = [summary(MADE), overall([MADE])]
FAILURES = {"plan": failed_questions(MADE)}


def test_the_tables_name_measures_and_categories_in_chinese(capsys):
    print_tables(SUMMARIES, {})
    shown = capsys.readouterr().out
    for words in (
        "行动计划（plan）",
        "全部题集（all）",
        "dev（2 题）",
        "所判各项全部正确",
        "talent 人才",
        "0.500 [0.0",
    ):
        assert words in shown


def test_a_measure_that_nothing_has_takes_no_line(capsys):
    print_tables(SUMMARIES, {})
    assert "引文逐字属实" not in capsys.readouterr().out


def test_neither_table_nor_json_shows_a_test_question(capsys):
    print_tables(SUMMARIES, FAILURES)
    print_json(SUMMARIES, FAILURES)
    shown = capsys.readouterr().out
    assert "made-2" in shown
    assert SECRET not in shown


def test_the_json_form_is_one_document_a_line(capsys):
    print_json(SUMMARIES, FAILURES)
    plan, everything = map(json.loads, capsys.readouterr().out.splitlines())
    assert plan["halves"]["test"]["questions"] == 1
    assert [item["id"] for item in plan["failures"]] == ["made-2"]
    assert "failures" not in everything
