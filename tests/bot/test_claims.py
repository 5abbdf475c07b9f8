"""What each figure of a clause is said of."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.claims import Claim, claims
from bot.qualifiers import Bound
from tests.bot.drafts import GOALS, ITEM_6
from tests.bot.policy_sentences import POLICY_SENTENCES


def claim_of(text: str, figure: str) -> Claim:
    return next(claim for claim in claims(text) if claim.figure.text == figure)


def test_a_ceiling_and_its_condition_bind_the_general_rate() -> None:
    claim = claim_of(ITEM_6, "5%")
    assert (claim.subject, claim.bounds, claim.conditions) == ("符合条件的企业研发投入", {Bound.AT_MOST}, ("符合条件",))


def test_the_outer_condition_but_not_the_ceiling_reaches_through_among_them() -> None:
    claim = claim_of(ITEM_6, "10%")
    assert (claim.subject, claim.bounds, claim.conditions) == ("集成电路领域企业研发投入", frozenset(), ("符合条件",))
    assert claim.terms == ("集成电路领域",)


def test_examples_before_and_so_on_are_no_subject() -> None:
    assert claim_of(GOALS, "200家").subject == "省级创新平台"


def test_a_mark_binds_its_figure() -> None:
    claim = claim_of(GOALS, "万家")
    assert (claim.marks, claim.bounds) == ({"力争"}, {Bound.UP})


def test_a_tier_keeps_its_thresholds() -> None:
    text = "销售收入5000万元以上至2亿元的企业,研发费用占比不低于4%。"
    claim = claim_of(text, "4%")
    assert [companion.figure.text for companion in claim.companions] == ["5000万元", "2亿元"]
    assert claim.bounds == {Bound.AT_LEAST}


def test_respectively_gives_each_figure_its_own_item() -> None:
    text = "对首次认定的国家级、省级、市级企业技术中心,分别给予最高100万元、50万元、20万元奖励。"
    subjects = [claim.subject for claim in claims(text)]
    assert ["国家级" in subjects[0], "省级" in subjects[1], "市级" in subjects[2]] == [True, True, True]
    assert not any(other in subjects[1] for other in ("国家级", "市级"))
    assert all(claim.bounds == {Bound.AT_MOST} for claim in claims(text)[:1])


def test_figures_side_by_side_have_subjects_of_their_own() -> None:
    assert [claim.subject for claim in claims("一般货物13%、其他服务6%。")] == ["一般货物", "其他服务"]


def test_a_figure_without_a_subject_takes_the_one_before() -> None:
    claim = claim_of("符合条件的小型微利企业,减按20%的税率征收企业所得税。", "20%")
    assert claim.subject == "符合条件的小型微利企业"


def test_going_on_shares_the_subject() -> None:
    text = "申报企业注册时间应在3年以上,且上年度研发费用不低于100万元。"
    scope = "".join(text[start:end] for start, end in claim_of(text, "100万元").scope)
    assert "申报企业" in scope


def test_the_ends_of_a_range_are_told_apart() -> None:
    lower, upper = claims("给予10%至20%的扣除")
    assert (Bound.LOWER_END in lower.bounds, Bound.UPPER_END in upper.bounds) == (True, True)


def test_a_date_knows_whether_it_begins_or_ends() -> None:
    start, end = claims("自2024年1月1日起施行,有效期至2027年12月31日。")
    assert (start.bounds, end.bounds) == ({Bound.FROM}, {Bound.UNTIL})


@given(st.lists(st.sampled_from(list(POLICY_SENTENCES)), min_size=1, max_size=4))
def test_claims_lie_inside_their_sentence(parts: list[str]) -> None:
    text = "\n".join(parts)
    for claim in claims(text):
        assert claim.start <= claim.figure.start < claim.figure.end <= claim.end
        assert all(0 <= start < end <= len(text) for start, end in claim.scope)


@given(st.text(alphabet="对企业按照给予最高不超过以上5%10万元家年、,。;:()其中分别的符合条件", max_size=60))
def test_any_text_has_one_claim_for_each_figure(text: str) -> None:
    assert [claim.figure.start for claim in claims(text)] == sorted({claim.figure.start for claim in claims(text)})
