import re
from dataclasses import replace

import pytest

from evals.compare import baseline_path, write_baseline
from evals.golden import Half
from evals.report import report_page
from evals.run import Evaluation
from evals.summary import overall, summary
from tests.evals.factories import measured

SECRET = "只在测试半里的问题"
TAGGED = "<b>租金</b>补多少"
PLAN = Evaluation(
    "plan",
    {
        Half.DEV: (measured(0.8), measured(0.3, right=0.0, id="made-2", category="talent", question=TAGGED)),
        Half.TEST: (measured(0.6, right=0.0, id="made-3", question=SECRET),),
    },
)


def page(tmp_path, evaluations=(PLAN,), fallen=()) -> str:
    summaries = [*map(summary, evaluations), overall(evaluations)]
    return report_page(evaluations, summaries, fallen, commit="abc123", floors=tmp_path)


def test_the_page_has_every_part(tmp_path):
    shown = page(tmp_path)
    assert re.findall(r"<h2>(.+?)</h2>", shown) == [
        "总览", "各题集", "按类别：所判各项全部正确", "状态混淆",
        "置信度校准", "用时", "与下限相比", "开发集里没有答好的题",
    ]  # fmt: skip
    assert "abc123" in shown
    assert "50.0%" in shown
    assert shown.count("<svg") == 2


def test_it_needs_nothing_from_outside(tmp_path):
    assert not re.search(r"<script|<link|<img|@import|url\(|https?://", page(tmp_path))


def test_it_never_shows_a_test_question(tmp_path):
    shown = page(tmp_path)
    assert "made-2" in shown
    assert "made-3" not in shown
    assert SECRET not in shown


def test_what_a_question_holds_is_text(tmp_path):
    assert "&lt;b&gt;租金&lt;/b&gt;补多少" in page(tmp_path)


def test_a_fall_is_said_at_the_head_and_a_change_in_its_table(tmp_path):
    floor = summary(replace(PLAN, halves={half: items[:1] for half, items in PLAN.halves.items()}))
    write_baseline(floor, baseline_path("plan", tmp_path))
    shown = page(tmp_path, fallen=("plan dev right: 0.5000（2 题），下限 1.0000",))
    assert "有 1 项低于下限" in shown
    assert '<td class="bad">-50.0</td>' in shown


def test_equal_figures_are_said_to_be_equal(tmp_path):
    write_baseline(summary(PLAN), baseline_path("plan", tmp_path))
    shown = page(tmp_path)
    assert "没有低于下限的数字" in shown
    assert "与已提交的下限完全相同" in shown


@pytest.mark.parametrize("half", list(Half))
def test_one_half_of_one_set_makes_a_report_too(tmp_path, half):
    one = Evaluation("plan", {half: (measured(),)})
    assert "总览" in report_page((one,), [summary(one)], (), commit="abc123", floors=tmp_path)
