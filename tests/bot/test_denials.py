"""What may be denied: only what the sentences shown lack, and beside them only what the document lacks."""

from bot.denials import only_true
from bot.detail_shapes import Sought
from bot.gaps import Gaps
from bot.messages import GAPS, NO_DEFINITION, NO_MATERIALS
from bot.types import Gap, GapDetail

RATE = "按购置额的15%给予补助"
OFFICE = "每年3月1日至4月15日向渔业办公室提交申请。"
CAP, DEADLINE = (Gap(detail, GAPS[detail]) for detail in (GapDetail.CAP, GapDetail.DEADLINE))


def test_what_is_shown_is_not_denied():
    gaps = only_true(Gaps((DEADLINE,), ()), [Sought.DEADLINE], "什么时候申请", OFFICE, OFFICE)
    assert gaps == Gaps((), ())


def test_what_is_sought_and_not_shown_is_denied_though_nothing_found_it_missing():
    gaps = only_true(Gaps((), ()), [Sought.DEADLINE], "什么时候申请", RATE, RATE)
    assert gaps.asked == (DEADLINE,)


def test_missing_materials_do_not_deny_the_office():
    gaps = only_true(Gaps((), ()), [Sought.MATERIALS], "要什么材料", RATE, f"{RATE}。{OFFICE}")
    assert [gap.text for gap in gaps.asked] == [NO_MATERIALS]


def test_a_gap_of_another_kind_stays():
    other = Gap(GapDetail.OTHER, NO_DEFINITION)
    gaps = only_true(Gaps((other,), ()), [Sought.DEADLINE], "什么时候申请", OFFICE, OFFICE)
    assert gaps.asked == (other,)


def test_further_gaps_are_only_what_the_whole_document_lacks():
    gaps = only_true(Gaps((), (CAP, DEADLINE)), [], "补助多少", RATE, f"{RATE}。{OFFICE}")
    assert gaps.further == (CAP,)


def test_a_rate_answers_how_much_at_most_but_not_a_cap_in_so_many_words():
    assert only_true(Gaps((), ()), [Sought.CAP], "最多能补多少", RATE, RATE).asked == ()
    assert only_true(Gaps((), ()), [Sought.CAP], "上限是多少", RATE, RATE).asked == (CAP,)
