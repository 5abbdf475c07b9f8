import copy

import pytest

from evals.compare import baseline_path, changed_figures, fallen_figures, read_baseline, regressions, write_baseline

FIGURES = {
    "set": "made",
    "halves": {"dev": {"questions": 4, "metrics": {"right": {"mean": 0.75, "judged": 4}}, "categories": {}}},
}


@pytest.fixture
def floor(tmp_path):
    path = tmp_path / "baseline.json"
    write_baseline(FIGURES, path)
    return path


def changed(mean=0.75, questions=4):
    figures = copy.deepcopy(FIGURES)
    figures["halves"]["dev"]["metrics"]["right"]["mean"] = mean
    figures["halves"]["dev"]["questions"] = questions
    return figures


def test_equal_or_better_figures_pass(floor):
    assert regressions(FIGURES, floor) == []
    assert regressions(changed(mean=1.0), floor) == []


def test_a_lower_figure_is_named(floor):
    (line,) = regressions(changed(mean=0.5), floor)
    assert line == "dev right: 0.5000（4 题），下限 0.7500"


def test_the_last_digit_of_a_figure_counts(floor):
    assert len(regressions(changed(mean=0.749999), floor)) == 1


def test_a_figure_that_is_gone_is_a_regression(floor):
    figures = changed()
    figures["halves"]["dev"]["metrics"] = {}
    assert regressions(figures, floor) == ["dev right: 不再测量，原为 0.7500"]


def test_fewer_questions_are_a_regression(floor):
    assert regressions(changed(questions=3), floor) == ["dev: 3 题，下限 4 题"]


def test_another_set_or_another_half_is_not_compared(floor):
    assert regressions({**changed(mean=0.1), "set": "other"}, floor) == []
    assert regressions({"set": "made", "halves": {"test": FIGURES["halves"]["dev"]}}, floor) == []


def test_a_file_that_is_no_summary_is_refused(tmp_path):
    (tmp_path / "baseline.json").write_text("[]")
    with pytest.raises(ValueError, match="not a summary"):
        read_baseline(tmp_path / "baseline.json")


def test_every_change_is_listed_up_or_down(floor):
    assert changed_figures(FIGURES, floor) == []
    (change,) = changed_figures(changed(mean=1.0), floor)
    assert change == {"set": "made", "half": "dev", "measure": "right", "floor": 0.75, "now": 1.0}
    assert changed_figures(FIGURES, floor.with_name("none.json")) == []


def test_what_fell_is_named_with_its_set(tmp_path):
    write_baseline(FIGURES, baseline_path("made", tmp_path))
    assert fallen_figures([changed(mean=0.5)], tmp_path) == ["made dev right: 0.5000（4 题），下限 0.7500"]
