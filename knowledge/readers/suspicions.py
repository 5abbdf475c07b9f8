"""What in a text may mislead people or programs, whatever format it came from: unseen characters, words to machines.

The text stays the document's own. Only characters that nobody sees are taken out, and every finding is flagged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.readers.types import Flag

_LONGEST_EXCERPT = 40
_MOST_EXCERPTS = 3

_REMOVED: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    (
        "zero_width_characters",
        "零宽字符或软连字符",
        re.compile("[\u00ad\u115f\u1160\u180e\u200b-\u200d\u2060-\u2064\u3164\ufeff\uffa0]"),
    ),
    ("bidi_controls", "改变文字方向的控制字符", re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")),
    ("control_characters", "控制字符", re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufff9-\ufffb]")),
    ("hidden_characters", "用来夹带信息的不可见字符", re.compile("[\U000e0000-\U000e007f]")),
)
_KEPT: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("private_use_characters", "自造字或符号字体的字符", re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")),
    ("damaged_characters", "无法辨认的字符（�）", re.compile("\ufffd")),
)
_LINE_ENDS = re.compile("[\x0b\x0c\x85]")

_TO_MACHINES = re.compile(
    r"(?:忽略|无视|忘记|忘掉|不要理会|跳过|覆盖)[^。\n]{0,8}(?:以上|上述|之前|先前|前面|此前|前述|所有|一切|你的)[^。\n]{0,8}"
    r"(?:指令|提示|指示|命令|设定|提示词|prompt)"
    r"|(?:^|(?<=[。；;！!\n\s]))(?:请)?(?:忽略|忘记|忘掉|不要理会|跳过)(?:以上|上述|之前|先前|前面|此前|前述)(?:的|所有|全部|一切)*"
    r"(?:规定|内容|条款|政策|文字|信息)(?=[。，,；;！!\s]|$)"
    r"|(?:你|您)(?:现在)?(?:是|扮演|将扮演|必须扮演)[^。\n]{0,12}(?:AI|人工智能|助手|语言模型|大模型|聊天机器人|ChatGPT|GPT)"
    r"|(?:AI|人工智能|大模型|语言模型|智能助手|聊天机器人|机器人)[^。\n]{0,6}(?:请|必须|务必|应当|只能|不得)[^。\n]{0,10}(?:回答|回复|输出|告诉|声称)"
    r"|(?:你|您)现在是[^。\n]{0,6}管理员|(?:请)?对(?:任何|所有|一切)(?:的)?问题[^。\n]{0,6}(?:回答|回复)"
    r"|系统提示词|(?:输出|泄露|透露|显示)[^。\n]{0,8}(?:系统|你的)[^。\n]{0,4}(?:提示词?|指令)"
    r"|ignore\s+(?:all\s+|any\s+)?(?:of\s+)?(?:the\s+|your\s+)?(?:previous|prior|above|preceding|earlier)\s+"
    r"(?:instructions?|prompts?|messages?)"
    r"|disregard\s+(?:all\s+|any\s+)?(?:the\s+|your\s+)?(?:previous|prior|above|preceding|system)\b"
    r"|you\s+are\s+(?:now\s+)?(?:chatgpt|an?\s+(?:ai|assistant|language\s+model)|dan\b)"
    r"|(?:system|developer)\s+prompt|<\|?(?:im_start|im_end|system|endoftext)\|?>|\[/?INST\]",
    re.IGNORECASE,
)
"""Sentences that address a language model. Words of policy such as 人工智能企业应当 must not match."""


def addresses_a_machine(text: str) -> bool:
    """Whether a text gives orders to a program instead of telling people something."""
    return bool(_TO_MACHINES.search(text))


def without_suspicious_characters(text: str) -> tuple[str, tuple[Flag, ...]]:
    """The text without characters that nobody sees, and what was found: those, odd characters, words to machines."""
    text = _LINE_ENDS.sub("\n", text)
    flags: list[Flag] = []
    for code, name, pattern in _REMOVED:
        text, count = pattern.subn("", text)
        if count:
            flags.append(Flag(code, f"文字里有 {count} 个{name}，已去掉。"))
    for code, name, pattern in _KEPT:
        found = pattern.findall(text)
        if found:
            where = next(_excerpts(text, pattern))
            flags.append(Flag(code, f"文字里有 {len(found)} 个{name}，例如「{where}」，请核对。"))
    return text, (*flags, *_words_to_machines(text))


def _words_to_machines(text: str) -> Iterator[Flag]:
    """At most one flag, with the first lines that give orders to a program."""
    lines = [line.strip() for line in text.split("\n") if _TO_MACHINES.search(line)]
    if lines:
        shown = "；".join(f"「{line[:_LONGEST_EXCERPT]}」" for line in lines[:_MOST_EXCERPTS])
        yield Flag(
            "instructions_to_machines",
            f"有 {len(lines)} 行文字像是写给智能程序的指令，只当作文件内容保存，不会执行：{shown}。",
        )


def _excerpts(text: str, pattern: re.Pattern[str]) -> Iterator[str]:
    """The words around each match, within its line."""
    for match in pattern.finditer(text):
        start = max(text.rfind("\n", 0, match.start()) + 1, match.start() - _LONGEST_EXCERPT // 2)
        yield text[start : start + _LONGEST_EXCERPT].split("\n")[0]
