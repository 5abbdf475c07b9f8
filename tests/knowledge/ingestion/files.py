"""Notices as a park office receives them, and a reader of plain text in place of the real ones."""

from __future__ import annotations

from knowledge.errors import UnreadableFile
from knowledge.readers.types import Flag, ReadText

RULES = """望河区科技人才公寓管理办法

望科发〔2024〕3号

第一条 为支持科技人才安居，制定本办法。
第二条 符合条件的博士每月给予租房补贴1500元，最长三年。
第三条 申请人应当在本区企业工作满半年。
第四条 本办法自2024年3月1日起施行，有效期5年。

望河区科学技术局
2024年2月20日
"""
NEWER_RULES = (
    RULES.replace("〔2024〕3号", "〔2026〕8号")
    .replace("1500元", "2000元")
    .replace("第四条 本办法自2024年3月1日", "第四条 租住公寓的面积不超过90平方米。\n第五条 本办法自2026年3月1日")
    .replace("2024年2月20日", "2026年2月20日")
)
RULES_ID = "wang-he-qu-ke-ji-ren-cai-gong-yu-guan-li-ban-fa"
TITLE = "望河区科技人才公寓管理办法"

LOANS = """望河区科技贷款贴息办法

望科发〔2024〕5号

第一条 科技型企业的贷款可以申请贴息。
第二条 贴息比例为实际支付利息的30%。
第三条 本办法自2024年6月1日起施行。

望河区科学技术局
2024年5月20日
"""


def read_plain(name: str, data: bytes) -> ReadText:
    """UTF-8 as it is; what begins with an odd word is read as the word says."""
    if data.startswith(b"%broken"):
        raise UnreadableFile("broken_file", "文件已损坏。")
    text = data.decode()
    if text.startswith("%hidden"):
        return ReadText(text.removeprefix("%hidden"), "docx", (Flag("hidden_text", "略去了隐藏的文字。"),))
    if text.startswith("%revised"):
        return ReadText(text.removeprefix("%revised"), "docx", (Flag("revisions_accepted", "修订按接受读取。"),))
    if text.startswith("%scan"):
        flags = (Flag("ocr_used", "由文字识别得到。"), Flag("low_confidence", "有 1 行识别得不确定。"))
        return ReadText(text.removeprefix("%scan"), "pdf-scan", flags)
    if text.startswith("%clean"):
        return ReadText(text.removeprefix("%clean"), "pdf-scan", (Flag("ocr_used", "由文字识别得到。"),))
    if text.startswith("%partial"):
        flags = (Flag("ocr_used", "由文字识别得到。"),)
        return ReadText(text.removeprefix("%partial"), "pdf", flags, is_complete=False)
    return ReadText(text, "txt")
