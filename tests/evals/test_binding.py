import pytest

from bot.types import AnswerStatus
from evals.binding import marked_sentences, unbound_figures
from tests.evals.factories import DOCUMENTS, DURING, answer, citation

BOTH = (citation(), citation(2, "2"))


def unbound(text: str, asked: str = "租金补多少") -> tuple[str, ...]:
    return unbound_figures(answer(text, citations=BOTH), asked, DURING, DOCUMENTS)


@pytest.mark.parametrize(
    "text",
    [
        "对符合条件的园区企业租金按最高30%给予补贴[1]。每年评选不少于8家示范企业[2]。",
        "租金按最高30%补贴，单个企业不超过50万元[1]。",
        "每年评选不少于8家[2]。单个企业不超过50万元，租金按最高30%给予补贴[1][2]。",
        "100万元 × 30% = 30万元[1]。",
        "《示例园区租金补贴办法(2024-2026年)》的规划期到2026年12月31日为止[1]。",
        "没有标号的句子说到99%。",
    ],
)
def test_a_figure_behind_its_own_words_in_a_marked_quote_is_bound(text):
    assert unbound(text) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("每年评选不少于8家示范企业[1]。", ("少于8家",)),
        ("租金按最高50万元给予补贴[1]。", ("最高50万元",)),
        ("租金按30%给予补贴[1]。", ("金按30%",)),
        ("租金按最高40%给予补贴[1]。", ("最高40%",)),
        ("租金按最高30%给予补贴[3]。", ("最高30%",)),
    ],
)
def test_a_figure_under_another_marker_or_behind_other_words_is_not(text, found):
    assert unbound(text) == found


def test_what_the_user_said_is_left_out_of_count():
    assert unbound("您说的40%不在文件里，租金按最高30%给予补贴[1]。", "能补40%吗") == ()


def test_a_refusal_has_nothing_to_bind():
    refused = answer("没有找到相关规定。", status=AnswerStatus.NO_ANSWER, citations=())
    assert unbound_figures(refused, "补40%吗", DURING, DOCUMENTS) == ()


def test_sentences_come_with_all_their_markers_and_without_the_lines_before():
    text = "问题一：租金有补贴[1][2]。\n依据：办法。\n每年评选[2]。"
    assert list(marked_sentences(text)) == [("问题一:租金有补贴", (1, 2)), ("每年评选", (2,))]
