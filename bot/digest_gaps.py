"""What a fact of a digest leaves open: it tells one thing whole, so only plain lack of a detail asked for counts."""

from __future__ import annotations

import re

from bot.details import asks_hard_cap
from bot.figures import find_figures
from bot.gaps import Gaps, further_gaps, missing_from, promises_money
from bot.messages import GAPS
from bot.structure import OPENING
from bot.types import Detail, FigureKind, Gap, GapDetail, RankedClause, Understanding
from knowledge.types import Document

_MEASURES = frozenset({FigureKind.SHARE, FigureKind.MONEY, FigureKind.COUNT, FigureKind.NUMBER, FigureKind.DURATION})
_TIMES = frozenset({FigureKind.DATE, FigureKind.DURATION})
_LIMITS = re.compile("上限|封顶|不超过|最高|最多|最长|限额|以内|以下|没有.{0,4}限制")
_HANDLING = re.compile("申请|申报|办理|填报|报送|提交|备查|登记|受理|投诉|举报|报告|咨询|平台|系统|材料")
_REQUIRES = re.compile("须|应当|要求|条件|符合|不得|不能|不超过|不低于|只有|才能|属于|必须|限于|适用")
_SHARES = frozenset({FigureKind.SHARE, FigureKind.MONEY})
_SAYS_NONE = re.compile(
    "没有(规定|写明|写|给出|列出|列)[^。；]{0,12}(金额|比例|标准|额度|数额)|(金额|比例|标准|额度)[^。；]{0,8}没有(规定|写)"
)
_CONDITIONS, _PROCEDURE, _BENEFITS = "cds", "p", "b"  # first letters of fact ids


def gaps_of_digest(understanding: Understanding, source: RankedClause, said: str, document: Document) -> Gaps:
    """What the sentences said of a digest's fact leave open of a question.

    A detail that another fact of the same digest gives is no gap of the documents.
    """
    asks, kinds = understanding.asks, frozenset(figure.kind for figure in find_figures(source.clause.text))
    says_none = bool(_SAYS_NONE.search(source.clause.text))
    sort = source.clause.path[0]
    is_lacking = {
        GapDetail.AMOUNT: Detail.AMOUNT in asks and (_lacks_amount(sort, kinds) or says_none),
        GapDetail.CAP: asks_hard_cap(understanding.text) and not _LIMITS.search(said),
        GapDetail.DEADLINE: Detail.DEADLINE in asks and not kinds & _TIMES,
        GapDetail.CHANNEL: Detail.CHANNEL in asks and sort not in _PROCEDURE and not _HANDLING.search(said),
        GapDetail.CONDITION: Detail.CONDITION in asks and sort not in _CONDITIONS and not _REQUIRES.search(said),
        GapDetail.OTHER: Detail.NAMES in asks or (Detail.DURATION in asks and not kinds & _TIMES),
    }
    asked = tuple(Gap(detail, GAPS[detail]) for detail, lacks in is_lacking.items() if lacks)
    if not promises_money(said) or "税" in said:
        return Gaps(asked, ())
    missing = missing_from("\n".join(clause.text for clause in document.clauses))
    return Gaps(asked, tuple(further_gaps(asked, said, missing, has_amount=bool(kinds & _MEASURES))))


def _lacks_amount(sort: str, kinds: frozenset[FigureKind]) -> bool:
    """A benefit gives an amount with any measure, the opening of a digest only with a share or money."""
    if sort == OPENING:
        return not kinds & _SHARES
    return sort in _BENEFITS and not kinds & _MEASURES
