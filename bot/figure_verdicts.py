"""A verdict from figures: the one in a yes/no question held against the bound or the rate that a sentence states."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bot.bounds import Side, comparable, keeps, measure, side
from bot.claims import Claim, claims
from bot.figures import find_figures, same_figure
from bot.folding import fold_width
from bot.qualifiers import Bound, figure_bounds
from bot.segments import segment_spans
from bot.terms import pairs
from bot.types import Figure, FigureKind, Verdict

_COMPARED: Final = frozenset({FigureKind.MONEY, FigureKind.SHARE, FigureKind.DURATION, FigureKind.COUNT})
_EXACTLY: Final = re.compile("正好|刚好|恰好|刚刚好?|刚够|刚满|整整|只有|占")
_LIMIT_WORD: Final = re.compile("上限|下限|封顶|最高|最多|最长|最低|最少|至少|起码|门槛|标准|一定要")
_CASE_BEHIND: Final = re.compile("能|可以|算|够|行|过|符合|成立|合规|享受|免|减|适用|还|当|进|报")
_CONFIRM_TAIL: Final = re.compile("(?:对吧|对吗|对不对|对不|对么)[?]?$")
_DIGIT: Final = re.compile("[0-9零一二三四五六七八九十百千万多余几]")
_SUFFICES: Final = re.compile("[就都]")
_EVERY: Final = re.compile("都")
_MOST_BEHIND: Final = 3  # characters behind a figure that is itself in doubt: 按10%交,对不
_PARTICLES: Final = re.compile("[,、]|对不对|对不|是不是|是不|是吗|对吗|没错|没记错|这话|[我吗么吧呢啊呀了的?!。 ]")
#: Words with which keeping a bound does not mean yes, nor breaking it no: alternatives, classes (的为小型企业), what no
#: longer holds; and, in the figure's own segment, exceptions and denials.
_BLURS: Final = re.compile(
    "或者|任一|之一|其中一|的为.{1,4}企业|旧(?:政策|办法|规定|版|标准)|此前|早先|替代|第三方|正好"
)
_BLURS_NEAR: Final = re.compile("以外|除外|的部分|不(?:再|在)|没有|各|分别")
_DENIES: Final = re.compile("不(?:得(?![低超少高多大小长短])|能|享受|适用|予|属于|算)")
_LIMITING: Final = frozenset({Bound.AT_MOST, Bound.AT_LEAST})
_REQUIRES_OR_GRANTS: Final = re.compile("须|应当|必须|要(?!求)|免征|免税|可以|享受|纳入|符合")


@dataclass(frozen=True, slots=True)
class FigureVerdict:
    """A verdict; `is_supposed` where the figure was put forward as the rule's own, not as a case to be judged."""

    verdict: Verdict
    is_supposed: bool


def figure_verdict(question: str, sentence: str) -> FigureVerdict | None:
    """The verdict that a sentence proves for the one figure of a question; None where figures do not decide it.

    A limit or rate that the user supposes (上限600万对吧) must be the sentence's own; a case (正好60分行吗) must lie
    within its bound. A case that keeps one bound is not said to suffice (满30分就行).
    """
    own = figures_asked(question)
    if len(own) != 1 or _BLURS.search(sentence):
        return None
    if _DIGIT.match(question, own[0].end):  # 三成一: more than was read
        return None
    claim = _claim_on(own[0], question, sentence)
    if claim is None or not _is_decisive(claim, sentence):
        return None
    before, behind = question[: own[0].start], question[own[0].end :]
    is_case = bool(_EXACTLY.search(before))
    is_last = len(_PARTICLES.sub("", behind)) <= _MOST_BEHIND and not _CASE_BEHIND.search(behind)
    if not is_case and (_LIMIT_WORD.search(before) or is_last):
        verdict = _supposition(own[0], question, claim)
        return FigureVerdict(verdict, is_supposed=True) if verdict else None
    if not is_case and not _CASE_BEHIND.search(behind):
        return None
    verdict = _case(own[0], question, claim)
    return FigureVerdict(verdict, is_supposed=False) if verdict else None


def figures_asked(question: str) -> list[Figure]:
    """The figures of a question that a rule can bound; 对吧 at its end is no measure word (600万对吧)."""
    bare = _CONFIRM_TAIL.sub(lambda match: " " * len(match.group()), question)
    found = [figure for figure in find_figures(bare) if figure.kind in _COMPARED]
    return [figure for figure in found if not _is_named(figure, bare)]


def _is_named(figure: Figure, question: str) -> bool:
    """Whether a figure is part of a name of a time (上半年, 四季度) or of a manner (一次性)."""
    return (
        question[: figure.start].endswith(("上", "下"))
        or question[figure.end :].startswith("性")
        or figure.unit == "季度"
    )


def _claim_on(asked: Figure, question: str, sentence: str) -> Claim | None:
    """The one claim of a sentence that measures what the question's figure measures."""
    rivals = [claim for claim in claims(sentence) if comparable(claim.figure, asked)]
    if len({measure(claim.figure) for claim in rivals}) == 1:  # 5年（60个月） is one limit
        bounded = [claim for claim in rivals if side(claim.bounds) is not Side.AT]
        return (bounded or rivals)[0] if len({side(claim.bounds) for claim in bounded}) <= 1 else None
    words = pairs(question)
    scored = sorted(((len(pairs(claim.wording) & words), index) for index, claim in enumerate(rivals)), reverse=True)
    if len(scored) < 2 or scored[0][0] == scored[1][0]:
        return None
    return rivals[scored[0][1]]


def _is_decisive(claim: Claim, sentence: str) -> bool:
    """Whether a bound kept means yes: no exception or denial about it, and 以上, 超过 only in what is required or
    granted (超过500万元的，按一般规则处理 grants nothing)."""
    if _DENIES.search(sentence) or _BLURS_NEAR.search(_segment_of(claim, sentence)):
        return False
    return not claim.bounds or bool(claim.bounds & _LIMITING) or bool(_REQUIRES_OR_GRANTS.search(sentence))


def _segment_of(claim: Claim, sentence: str) -> str:
    folded = fold_width(sentence)
    spans = segment_spans(folded, (0, len(folded)))
    return next((sentence[start:end] for start, end in spans if start <= claim.figure.start < end), sentence)


def _supposition(asked: Figure, question: str, claim: Claim) -> Verdict | None:
    if measure(asked) != measure(claim.figure):
        return Verdict.NO
    is_alike = side(figure_bounds(question, asked, 0)) is side(claim.bounds)
    return Verdict.YES if is_alike and same_figure(asked, claim.figure) else None


def _case(asked: Figure, question: str, claim: Claim) -> Verdict | None:
    own = side(figure_bounds(question, asked, 0))
    kept = keeps(asked, own, claim)
    behind = question[asked.end :]
    if kept is None:
        claims_all = _EVERY.search(behind) and own is side(claim.bounds) is not Side.AT
        return Verdict.NO if claims_all and measure(asked) != measure(claim.figure) else None
    if not kept:
        return Verdict.NO
    return None if _SUFFICES.search(behind) else Verdict.YES
