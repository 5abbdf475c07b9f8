"""Two wordings as one: figures whole, and nothing lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.command_line.word_difference import Part, word_difference


def marked(before, after):
    forms = {Part.SAME: "{}", Part.GONE: "[-{}-]", Part.CAME: "{{+{}+}}"}
    return "".join(forms[part].format(text) for part, text in word_difference(before, after))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("最高500万元。", "最高800万元。", "最高[-500万元-]{+800万元+}。"),
        ("自2024年3月1日起", "自2024年3月8日起", "自[-2024年3月1日-]{+2024年3月8日+}起"),
        ("按10%给予", "按15%给予", "按[-10%-]{+15%+}给予"),
        ("按百分之十给予", "按百分之五给予", "按[-百分之十-]{+百分之五+}给予"),
        ("最长三年。", "最长五年。", "最长[-三年-]{+五年+}。"),
        ("1.5亿元以上", "1.8亿元以上", "[-1.5亿元-]{+1.8亿元+}以上"),
        ("依据第十二条办理", "依据第十五条办理", "依据第[-十二-]{+十五+}条办理"),
        ("鲁科字〔2023〕14号", "鲁科字〔2023〕15号", "鲁科字〔2023〕[-14-]{+15+}号"),
        ("给予补助。", "可以给予补助。", "{+可以+}给予补助。"),
        ("给予奖励补助。", "给予补助。", "给予[-奖励-]补助。"),
        ("不变", "不变", "不变"),
        ("", "新", "{+新+}"),
    ],
)
def test_a_figure_is_shown_whole(before, after, said):
    assert marked(before, after) == said


_TEXTS = st.text(alphabet="按给予补助十五年月日万元%12.〔〕号 \n第条", max_size=60)


@given(_TEXTS, _TEXTS)
def test_both_texts_can_be_read_back(before, after):
    pieces = word_difference(before, after)
    assert "".join(text for part, text in pieces if part is not Part.CAME) == before
    assert "".join(text for part, text in pieces if part is not Part.GONE) == after


def test_texts_too_long_to_be_compared_are_shown_one_after_the_other():
    long = "长" * 4000
    assert word_difference(long, long + "文") == ((Part.GONE, long), (Part.CAME, long + "文"))
