"""What was asked for and the cited sentences do not say, whatever kind of document they are from.

An answer with such a gap is partial: the clauses are about the subject, the thing itself is not in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.asked_things import unshown_things
from bot.coming_rules import later_gap
from bot.figures import find_figures, same_figure
from bot.messages import ABSENT_LAW_GAP, NO_LOCAL_RULE, PREMISE_NOT_STATED
from bot.types import Detail, Figure, FigureKind, Gap, GapDetail, RankedClause, RegionReading, Understanding

_PRESUPPOSED_BEFORE = re.compile(
    "(补|奖|奖励|补贴|补助|税率|优惠|加计|贴息|返还?)(了|到|为|是|按|给)?$|(降|减|提|涨)(低|高)?(到|至|为)$"
)
_PRESUPPOSED_BEHIND = re.compile("(的)?(奖励|补贴|补助|奖金|奖补|优惠税率|税率|加计|贴息|返还|返税|政策)|的?那个")
_OF_ONESELF = re.compile("(拿|收到?|得到?|领到?|获得?|发|投入?|花|交|缴|欠|有)(了|过)?(一笔)?(的)?$")
_OWN_RULE = re.compile("那边|当地|本地|这边|我们(省|市|区)|省里|市里|区里|自己的")
_ASKS_BACK = re.compile("吗|(?<![怎什多那这])么|不$|没$|对不|对吧|是吧|是不是|真的|属实")


def unstated(understanding: Understanding, best: RankedClause, said: str, found: str) -> tuple[Gap, ...]:
    """The gaps that make an answer partial; `said` are the cited sentences, `found` the text of all found clauses."""
    gaps = [*_of_laws(understanding), *_of_later(understanding, best, said), *unshown_things(understanding.text, said)]
    return tuple(dict.fromkeys((*gaps, *_of_premise(understanding, said + found), *_of_place(understanding))))


def _of_laws(understanding: Understanding) -> Iterator[Gap]:
    if understanding.absent_laws:
        yield Gap(GapDetail.OTHER, ABSENT_LAW_GAP.format(names=law_names(understanding)))


def law_names(understanding: Understanding) -> str:
    """The laws asked about whose text is missing, as they are named in an answer."""
    return "".join(f"《{title}》" for title in understanding.absent_laws)


def _of_later(understanding: Understanding, best: RankedClause, said: str) -> Iterator[Gap]:
    gap = later_gap(understanding, best, said)
    if gap is not None:
        yield gap


def _of_premise(understanding: Understanding, found: str) -> Iterator[Gap]:
    """A figure that the question takes for a policy's own (那100万奖励) and that no clause found has."""
    text = understanding.text
    if Detail.YES_NO in understanding.asks or _ASKS_BACK.search(text):
        return  # whether it is so is answered, not presupposed
    stated = find_figures(found)
    for figure in find_figures(text):
        if _is_presupposed(figure, text) and not any(same_figure(figure, other) for other in stated):
            yield Gap(GapDetail.AMOUNT, PREMISE_NOT_STATED.format(figure=figure.text))


def _is_presupposed(figure: Figure, text: str) -> bool:
    if figure.kind not in {FigureKind.SHARE, FigureKind.MONEY} or _OF_ONESELF.search(text[: figure.start]):
        return False
    behind = _PRESUPPOSED_BEHIND.match(text, figure.end)
    return bool(behind or _PRESUPPOSED_BEFORE.search(text[: figure.start]))


def _of_place(understanding: Understanding) -> Iterator[Gap]:
    """From elsewhere a national rule answers, but not what the place's own rule says."""
    if understanding.region is RegionReading.ELSEWHERE and _OWN_RULE.search(understanding.text):
        yield Gap(GapDetail.OTHER, NO_LOCAL_RULE.format(region=understanding.region_name))
