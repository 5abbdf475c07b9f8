import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.clauses import parse_clauses
from knowledge.errors import UnreadableFile
from knowledge.readers.text import decode, read_txt

MEASURES = """关于支持企业研发投入的若干措施

济科发〔2025〕18号

　　一、支持范围。在本市注册的高新技术企业。
　　二、支持标准。
　　（一）研发费用不足500万元的，按10%补助，最高不超过30万元。
　　（二）研发费用500万元以上的，按8%补助。
"""


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk", "utf-32"]
)
def test_a_document_is_read_in_every_encoding_that_offices_use(encoding: str):
    read = read_txt(MEASURES.encode(encoding))
    assert read.text == MEASURES
    assert (read.flags, read.is_complete, read.format) == ((), True, "txt")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le", "utf-16-be", "utf-8"])
@pytest.mark.parametrize(
    "text", ["联通", "鲁科字〔2023〕4号", "申报通知", "第一条 为了鼓励企业研发。", "1.补助50万元\n"]
)
def test_a_few_words_are_enough_to_tell_the_encoding(encoding: str, text: str):
    assert decode(text.encode(encoding)).text == text


@given(
    st.text(
        alphabet="的一是不在人有和中大为上个国我以要他企业研发补助申报条件万元（）。，、：〔〕0123456789%\n", min_size=4
    )
)
def test_gb18030_is_never_read_as_anything_else(text: str):
    assert decode(text.encode("gb18030")).text == text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf_8_with_a_chinese_character_is_never_read_as_anything_else(text: str):
    assert decode(f"{text}要".encode()).text == f"{text}要".removeprefix("\ufeff")


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=0x24F, exclude_categories=["Cc"]), min_size=1))
def test_utf_8_with_latin_letters_is_never_read_as_anything_else(text: str):
    assert decode(text.encode()).text == text


def test_two_bytes_that_may_be_chinese_are():
    assert decode("000要".encode("gb18030")).text == "000要"
    assert decode("Привет, мир и все остальные".encode()).text == "Привет, мир и все остальные"


def test_the_clauses_of_a_text_are_those_of_its_numbers():
    read = read_txt(MEASURES.encode("gb18030"))
    assert [clause.path for clause in parse_clauses(read.text, doc_id="d")] == ["0", "1", "2", "2.1", "2.2"]


TRADITIONAL = (
    "為鼓勵企業投入研發活動，依據相關法規訂定本辦法。"
    "補助額度以計畫總經費百分之五十為上限，"
    "申請人應檢附計畫書及財務報表，向主管機關提出申請。"
)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (TRADITIONAL, "big5"),
        (
            "研究開発費の一部を補助する。申請者は事業計画書を提出しなければならない。ただし、大企業は対象外とする。",
            "shift-jis",
        ),
        ("연구개발비의 일부를 지원한다. 신청자는 사업계획서를 제출하여야 한다. 다만 대기업은 제외한다.", "euc-kr"),
    ],
)
def test_other_encodings_are_refused_instead_of_misread(text: str, encoding: str):
    with pytest.raises(UnreadableFile) as caught:
        decode(text.encode(encoding))
    assert caught.value.code == "unknown_encoding"


def test_traditional_characters_in_gb18030_are_read():
    assert decode(TRADITIONAL.encode("gb18030")).text == TRADITIONAL


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_file_that_is_cut_off_is_read_and_said_to_be(encoding: str):
    whole = MEASURES.strip().removesuffix("。").encode(encoding)
    decoded = decode(whole[:-1])
    assert decoded.text.startswith("关于支持企业研发投入的若干措施")
    assert not decoded.is_complete
    assert [flag.code for flag in decoded.flags] == ["broken_bytes"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0", "unsupported_format"),
        (bytes(range(256)) * 4, "unsupported_format"),
        (b"\x01\x02\x03\x04\x05abc", "unsupported_format"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, code: str):
    with pytest.raises(UnreadableFile) as caught:
        decode(data)
    assert caught.value.code == code


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes):
    try:
        decode(data)
    except UnreadableFile as error:
        assert error.code in ("empty_file", "unsupported_format", "unknown_encoding")


def test_typed_page_numbers_are_dropped_and_broken_sentences_joined():
    text = "一、为深入贯彻落实省委、省政府关于数字强省建\n\n— 1 —\n\n设的决策部署，全面提升创新能\n力，制定本计划。"
    assert (
        read_txt(text.encode()).text
        == "一、为深入贯彻落实省委、省政府关于数字强省建\n设的决策部署，全面提升创新能\n力，制定本计划。"
    )
