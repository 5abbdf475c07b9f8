"""What a turn takes over from the conversation: the turn it goes on from, and what was asked on the way there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.points import point_meant
from bot.reader import Reader
from bot.statements import only_circumstances
from bot.terms import pairs
from bot.types import Turn
from knowledge.normalise import typed_key

_CHANGES = re.compile(
    r"^.{0,8}(不问这个|不聊这个|不说这个|换个(话题|问题|事)|再问个别的|说点别的|别的问题)[了吧啊]?[,。!?\s]*"
)
_PASSING_ON = re.compile(r"^(对了|顺便(问|说)?一?下?|另外(问|一个)?|还有个(事|问题)|再问(一?下|一个)?)[,。:\s]*")
_BACK = re.compile(
    r"^.{0,4}?(回到|说回|回过头(来)?(说|看|问)?|还是(说|问)|接着(刚才|前面|之前)(的|说的|问的)?"
    r"|(刚才|前面|之前|先前|刚刚)(问|说|讲|聊|提)(到|过|起)?的?|前面|最(开始|初|早|先)(问|说|提)?的?|一?开(始|头)(问|说|提)的?"
    r"|第(?P<number>[一二三四五六1-6])个问题(里|中)?的?|(?P<steps>(上一?个(问题)?的?)+)(里|中)?)[,。:\s]*"
)
_FIRST = re.compile("最(开始|初|早|先)|^.{0,4}一?开(始|头)(问|说|提)")
_CORRECTS = re.compile(
    r"(打|说|写|算|看|搞|弄|记|问|讲|输|填)(错|反|岔)|更正|纠正|^.{0,2}不对(,|不对)|^(哦|噢|啊|呃|额)?不,|^.{0,3}不是.+,(而)?是|口误|笔误"
    r"|重新(数|算|看|查|核)|其实(是|应该)|^.{0,3}(我|我们)?(说|问|指)的是"
)
_CORRECTION = re.compile(
    r"^[^,]*(?:错|反|岔|更正|纠正|不对|口误|笔误)[^,]*,|^.{0,4}重新(?:数|算|看|查|核)[了过]?一?下?,?|^(?:哦|噢|啊|呃|额)?不,"
)
_INSTEAD = re.compile("^.{0,3}不是[^,]+,(而|应该)?是(?P<instead>.+)")
_POINTS_BACK = re.compile(
    r"它|其(?!他|它)|(这|那)(个|项|条|种|俩|两个|份|笔|块|事|些(?!小|中|大|企|公))|上述|(刚才|前面|上面|以上)"
    r"|第[一二三四五六七八九十0-9]+[个条项点种类块档]|(呢|的话)([?,\s]|$)|^(换成|要是|如果|假如|除了|不是|说清楚|到底|具体|按|照)"
)
_ORDINALS = "一二三四五六"


@dataclass(frozen=True, slots=True)
class Talk:
    """What a turn goes on with: an earlier turn, and what was asked on the way to it, latest first, its root last."""

    turn: Turn
    said: tuple[str, ...]

    def with_topic(self, text: str) -> str:
        """A turn made standalone: after what opened the talk and what was asked just before."""
        return " ".join(dict.fromkeys((self.said[-1], self.said[0], text)))


def changes_subject(text: str) -> bool:
    """Whether a turn says outright that it is about something else (换个话题)."""
    return bool(_CHANGES.search(text))


def corrects(text: str) -> bool:
    """Whether a turn takes back what was said before (不对,是九千万)."""
    return bool(_CORRECTS.search(text))


def points_back(text: str) -> bool:
    """Whether a turn cannot stand alone: it points to what was said (它, 第二条), goes back to it or corrects it."""
    is_marked = _POINTS_BACK.search(text) or _BACK.search(text) or point_meant(text) is not None
    return bool(is_marked) or corrects(text)


def passes_on(text: str) -> bool:
    """Whether a turn says in passing that something else follows (对了, 顺便问下), which may yet be of the talk."""
    return bool(_PASSING_ON.search(text))


def bare(text: str) -> str:
    """A turn without the words that only tell how it hangs on to the talk: 对了, 回到, 打错了. Never empty."""
    for phrase in (_CHANGES, _PASSING_ON, _BACK, _CORRECTION):
        text = phrase.sub("", text, count=1) or text
    instead = _INSTEAD.search(text)
    return instead["instead"] if instead else text


def talk_before(text: str, history: Sequence[Turn], reader: Reader) -> Talk | None:
    """What a turn may go on with, None where nothing was talked of or it says that it is about something else.

    A bare statement of circumstances goes on with a question asked just before it (研发补多少 → 我们是做芯片的).
    """
    answered = [turn for turn in history if turn.clause_ids]
    if changes_subject(text) or not answered:
        return None
    if only_circumstances(text) and not history[-1].clause_ids:
        return None
    turn = _turn_meant(text, answered, reader)
    return Talk(turn, _said(turn, history))


def _turn_meant(text: str, answered: Sequence[Turn], reader: Reader) -> Turn:
    """The turn that a question goes back to: by its number, or by the words they share; else the last one."""
    back = _BACK.search(text)
    if back is None:
        return answered[-1]
    if back["number"] is not None:
        number = back["number"]
        position = int(number) - 1 if number.isdecimal() else _ORDINALS.index(number)
        return answered[min(position, len(answered) - 1)]
    if back["steps"] is not None:
        return answered[-min(back["steps"].count("上"), len(answered))]
    if _FIRST.search(text):
        return answered[0]
    own = {item.term for item in reader.terms(bare(text))}
    shared = [len(own & pairs(turn.question)) for turn in answered]
    latest = len(shared) - 1 - shared[::-1].index(max(shared))
    return answered[latest]


def _said(turn: Turn, history: Sequence[Turn]) -> tuple[str, ...]:
    """What was asked on the way to a turn, latest first: the questions that its topic was put together from."""
    said: list[str] = []
    rest = turn.topic
    for earlier in reversed(history[: history.index(turn) + 1]):
        text = bare(typed_key(earlier.question))
        if not rest.endswith(text) or rest == text:
            break
        said.append(text)
        rest = rest.removesuffix(text).rstrip()
    return tuple(text for text in (*said, rest) if text)
