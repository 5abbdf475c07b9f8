"""Figures in Chinese text: found where they are, with one value however they are written."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.figures import find_figures, same_figure
from bot.folding import fold_width
from bot.types import FigureKind
from knowledge.numerals import to_chinese

FULL_WIDTH = str.maketrans("0123456789.,%", "".join(chr(ord(character) + 0xFEE0) for character in "0123456789.,%"))


def found(text: str) -> list[tuple[str, Decimal, str, str]]:
    return [(figure.kind.value, figure.value.normalize(), figure.unit, figure.text) for figure in find_figures(text)]


def only(text: str) -> tuple[str, Decimal, str]:
    (figure,) = find_figures(text)
    return figure.kind.value, figure.value.normalize(), figure.unit


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("800万元", 8_000_000),
        ("800万", 8_000_000),
        ("八百万", 8_000_000),
        ("一千二百万元", 12_000_000),
        ("5000 万", 50_000_000),
        ("1.5亿", 150_000_000),
        ("一点五亿元", 150_000_000),
        ("2亿3000万元", 230_000_000),
        ("300 万零 1 元", 3_000_001),
        ("¥5,000", 5000),
        ("人民币五千元", 5000),
        ("20万块钱", 200_000),
        ("50w", 500_000),
        ("两万五", 25_000),
        ("1万2", 12_000),
        ("3千元", 3000),
        ("百万元", 1_000_000),
        ("100余万元", 1_000_000),
        ("壹佰万元", 1_000_000),
    ],
)
def test_an_amount_is_read_in_yuan(text: str, yuan: int) -> None:
    assert only(text) == ("money", Decimal(yuan).normalize(), "元")


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("5%", "0.05"),
        ("百分之五", "0.05"),
        ("百分之零点五", "0.005"),
        ("千分之三", "0.003"),
        ("万分之五", "0.0005"),
        ("3‰", "0.003"),
        ("五成", "0.5"),
        ("8成", "0.8"),
        ("一半", "0.5"),
        ("百分之百", "1"),
    ],
)
def test_a_share_is_read_as_a_fraction(text: str, share: str) -> None:
    assert only(text) == ("share", Decimal(share).normalize(), "")


def test_a_third_is_the_same_in_words_and_digits() -> None:
    (words,), (digits,) = find_figures("三分之一"), find_figures("1/3")
    assert same_figure(words, digits)


def test_percentage_points_are_no_percentage() -> None:
    assert only("5个百分点") == ("share", Decimal("0.05"), "百分点")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("2023年1月5日", 20230105, "年月日"),
        ("2023/1/5", 20230105, "年月日"),
        ("2023-01-05", 20230105, "年月日"),
        ("二〇二三年一月五日", 20230105, "年月日"),
        ("2025年底", 2025, "年"),
        ("2024年度", 2024, "年"),
        ("2025年初", 2025, "年初"),
        ("二〇二三年十月", 202310, "年月"),
        ("1月5日", 105, "月日"),
        ("5月底", 5, "月"),
        ("17:00", 1700, "时"),
    ],
)
def test_a_date_says_in_its_unit_how_to_read_its_value(text: str, value: int, unit: str) -> None:
    assert only(text) == ("date", Decimal(value).normalize(), unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("3年", "3", "年"),
        ("14个月", "14", "月"),
        ("30日内", "30", "日"),
        ("183 天", "183", "日"),
        ("一年内", "1", "年"),
        ("一年半", "1.5", "年"),
        ("半年", "0.5", "年"),
        ("10个工作日", "10", "工作日"),
    ],
)
def test_a_duration_keeps_its_unit(text: str, value: str, unit: str) -> None:
    assert only(text) == ("duration", Decimal(value).normalize(), unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("10家左右", 10, "家"),
        ("万家以上", 10_000, "家"),
        ("18个", 18, "个"),
        ("七大行动", 7, "大"),
        ("300名", 300, "人"),
        ("千亿级", 100_000_000_000, "级"),
        ("30多家", 30, "家"),
        ("28 纳米", 28, "纳米"),
        ("不少于一次", 1, "次"),
        ("年满十八周岁", 18, "岁"),
    ],
)
def test_a_count_has_its_measure_word(text: str, value: int, unit: str) -> None:
    assert only(text) == ("count", Decimal(value).normalize(), unit)


@pytest.mark.parametrize(
    "text",
    [
        "一流",
        "一事一议",
        "一人一策",
        "统一标准",
        "一批",
        "突破一批关键技术",
        "唯一",
        "“十四五”规划",
        "党的二十大精神",
        "一个企业",
        "统一个人所得税",
        "二、重点任务",
        "(三)壮大科技创新主体",
        "6.壮大科技型企业队伍",
        "依据第六条",
        "第6条第2款",
        "第一百二十条之一",
        "鲁科字〔2023〕4号",
        "2017年第40号",
        "三门峡",
        "千家万户",
        "数十家",
        "几百万元",
        "六税两费",
        "零件",
        "大陆企业",
        "5G",
        "ISO9001",
        "元宇宙",
        "见[1][2]",
        "办法第十一条(五)1",
        "十分重要",
        "千万不要",
    ],
)
def test_words_and_addresses_are_no_figures(text: str) -> None:
    assert found(text) == []


def test_both_years_of_a_period_are_found() -> None:
    assert [value for _, value, _, _ in found("2023-2025年")] == [2023, 2025]


def test_the_lower_end_of_a_range_takes_the_unit_of_the_upper() -> None:
    assert [(kind, value) for kind, value, _, _ in found("5-10%")] == [
        ("share", Decimal("0.05")),
        ("share", Decimal("0.1")),
    ]
    assert [value for _, value, _, _ in found("30至50万元")] == [300_000, 500_000]
    assert [(value, unit) for _, value, unit, _ in found("三至五年")] == [(3, "年"), (5, "年")]


def test_an_amount_ends_where_the_next_word_begins() -> None:
    assert [text for *_, text in found("五万三年内")] == ["五万", "三年"]
    assert [text for *_, text in found("给予10万一次性奖励")] == ["10万"]


def test_the_indefinite_one_is_found_on_request() -> None:
    assert found("我们是一家公司") == []
    assert [figure.text for figure in find_figures("我们是一家公司", indefinite=True)] == ["一家"]


def _chinese(value: int) -> str:
    """A whole number in Chinese numerals, up to 9,999 亿."""
    if value < 10_000:
        return to_chinese(value)
    for scale, name in ((100_000_000, "亿"), (10_000, "万")):
        if value >= scale:
            rest = value % scale
            gap = "零" if rest and rest < scale // 10 else ""
            return _chinese(value // scale) + name + (gap + _chinese(rest) if rest else "")
    raise AssertionError(value)


@st.composite
def spelt_amounts(draw: st.DrawFn) -> tuple[str, Decimal]:
    """An amount in one of the ways it is written, with its value in 元."""
    way = draw(st.sampled_from(["plain", "grouped", "wan", "yi", "chinese", "full", "decimal_wan", "spaced"]))
    number = draw(st.integers(1, 9999))
    if way == "plain":
        return f"{number}元", Decimal(number)
    if way == "grouped":
        return f"{number * 1234:,}元", Decimal(number * 1234)
    if way == "wan":
        return f"{number}万{draw(st.sampled_from(['元', '']))}", Decimal(number * 10_000)
    if way == "yi":
        return f"{number}亿元", Decimal(number * 100_000_000)
    if way == "spaced":
        return f"{number} 万元", Decimal(number * 10_000)
    if way == "full":
        return f"{number}万元".translate(FULL_WIDTH), Decimal(number * 10_000)
    if way == "decimal_wan":
        return f"{number}.5万元", (Decimal(number) + Decimal("0.5")) * 10_000
    value = draw(st.integers(2, 999_999_999_999))
    return _chinese(value) + "元", Decimal(value)


@given(
    spelt_amounts(),
    st.sampled_from(["", "最高", "给予", "不超过", "研发投入"]),
    st.sampled_from(["", "以上", "奖励", ",其中"]),
)
def test_an_amount_in_any_spelling_is_found_with_its_value(
    spelt: tuple[str, Decimal], before: str, behind: str
) -> None:
    text, value = spelt
    figures = find_figures(before + text + behind)
    assert [(figure.kind, figure.value, figure.unit, figure.text) for figure in figures] == [
        (FigureKind.MONEY, value, "元", text)
    ]
    assert figures[0].start == len(before)


@given(st.integers(1, 9999), st.integers(0, 99))
def test_a_percentage_is_the_same_in_any_spelling(whole: int, hundredths: int) -> None:
    number = f"{whole}.{hundredths:02d}"
    spellings = [f"{number}%", f"{number} %", f"{number}%".translate(FULL_WIDTH)]
    values = {only(spelling)[1] for spelling in spellings}
    assert values == {(Decimal(number) / 100).normalize()}


@given(st.integers(1, 99))
def test_a_percentage_in_words_is_the_one_in_digits(number: int) -> None:
    (words,), (digits,) = find_figures(f"百分之{to_chinese(number)}"), find_figures(f"{number}%")
    assert same_figure(words, digits)


@given(st.dates())
def test_a_date_is_the_same_in_any_spelling(day: object) -> None:
    if not 1900 <= day.year < 2100:  # type: ignore[attr-defined]
        return
    year, month, date = day.year, day.month, day.day  # type: ignore[attr-defined]
    spellings = [f"{year}年{month}月{date}日", f"{year}-{month:02d}-{date:02d}", f"{year}/{month}/{date}"]
    assert {only(spelling) for spelling in spellings} == {
        ("date", Decimal(year * 10_000 + month * 100 + date).normalize(), "年月日")
    }


@given(
    st.text(alphabet="一二三四五十百千万亿0123456789.,%元年月日个家第条以上、。()至-零两半 企业给予最高w", max_size=40)
)
def test_figures_lie_in_order_inside_any_text(text: str) -> None:
    end = 0
    for figure in find_figures(text):
        assert end <= figure.start < figure.end <= len(text)
        assert text[figure.start : figure.end] == figure.text
        end = figure.end


@given(st.text(max_size=60))
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold_width(text)) == len(text)
    assert [figure.start for figure in find_figures(text)] == [
        figure.start for figure in find_figures(fold_width(text))
    ]


def test_three_hundred_characters_take_a_millisecond() -> None:
    text = ("对符合条件的企业研发投入按最高5%给予后补助,到2025年力争新建10家以上重点实验室,不超过500万元。" * 6)[:300]
    best = min(_seconds(text) for _ in range(20))
    assert best < 0.001


def _seconds(text: str) -> float:
    start = time.perf_counter()
    find_figures(text)
    return time.perf_counter() - start
