"""What a turn says of the asking enterprise, and the part of a turn that asks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.types import Turn
from knowledge.normalise import typed_key

_ABOUT_SELF = re.compile(
    "(我们|我司|咱们?|俺们?|本公司|我家|公司)(公司|企业|团队|单位|厂)?(是|做|搞|主要|属于|从事|有|注册|在)|^(做|搞).{1,12}的$"
)
_WANTS = re.compile("想|要|能|可以|请|帮|咨询|了解|查|申请|申报|报|补|支持|政策|介绍|说说|讲讲")
IS_ASKING = re.compile(
    "[?]|吗|呢|么$|多少|几|什么|啥|怎么|咋|如何|哪|谁|有没有|有无|能不能|能否|可否|是否|是不是|行不行|怎样|不$|没$|了解|介绍|说说|讲讲|看看|告诉我|说明|列"
)


def about_self(text: str) -> bool:
    """Whether a turn says something of the asking enterprise."""
    return bool(_ABOUT_SELF.search(text))


def asking_part(text: str) -> str:
    """A turn without what it says of the enterprise before or after it asks; all of it where it only states."""
    parts = [part for part in re.split("[,。;!]", text) if part.strip()]
    asking = [part for part in parts if IS_ASKING.search(part) or not about_self(part)]
    return ",".join(asking or parts)


def only_circumstances(text: str) -> bool:
    """Whether a turn only says what the enterprise is or has (我们是做芯片设计的), and asks nothing."""
    return about_self(text) and not IS_ASKING.search(text) and not _WANTS.search(text)


def circumstances(history: Sequence[Turn]) -> str:
    """What earlier turns said of the enterprise, latest first."""
    texts = [typed_key(turn.question) for turn in reversed(history)]
    return " ".join(text for text in texts if about_self(text))
