"""What a turn takes over from the conversation: the turn it goes on from, and what was said of the enterprise."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.details import asked_details
from bot.types import Detail, Turn
from knowledge.normalise import typed_key

NEW_SUBJECT = re.compile(
    r"^.{0,8}(不问这个|不聊这个|换个(话题|问题|事)|另外(问|一个)|再问个别的|说点别的)[了吧啊]?[,。!?\s]*"
)
FEW_TERMS = 2
"""A question of no more own terms, inside a conversation, is taken as going on with it (dev follow-ups)."""
_REFERS_BACK = re.compile(
    r"^(那|那么|然后|还有|它|其|这|此|上面|上述|刚才|前面|以上|第[一二三四五六七八九十0-9]+[个条项点])|(呢|那个)([?,\s]|$)"
    r"|^(换成|要是|如果|假如|除了|不是|说清楚|到底|具体|再|也就是|按|照|就按)|它们|他们|刚才|上面|前面(说|提)"
    r"|这(个|项|条|种|些|方面|块|笔)|那(个|项|条|种|些|块|笔)"
)
_ABOUT_SELF = re.compile(
    "(我们|我司|咱们?|俺们?|本公司|我家|公司)(公司|企业|团队|单位|厂)?(是|做|搞|主要|属于|从事|有|注册|在)|^(做|搞).{1,12}的$"
)
_WANTS = re.compile("想|要|能|可以|请|帮|咨询|了解|查|申请|申报|报|补|支持|政策|介绍|说说|讲讲")
IS_ASKING = re.compile(
    "[?]|吗|呢|么$|多少|几|什么|啥|怎么|咋|如何|哪|谁|有没有|有无|能不能|能否|可否|是否|是不是|行不行|怎样|不$|没$|了解|介绍|说说|讲讲|看看|告诉我|说明|列"
)
_ORDINAL = re.compile("第([一二三四五六七八九十])(个|条|项|点)")
_ORDINALS = "一二三四五六七八九十"


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


def continued_turn(text: str, history: Sequence[Turn], *, own_terms: int) -> Turn | None:
    """The turn that a question goes on from, None for a new subject.

    A bare statement of circumstances goes on with a question asked just before it (研发补多少 → 我们是做芯片的).
    """
    earlier = [turn for turn in history if turn.clause_ids]
    if not earlier:
        return None
    if about_self(text) and asked_details(text) == {Detail.CONTENT}:
        return earlier[-1] if history[-1].clause_ids and only_circumstances(text) else None
    return earlier[-1] if own_terms <= FEW_TERMS or _REFERS_BACK.search(text) else None


def clause_meant(text: str, turn: Turn) -> str | None:
    """The clause of an earlier answer that an ordinal names: 第二个 is the second one cited."""
    match = _ORDINAL.search(text)
    if match is None:
        return None
    position = _ORDINALS.index(match[1])
    return turn.clause_ids[position] if position < len(turn.clause_ids) else None
