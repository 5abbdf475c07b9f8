import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.numerals import to_chinese, to_int


@given(st.integers(min_value=0, max_value=9999))
def test_a_number_survives_being_printed_in_chinese(value: int):
    assert to_int(to_chinese(value)) == value


@given(st.integers(min_value=0, max_value=999))
def test_half_and_full_width_digits_are_the_same_number(value: int):
    assert to_int(str(value)) == to_int("".join(chr(ord(digit) + 0xFEE0) for digit in str(value))) == value


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("廿三", 23),
        ("卅", 30),
        ("百", 100),
        ("一百零五", 105),
        ("一百二十", 120),
        ("二〇二五", 2025),
        ("两百", 200),
        ("⑴", 1),
        ("㈠", 1),
        ("①", 1),
        ("⒈", 1),
        ("㉑", 21),
        ("十 二", 12),
        ("一千零一", 1001),
        ("一〇", 10),
    ],
)
def test_the_forms_that_documents_print_are_read(numeral: str, value: int):
    assert to_int(numeral) == value


@pytest.mark.parametrize("numeral", ["十十", "一百百", "十百", "甲", "", "一十二三", "½a", "一甲"])
def test_what_is_no_numeral_is_refused(numeral: str):
    with pytest.raises(ValueError, match="not a num"):
        to_int(numeral)


@pytest.mark.parametrize("value", [-1, 10_000])
def test_numbers_out_of_range_are_refused(value: int):
    with pytest.raises(ValueError, match="out of range"):
        to_chinese(value)
