"""What was recognised is not recognised again."""

import pytest

from knowledge.ingestion.preparing import reading_once
from knowledge.readers import recognised_texts
from knowledge.readers.recognised_texts import RecognisedTexts
from knowledge.readers.types import Flag, ReadText, UncertainLine

SCAN = ReadText("第一条 甲。", "image", (Flag("ocr_used", "请核对"),), uncertain_lines=(UncertainLine("甲", 0.5),))
TYPED = ReadText("第一条 乙。", "pdf")


class Reader:
    """Counts how often it reads."""

    def __init__(self, found: ReadText) -> None:
        self.found, self.times = found, 0

    def __call__(self, name: str, data: bytes) -> ReadText:
        self.times += 1
        return self.found


@pytest.mark.parametrize(("found", "times"), [(SCAN, 1), (TYPED, 2)])
def test_only_a_text_that_was_recognised_is_kept_for_the_same_bytes(tmp_path, found, times):
    reader = Reader(found)
    for _ in range(2):
        assert reading_once(reader, RecognisedTexts(tmp_path / "texts"))("scan.png", b"bytes") == found
    assert reader.times == times
    assert RecognisedTexts(tmp_path / "texts").find(b"other") is None


def test_a_damaged_text_is_read_again(tmp_path):
    texts = RecognisedTexts(tmp_path)
    texts.keep(b"bytes", SCAN)
    next(tmp_path.glob("*.json")).write_text("{")
    assert texts.find(b"bytes") is None


def test_no_more_than_so_many_are_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(recognised_texts, "_MOST_KEPT", 2)
    texts = RecognisedTexts(tmp_path)
    for data in (b"1", b"2", b"3"):
        texts.keep(data, SCAN)
    assert len(list(tmp_path.glob("*.json"))) == 2
    assert texts.find(b"3") == SCAN
