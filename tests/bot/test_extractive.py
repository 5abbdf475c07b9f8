"""Drafts made of the clauses' own sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.details import asked_details
from bot.extractive import compose
from bot.figures import find_figures
from bot.types import AnswerStatus, Evidence, GapDetail, SentenceKind
from bot.verify import is_verbatim, verify
from tests.bot.invented import TODAY, make_corpus, make_ranked, make_reader, make_understanding

CORPUS, READER = make_corpus(), make_reader()
IDS = sorted(CORPUS.clauses)


def draft_for(text, *clause_ids, narrow=True, is_list=False, **fields):
    fields.setdefault("figures", find_figures(text))
    understanding = make_understanding(text, asked_details(text), **fields)
    kept = tuple(make_ranked(clause_id) for clause_id in clause_ids)
    evidence = Evidence(kept, (), (), 0.9, is_enumeration=is_list)
    return compose(understanding, evidence, CORPUS, READER, narrow=narrow)


def words(draft, kind=SentenceKind.CLAUSE):
    return "".join(sentence.text for sentence in draft.sentences if sentence.kind is kind)


def details(draft):
    return [gap.detail for gap in draft.gaps]


def test_the_figure_asked_about_is_said_alone_with_its_condition():
    draft = draft_for("深海探测企业样机试制能补多少", "ship-plan:2.1.1")
    assert words(draft) == "符合条件的深海探测领域企业样机试制投入按15%给予后补助。"
    assert "8%" in draft.quotes[0].text and "15%" in draft.quotes[0].text


def test_without_narrowing_sentences_stay_whole():
    draft = draft_for("深海探测企业样机试制能补多少", "ship-plan:2.1.1", narrow=False)
    assert "8%" in words(draft) and "15%" in words(draft)


def test_what_the_user_said_of_themselves_picks_the_figure():
    draft = draft_for("样机试制投入能补多少", "ship-plan:2.1.1", circumstances="我们是做深海探测的")
    assert "15%" in words(draft) and "8%" not in words(draft)


def test_a_comparison_keeps_both_figures():
    draft = draft_for("深海探测和一般企业的样机试制补助有什么区别", "ship-plan:2.1.1")
    assert "8%" in words(draft) and "15%" in words(draft)


def test_neighbouring_sentences_share_one_quote():
    draft = draft_for("航海院校轮机专业,航海教师上船实践", "ship-plan:2.1.2")
    assert [sentence.markers for sentence in draft.sentences if sentence.kind is SentenceKind.CLAUSE] == [(1,), (1,)]
    assert len(draft.quotes) == 1
    assert draft.quotes[0].text.startswith("支持航海院校") and draft.quotes[0].text.endswith("上船实践")


def test_sentences_of_two_clauses_have_quotes_of_their_own():
    draft = draft_for("航海教师上船实践和海上试验场", "ship-plan:2.1.2", "ship-plan:2.2.3")
    assert [quote.source.clause.path for quote in draft.quotes] == ["2.1.2", "2.2.3"]


def test_a_result_is_shown_with_its_formula():
    draft = draft_for("深海探测样机试制投入200万元能补多少", "ship-plan:2.1.1")
    assert "200万元×15%=30万元" in words(draft, SentenceKind.COMPUTED)


def test_a_list_is_the_titles_in_order():
    draft = draft_for("重点任务有哪几项", "ship-plan:2.1", "ship-plan:2.2", is_list=True)
    assert [sentence.text for sentence in draft.sentences] == ["壮大船队,开展“扬帆”行动", "建好平台,开展“筑港”行动"]
    assert [quote.text for quote in draft.quotes] == [sentence.text for sentence in draft.sentences]


def test_a_list_of_one_is_a_list():
    draft = draft_for("重点任务有哪几项", "ship-plan:2.1", is_list=True)
    assert [sentence.text for sentence in draft.sentences] == ["壮大船队,开展“扬帆”行动"]


@pytest.mark.parametrize(
    ("text", "clause_id", "detail"),
    [
        ("样机试制补助的上限是多少", "ship-plan:2.1.1", GapDetail.CAP),
        ("样机试制补助什么时候截止申报", "ship-plan:2.1.1", GapDetail.DEADLINE),
        ("样机试制补助去哪里申请", "ship-plan:2.1.1", GapDetail.CHANNEL),
        ("海上试验场需要满足什么条件", "ship-plan:2.2.3", GapDetail.CONDITION),
        ("海上试验场补多少钱", "ship-plan:2.2.3", GapDetail.AMOUNT),
        ("轮机专业要读多久", "ship-plan:2.1.2", GapDetail.OTHER),
        ("海上试验场的名单", "ship-plan:2.2.3", GapDetail.OTHER),
        ("波浪水池是什么意思", "ship-plan:2.2.3", GapDetail.OTHER),
    ],
)
def test_a_detail_that_was_asked_for_and_is_not_given_is_partial_and_said_first(text, clause_id, detail):
    draft = draft_for(text, clause_id)
    assert draft.status is AnswerStatus.PARTIAL
    assert details(draft)[0] is detail
    assert draft.sentences[0].kind is SentenceKind.FRAME
    assert draft.gaps[0].text in draft.sentences[0].text
    assert words(draft)


@pytest.mark.parametrize(
    ("text", "clause_id"),
    [
        ("样机试制投入能补多少", "ship-plan:2.1.1"),
        ("潜水作业许可的申请人要什么条件", "ship-plan:2.2.4"),
        ("潜水作业许可什么时候截止申请", "ship-plan:2.2.4"),
        ("灯塔守护人是什么意思", "lighthouse-law:3"),
        ("灯塔设备折旧要多久", "lighthouse-law:2"),
        ("海藻养殖户资助多少钱", "seaweed-digest:b1"),
        ("每年选派多少名航海教师", "ship-plan:2.1.2"),
    ],
)
def test_a_detail_that_is_given_is_answered(text, clause_id):
    assert draft_for(text, clause_id).status is AnswerStatus.ANSWERED


def test_a_benefit_without_more_said_has_gaps_also_beside_an_answer():
    assert details(draft_for("样机试制投入能补多少", "ship-plan:2.1.1")) == [
        GapDetail.CAP
    ]  # another clause says when and how to apply


def test_what_is_no_benefit_has_no_gaps_that_nobody_asked_for():
    assert details(draft_for("灯塔守护人是什么意思", "lighthouse-law:3")) == []


@given(
    text=st.lists(
        st.sampled_from(
            [
                "样机试制",
                "深海探测",
                "灯塔",
                "航海教师",
                "能补多少",
                "有上限吗",
                "投入300万元",
                "几号截止",
                "分别",
                "3年",
                "哪些",
                "?",
            ]
        ),
        min_size=1,
        max_size=5,
    ).map("".join),
    clause_ids=st.lists(st.sampled_from(IDS), min_size=1, max_size=3, unique=True),
    narrow=st.booleans(),
)
def test_every_draft_has_verbatim_quotes_that_its_sentences_mark(text, clause_ids, narrow):
    draft = draft_for(text, *clause_ids, narrow=narrow)
    assert draft.status in {AnswerStatus.ANSWERED, AnswerStatus.PARTIAL}
    assert all(is_verbatim(quote) for quote in draft.quotes)
    assert [quote.marker for quote in draft.quotes] == list(range(1, len(draft.quotes) + 1))
    marked = {marker for sentence in draft.sentences for marker in sentence.markers}
    assert marked == {quote.marker for quote in draft.quotes}
    assert len(draft.gaps) == len(set(draft.gaps))


@pytest.mark.parametrize("clause_id", IDS)
def test_whole_sentences_always_verify(clause_id):
    draft = draft_for("嗯嗯", clause_id, narrow=False)
    assert verify(draft, question="嗯嗯", profile={}, today=TODAY).rejections == ()
