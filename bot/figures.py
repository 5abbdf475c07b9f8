"""Figures in Chinese text: amounts, shares, dates, durations, counts and bare numbers, each with its canonical value.

A figure is found with its unit (10家, 5%, 800万元); words around it that bound it (最高, 以上) belong to `bot.claims`.
Addresses (第六条, 〔2023〕4号, 二、) and words that merely contain a numeral (统一, 一事一议, 十四五) are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from bot.folding import fold_width
from bot.numerals import ARABIC, NUMERAL, NUMERAL_START, is_shorthand, parse_numeral
from bot.references import address_spans
from bot.types import Figure, FigureKind
from bot.units import COUNT_UNITS, CURRENCIES, DURATION_UNITS, canonical_unit
from bot.written_dates import read_date
from bot.written_shares import SHARE_UNIT, read_named_share, read_share

_START: Final = re.compile(rf"{NUMERAL_START}|半")
_NUMERAL: Final = re.compile(NUMERAL)
_ARABIC: Final = re.compile(ARABIC)

_RANGE_AHEAD: Final = re.compile(rf" ?(?:-|~|至|到){{1,2}} ?{NUMERAL_START}")
_RANGE: Final = re.compile(r" ?(?:-|~|至|到){1,2} ?")

_MONEY: Final = re.compile(rf" ?(?:{CURRENCIES})")
_MORE: Final = re.compile(r"(?P<more>[余多])(?P<scale>[万亿]*)")
_DURATION: Final = re.compile(rf" ?(?P<unit>{DURATION_UNITS})")
_COUNT: Final = re.compile(rf" ?(?P<unit>{COUNT_UNITS})")
_HALF: Final = re.compile(r"半(?:个)?(?P<unit>年|月)")
_WITH_HALF: Final = re.compile(r"(?:个?(?:(?P<unit>年|月)半|半(?P<half_unit>年|月)))")
_ARTICLE_END: Final = re.compile(r"[百千万亿][一两]$")  # 十万一次性, 十万两次
_CURRENCY_SIGN: Final = re.compile(r"(?:[¥$€]|人民币 ?|RMB ?)$")

_ONE_IN_WORDS: Final = frozenset("统唯专同单逐任每某其之合归划上下此这那本万另如初第")
_VAGUE: Final = frozenset("几数")  # 几十家, 数百万元 give no value
_NAMES: Final = re.compile(
    r"三门峡|五台山|五台县|七台河|三台县|十分|千万(?=不|别|要)|百分(?!之)|万一|千方百计|百花齐放|千家万户|百家争鸣|十字(?:会|标志|路)"
)
_BOUND_BEFORE: Final = re.compile(
    r"(?:达到?|超过?|突破|不少于|不低于|不超过|不足|近|逾|约|过|满|高于|低于|至少|最多|最高|以内|大于|小于)了? ?$"
)
_BOUND_AFTER: Final = re.compile(r" ?(?:及?以[上下内]|左右|级|规模|余|多|之内)")
_AT_LEAST_ONE: Final = re.compile(r"(?:不少于|不低于|不超过|至少|最多|仅限?|只能|达到|限)$")
_OR_MORE: Final = re.compile(r" ?(?:及?以[上下内]|左右)")
_TEN_THOUSAND_SIGN: Final = re.compile(r" ?[wW](?![A-Za-z0-9])")  # 50w, as users write 50万
_LONE_WORDS: Final = frozenset("零〇壹贰叁肆伍陆柒捌玖拾")  # 零件, 大陆, 队伍: no numerals when they stand alone
_SCALE_ONLY: Final = frozenset("百千万亿")


def find_figures(text: str, *, indefinite: bool = False) -> tuple[Figure, ...]:
    """The figures of `text` in order; `text[figure.start:figure.end] == figure.text`.

    A lone 一 before a measure word (一个, 一家) reads as an article and is left out unless it is bounded (一次以上) or
    `indefinite` is set.
    """
    folded = fold_width(text)
    found = list(_scan(folded, indefinite))
    for index in range(len(found) - 2, -1, -1):
        found[index] = _complete_range(found[index], found[index + 1], folded)
    return tuple(replace(figure, text=text[figure.start : figure.end]) for figure in found)


def same_figure(left: Figure, right: Figure) -> bool:
    """Whether two figures say the same: kind, value and unit, however they are written."""
    return left.kind == right.kind and left.value == right.value and left.unit == right.unit


def _scan(folded: str, indefinite: bool) -> Iterator[Figure]:
    skipped = [*address_spans(folded), *(match.span() for match in _NAMES.finditer(folded))]
    skipped.sort()
    position = 0
    while (match := _START.search(folded, position)) is not None:
        start = match.start()
        blocked = next((end for begin, end in skipped if begin <= start < end), None)
        if blocked is not None:
            position = blocked
            continue
        figure = _read(folded, start, indefinite)
        if figure is not None:
            yield figure
        position = _after(folded, start) if figure is None else figure.end


def _after(folded: str, start: int) -> int:
    """Where to go on behind a numeral that is no figure: past all of it, which must not be read again in part."""
    run = _NUMERAL.match(folded, start)
    if run is None or (folded[start] == "一" and _ends_word(folded, start)):
        return start + 1
    return run.end() - 1 if folded.startswith("分之", run.end()) and run.end() - start > 1 else run.end()


def _read(folded: str, start: int, indefinite: bool) -> Figure | None:
    before = folded[start - 1] if start else ""
    if (before in _VAGUE and folded[start] in "十百千万亿") or (folded[start] == "一" and _ends_word(folded, start)):
        return None
    if before == "_" or (before.isascii() and before.isalpha()):
        return None
    special = _read_half(folded, start) or read_date(folded, start) or read_named_share(folded, start)
    return special or _read_measured(folded, start, indefinite)


def _ends_word(folded: str, start: int) -> bool:
    """Whether the 一 at `start` ends a word such as 统一 or 任一."""
    return start > 0 and folded[start - 1] in _ONE_IN_WORDS


def _read_half(folded: str, start: int) -> Figure | None:
    match = _HALF.match(folded, start)
    return match and _figure(folded, FigureKind.DURATION, Decimal("0.5"), match["unit"], start, match.end())


def _read_measured(folded: str, start: int, indefinite: bool) -> Figure | None:
    run = _NUMERAL.match(folded, start)
    if run is None:
        return None
    for end in _numeral_ends(folded, start, run.end()):
        numeral = folded[start:end]
        value = parse_numeral(numeral)
        if value is None:
            continue
        return _with_unit(folded, start, end, value, indefinite)
    return None


def _numeral_ends(folded: str, start: int, end: int) -> Iterator[int]:
    """Where the numeral may end: the whole run unless its last digit opens another word (五万|三年), then shorter."""
    if _ARTICLE_END.search(folded, start, end):
        yield end - 1
    elif not is_shorthand(folded[start:end]):
        yield end
    else:
        yield end - 1 if _is_measured(folded, end) else end
    arabic = _ARABIC.match(folded, start)
    if arabic is not None:
        yield arabic.end()


def _is_measured(folded: str, end: int) -> bool:
    return any(pattern.match(folded, end) for pattern in (_DURATION, _COUNT, SHARE_UNIT))


def _with_unit(folded: str, start: int, end: int, value: Decimal, indefinite: bool) -> Figure | None:
    more = _MORE.match(folded, end)
    if more is not None:  # 30多家, 100余万元
        end = more.end()
        value *= parse_numeral(more["scale"] or "") or 1
    numeral = folded[start:end]
    share = read_share(folded, start, end, value)
    if share is not None:
        return share
    money = _MONEY.match(folded, end)
    if money is not None:
        unit, factor = _currency(money.group().strip())
        return _figure(folded, FigureKind.MONEY, value * factor, unit, start, money.end())
    if _is_loose(folded, start, end, numeral):
        return None
    measured = _measured(folded, start, end, value, indefinite)
    return measured or _unmeasured(folded, start, end, value)


def _currency(word: str) -> tuple[str, Decimal]:
    if word.startswith("角"):
        return "元", Decimal("0.1")
    for foreign in ("美元", "港元", "港币", "欧元", "日元", "英镑"):
        if foreign in word:
            return ("港元" if foreign == "港币" else foreign), Decimal(1)
    return "元", Decimal(1)


def _is_loose(folded: str, start: int, end: int, numeral: str) -> bool:
    """Whether a numeral of scale words only (万家, 百年) stands without anything that bounds it, as in 千家万户."""
    if not set(numeral) <= _SCALE_ONLY:
        return len(numeral) == 1 and numeral in _LONE_WORDS
    if len(numeral) == 2 and numeral[1] == "亿":
        return False
    unit = _COUNT.match(folded, end) or _DURATION.match(folded, end)
    behind = unit.end() if unit else end
    return not (_BOUND_BEFORE.search(folded[max(0, start - 4) : start]) or _BOUND_AFTER.match(folded, behind)) or (
        unit is None and not folded.startswith("级", end)
    )


def _measured(folded: str, start: int, end: int, value: Decimal, indefinite: bool) -> Figure | None:
    half = _WITH_HALF.match(folded, end)
    if half is not None:
        unit = half["unit"] or half["half_unit"]
        return _figure(folded, FigureKind.DURATION, value + Decimal("0.5"), unit, start, half.end())
    duration = _DURATION.match(folded, end)
    if duration is not None:
        unit = canonical_unit(duration["unit"])
        return _figure(folded, FigureKind.DURATION, value, unit, start, duration.end())
    count = _COUNT.match(folded, end)
    if count is None:
        return None
    if folded[start:end] == "一" and not indefinite and not _is_bounded(folded, start, count.end()):
        return None
    return _figure(folded, FigureKind.COUNT, value, canonical_unit(count["unit"]), start, count.end())


def _is_bounded(folded: str, start: int, end: int) -> bool:
    before = folded[max(0, start - 4) : start]
    return bool(_AT_LEAST_ONE.search(before) or _OR_MORE.match(folded, end))


def _unmeasured(folded: str, start: int, end: int, value: Decimal) -> Figure | None:
    """A numeral without a unit: money with a currency sign or in 万 or 亿, else a bare number if it has digits."""
    numeral = folded[start:end]
    following = folded[end : end + 1]
    colloquial = _TEN_THOUSAND_SIGN.match(folded, end)
    if colloquial is not None:
        return _figure(folded, FigureKind.MONEY, value * 10_000, "元", start, colloquial.end())
    if following == "号" or (following.isascii() and following.isalpha()):
        return None
    sign = _CURRENCY_SIGN.search(folded, max(0, start - 4), start)
    if "万" in numeral or "亿" in numeral or sign is not None:
        unit = {"$": "美元", "€": "欧元"}.get(sign.group() if sign else "", "元")
        return _figure(folded, FigureKind.MONEY, value, unit, start, end)
    if numeral[0].isdigit() and numeral[0].isascii():
        return _figure(folded, FigureKind.NUMBER, value, "", start, end)
    scaled = len(numeral) > 1 and any(unit in numeral for unit in "十百千")
    if (scaled and _OR_MORE.match(folded, end)) or _RANGE_AHEAD.match(folded, end):
        return _figure(folded, FigureKind.NUMBER, value, "", start, end)
    return None


def _complete_range(figure: Figure, following: Figure, folded: str) -> Figure:
    """The lower end of 30至50万元 or 5-10%, which takes kind, unit and scale from the upper end."""
    if figure.kind is not FigureKind.NUMBER or following.kind in {FigureKind.NUMBER, FigureKind.DATE}:
        return figure
    if not _RANGE.fullmatch(folded, figure.end, following.start):
        return figure
    arabic = _ARABIC.match(folded, following.start)
    written = parse_numeral(arabic.group()) if arabic else None
    factor = following.value / written if written else Decimal(1)
    return replace(figure, kind=following.kind, unit=following.unit, value=figure.value * factor)


def _figure(folded: str, kind: FigureKind, value: Decimal, unit: str, start: int, end: int) -> Figure:
    return Figure(kind, value, unit, folded[start:end], start, end)
