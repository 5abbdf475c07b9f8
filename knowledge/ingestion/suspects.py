"""Files that a person must want in so many words: drafts, what is there already, and what is no policy at all."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from knowledge.ingestion.shelf import Shelf
from knowledge.ingestion.types import DRAFT, DUPLICATE, NOT_POLICY, Reading, Refusal

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_FEWEST_CHINESE_CHARACTERS = 20
"""A title and one article have more; a note, a scrap of bytes or a word has fewer."""
_OF_PROGRAMS = re.compile(
    r"\.(?:ya?ml|json|toml|ini|cfg|conf|env|lock|log|sql|db|pyc?|[jt]s|css|java|[ch]|cpp|go|rs|rb|php|sh|bat|ps1|exe|dll|so|bin)"
)
"""What programs are made of and write; policies come as txt, md, html, docx, pdf and the like."""


def unwanted_without_a_word(shelf: Shelf, reading: Reading, doc_id: str) -> Refusal | None:
    """Why a file is not loaded under an id unless its `Reading.accepted` names the reason; None where all is plain."""
    return next(filter(None, (_no_policy(reading), _draft(reading), _duplicate(shelf, reading, doc_id))), None)


def _no_policy(reading: Reading) -> Refusal | None:
    kind = PurePosixPath(reading.origin.file_name or "").suffix.lower()
    if _OF_PROGRAMS.fullmatch(kind):
        return _unless_accepted(reading, NOT_POLICY, f"{kind} 文件是程序或数据文件，不像政策文件，没有载入。")
    if len(_CHINESE.findall(reading.text)) >= _FEWEST_CHINESE_CHARACTERS:
        return None
    words = f"文件里的汉字不到{_FEWEST_CHINESE_CHARACTERS}个，不像政策文件，没有载入。"
    return _unless_accepted(reading, NOT_POLICY, words)


def _draft(reading: Reading) -> Refusal | None:
    if reading.metadata is None or not reading.metadata.is_draft:
        return None
    return _unless_accepted(reading, DRAFT, "这是征求意见稿或草案，没有正式施行，不能当作现行规定，没有载入。")


def _duplicate(shelf: Shelf, reading: Reading, doc_id: str) -> Refusal | None:
    assert reading.metadata is not None, "only a file that was read has a twin"
    twin = shelf.twin(doc_id, reading.text, reading.metadata)
    if twin is None:
        return None
    words = f"知识库中已有同一份文件《{twin.title}》（{twin.doc_id}），没有再以编号 {doc_id} 载入。"
    return _unless_accepted(reading, DUPLICATE, words)


def _unless_accepted(reading: Reading, code: str, words: str) -> Refusal | None:
    if code in reading.accepted:
        return None
    return Refusal(code, f"{words}确要载入的，加 --accept {code}（接口为 accept={code}）。")
