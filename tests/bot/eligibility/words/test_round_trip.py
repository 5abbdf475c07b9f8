"""Values written as words in several forms read back as the same values."""

from datetime import date, timedelta
from decimal import Decimal

import cn2an
from hypothesis import given
from hypothesis import strategies as st

from bot.eligibility.words.dates import whole_months
from bot.eligibility.words.reader import read_profile
from tests.bot.eligibility.words.reading import DAY

MONEY = {
    "revenue": "去年营业收入",
    "rd_expense": "研发费用",
    "total_assets": "资产总额",
    "taxable_income": "应纳税所得额",
    "unit_price": "设备单价",
    "cash_award": "现金奖励",
    "six_taxes_due": "六税两费",
    "tech_transfer_income": "技术转让所得",
}
SHARES = {
    "sci_staff_ratio": "科技人员占比",
    "rd_ratio_1y": "研发占比",
    "hitech_income_ratio": "高新收入占比",
    "bachelor_ratio": "本科以上占",
    "rd_domestic_ratio": "境内研发占",
}
COUNTS = {"staff_total": ("员工", "人"), "headcount": ("从业人数", "人"), "ip_class1": ("发明专利", "件")}


def chinese(number):
    return cn2an.an2cn(str(number), "low")


def money_forms(yuan):
    """An amount in 元 as people write it; 万 only where it comes out even."""
    yield from (f"{yuan}元", f"{yuan:,}元")
    if yuan % 100 == 0:
        ten_thousands = Decimal(yuan) / 10_000
        yield from (
            f"{ten_thousands.normalize():f}万",
            f"{ten_thousands.normalize():f}万元",
            f"{ten_thousands.normalize():f}w",
        )
    if yuan % 10_000 == 0:
        yield f"{chinese(yuan // 10_000)}万" if yuan < 10**8 else f"{yuan // 10_000}万元"


def the_fact(text, field):
    return next((fact.value for fact in read_profile(text, DAY).facts if fact.field == field), None)


@given(
    st.sampled_from(sorted(MONEY)),
    st.integers(1, 10**9),
    st.sampled_from(["{cue}{sum}", "{cue}：{sum}", "我们{cue}是{sum}"]),
)
def test_an_amount_in_any_form_is_the_same_amount(field, yuan, pattern):
    for form in money_forms(yuan):
        assert the_fact(pattern.format(cue=MONEY[field], sum=form), field) == yuan, form


@given(st.sampled_from(sorted(MONEY)), st.integers(1, 9_999))
def test_ten_thousands_are_read_alike_in_both_units(field, ten_thousands):
    for form in (f"{ten_thousands}万", f"{ten_thousands * 10_000}元", f"{chinese(ten_thousands)}万"):
        assert the_fact(f"{MONEY[field]}{form}", field) == ten_thousands * 10_000, form


@given(st.sampled_from(sorted(SHARES)), st.integers(1, 1000))
def test_a_share_in_any_form_is_the_same_share(field, thousandths):
    hundredths = (Decimal(thousandths) / 10).normalize()
    forms = [f"{hundredths:f}%", f"百分之{chinese(f'{hundredths:f}')}", f"{hundredths:f}个点"]
    if thousandths % 100 == 0 and thousandths < 1000:
        forms.append(f"{chinese(thousandths // 100)}成")
    for form in forms:
        assert the_fact(f"我们{SHARES[field]}{form}", field) == Decimal(thousandths) / 1000, form


@given(st.sampled_from(sorted(COUNTS)), st.integers(1, 9_999))
def test_a_count_in_any_form_is_the_same_count(field, count):
    cue, unit = COUNTS[field]
    for form in (f"{cue}{count}{unit}", f"{cue}{chinese(count)}{unit}", f"{cue}：{count}"):
        assert the_fact(form, field) == count, form


@given(st.integers(2, 120))
def test_an_age_in_months_and_in_years_is_the_same_age(months):
    years, rest = divmod(months, 12)
    forms = [f"成立{months}个月", f"成立{chinese(months)}个月了"]
    forms += [f"成立{years}年{rest}个月"] if years and rest else []
    forms += [f"公司成立{chinese(years)}年"] if years and not rest else []
    forms += [f"成立{chinese(years)}年半"] if years and rest == 6 else []
    for form in forms:
        assert the_fact(form, "established_months") == months, form


@given(st.dates(DAY - timedelta(days=9_000), DAY))
def test_a_day_of_founding_gives_the_months_completed_since(day):
    for form in (f"{day.year}年{day.month}月{day.day}日成立", f"成立日期：{day.isoformat()}", f"{day:%Y/%m/%d}注册的"):
        assert the_fact(form, "established_months") == whole_months(day, DAY), form


@given(st.dates(DAY - timedelta(days=3_000), DAY))
def test_a_day_of_purchase_reads_back(day):
    assert the_fact(f"设备是{day.year}年{day.month}月{day.day}日购进的", "purchase_date") == day


@given(st.integers(1, 500), st.integers(1, 500))
def test_people_of_the_staff_make_a_share(part, whole):
    if part <= whole:
        assert the_fact(f"员工{whole}人，其中研发人员{part}人", "rd_staff_ratio") == Decimal(part) / whole


@given(st.integers(1, 999), st.integers(1, 999))
def test_a_correction_leaves_the_later_value(first, second):
    assert the_fact(f"研发费用{first}万，哦不对，是{second}万", "rd_expense") == second * 10_000


@given(st.integers(1, 99), st.integers(1, 99))
def test_what_others_have_is_never_ours(ours, theirs):
    assert the_fact(f"我朋友公司员工{theirs}人，我们员工{ours}人", "staff_total") == ours


@given(st.dates(date(2001, 1, 1), date(2035, 12, 31)), st.integers(1, 12))
def test_a_month_of_last_year_counts_from_the_day_on_which_it_is_said(as_of, month):
    facts = read_profile(f"去年{month}月成立的", as_of).facts
    assert [fact.value for fact in facts] == [12 - month + as_of.month]
