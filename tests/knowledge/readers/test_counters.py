import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.numerals import to_int
from knowledge.readers.counters import format_number, letters, roman


@pytest.mark.parametrize(
    ("value", "number_format", "printed"),
    [
        (10, "ideographDigital", "一〇"),
        (100, "chineseCounting", "一〇〇"),
        (101, "chineseCountingThousand", "一百零一"),
        (101, "japaneseCounting", "百一"),
        (28, "lowerLetter", "bb"),
        (3, "decimalEnclosedParen", "⑶"),
        (3, "ideographTraditional", "丙"),
        (11, "ideographTraditional", "11"),
        (51, "decimalEnclosedCircle", "51"),
        (0, "chineseCounting", "0"),
        (7, "decimalZero", "07"),
    ],
)
def test_numbers_are_printed_in_the_format(value: int, number_format: str, printed: str):
    assert format_number(value, number_format) == printed


@given(st.integers(1, 9_999))
def test_chinese_numbers_say_their_value(value: int):
    assert to_int(format_number(value, "chineseCountingThousand")) == value
    assert to_int(format_number(value, "chineseCounting")) == value


@given(st.integers(1, 3_999))
def test_roman_numerals_add_up(value: int):
    amounts = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    digits = [amounts[letter] for letter in roman(value)]
    assert (
        sum(-one if one < following else one for one, following in zip(digits, [*digits[1:], 0], strict=True)) == value
    )


@given(st.integers(1, 100_000))
def test_letters_count_like_digits_without_a_zero(value: int):
    total = 0
    for letter in letters(value):
        total = total * 26 + ord(letter) - ord("a") + 1
    assert total == value
