"""Units of a sentence: comma segments, a condition (…的,) joined to what follows it. Works on width-folded text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.qualifiers import OUTER
from bot.segments import Span, segment_spans, sentence_spans
from bot.types import Figure, FigureKind

#: A segment that only says when or for whom, and waits for the next one: 年收入超过1000万元的, 取得资格后,
_WAITING: Final = re.compile(r"(?:的|者|时|后|之日|情形|期间|之一)(?:\([^)]*\))?\s*$")
#: A segment that frames what follows without being its subject: 到2025年, 聚焦人工智能领域, 按照规定
_FRAMING: Final = re.compile(
    r"^\s*(?:力争|争取)?(?:到|自|从|在|按照?|根据|依据|依照|通过|以|对|为|围绕|聚焦|瞄准|由|凡|除|经|截至|针对|结合|鼓励|支持)"
)
#: 「A、B等C」: A and B are examples, C is what is spoken of. 等 before a verb or a mark closes a list without a head.
_EXAMPLES: Final = re.compile(
    r"(?P<items>[^,。;:、\s()]+(?:、[^,。;:、\s()]+)*?)(?<![高平初中同均优])等"
    r"(?![级同额,。;:、)]|给予|按|实行|可|应|不|达到|均|都|分别|的|地区?发)(?=[\u4e00-\u9fff]{2})"
)
_PLAIN_WORDS: Final = re.compile(
    r"给予|予以|按照|减按|减半|征收|缴纳|并处|处以|罚款|奖励|补助|补贴|资助|后补助|支持|达到|超过|提高到?|实现|力争|新建|实施|建设"
    r"|不低于|不少于|不超过|不高于|最高|最低|最多|至少|低于|高于|不足|小于|大于|不得|应当|每年|每月|其中|比例|标准|金额|额度|数额|税率"
    r"|一次性|原则上|分别|可以|其他|方式|进行|计算|计入|以上|以下|左右|其|按|可|以|处|对|由|为|至|到|和|及|或者?|的|将|在|给|共|达|含|约|该|并|再|即|是|有|元|、"
)
_LEADING: Final = re.compile(
    r"^(?:[\s、,和及与或]|\([^)]{1,3}\)|其中[,:]?|对于?|(?:力争|争取)|每年|每月|及?以上|及?以下|以内|左右|为|将|按照?)+"
)
_TRAILING: Final = re.compile(
    r"(?:[\s、,的]|按照?|达到|达|给予|予以|分别|可以|可|减|奖励|补助|的?比例|为|至|到|不低于|不少于|不超过|不高于|最高|最低|最多|至少"
    r"|低于|高于|超过|不足|小于|大于|不得|应当|以上|以下|以内|左右|约|一次性|一般|原则上|享受)+$"
)
_FOR_WHOM: Final = re.compile(r"的(?!罚款|罚金|比例|标准|利率|税率|价格)[\u4e00-\u9fff]{1,8}$")
_PREDICATES: Final = re.compile(
    r"给予|落实|推进|加强|支持|实施|建设|开展|强化|推动|完善|鼓励|加大|发挥|打造|进行|作出|应当|可以|不得|负责|予以|提高|提升|优化|健全"
    r"|享受|征收|免征|责令|没收|处罚|警告|奖励|补助|资助|组织|制定|建立|成为|达到|突破|促进|扩大|举办|设立|选派|改正|提交|报送|申请"
)
_GOING_ON: Final = re.compile(r"\s*(?:并?且|同时)")
_LONGEST_TOPIC: Final = 30  # characters
_HAN: Final = re.compile(r"[A-Za-z\u3400-\u9fff]")
_FEWEST_CONTENT: Final = 2  # characters that make a subject: 企业


@dataclass(frozen=True, slots=True)
class Unit:
    """Segments that belong together, with their figures. A time frame holds nothing but a date (到2025年)."""

    segments: tuple[Span, ...]
    figures: tuple[Figure, ...]
    is_time_frame: bool

    @property
    def start(self) -> int:
        """Where the unit begins in its text."""
        return self.segments[0][0]

    @property
    def end(self) -> int:
        """Where the unit ends in its text."""
        return self.segments[-1][1]


def units(folded: str, figures: Sequence[Figure]) -> list[list[Unit]]:
    """The units of a text, sentence by sentence."""
    found = (_sentence_units(folded, sentence, figures) for sentence in sentence_spans(folded))
    return [sentence_units for sentence_units in found if sentence_units]


def is_framing(folded: str, span: Span) -> bool:
    """Whether a segment frames the next ones without being their subject."""
    return _FRAMING.match(folded[slice(*span)]) is not None


def is_topic(folded: str, span: Span) -> bool:
    """Whether a segment only names what the next one speaks of: 符合条件的企业, 自获利年度起."""
    words = folded[slice(*span)]
    return len(words) <= _LONGEST_TOPIC and _PREDICATES.search(words.rpartition("的")[2]) is None


def shares_subject(folded: str, span: Span) -> bool:
    """Whether a unit goes on with the subject of the one before it (且上年度研发费用不低于100万元)."""
    return _GOING_ON.match(folded[slice(*span)]) is not None


def is_outer(folded: str, place: Unit | Span) -> bool:
    """Whether a unit opens with 其中, so that the unit before it holds for it too."""
    start, end = (place.start, place.end) if isinstance(place, Unit) else place
    return OUTER.match(folded[start:end]) is not None


def has_content(text: str) -> bool:
    """Whether words remain that can be a subject, once verbs, bounds and function words are taken out."""
    return len(_HAN.findall(_PLAIN_WORDS.sub("", text))) >= _FEWEST_CONTENT


def tidy_subject(text: str) -> str:
    """The words that name a subject, without the prepositions before them and the verbs and bounds around them."""
    return _TRAILING.sub("", _LEADING.sub("", text.strip()))


def enumerated_examples(folded: str) -> list[Span]:
    """Spans of the examples in 「重点实验室、技术创新中心等省级创新平台」, with 等."""
    return [(match.start("items"), match.end()) for match in _EXAMPLES.finditer(folded) if "、" in match["items"]]


def _sentence_units(folded: str, sentence: Span, figures: Sequence[Figure]) -> list[Unit]:
    found: list[Unit] = []
    waiting: list[Span] = []
    for segment in segment_spans(folded, sentence):
        waiting.append(segment)
        if not _is_waiting(folded, segment, figures):
            found.append(_unit(folded, waiting, figures))
            waiting = []
    return [*found, _unit(folded, waiting, figures)] if waiting else found


def _is_waiting(folded: str, segment: Span, figures: Sequence[Figure]) -> bool:
    """Whether a segment is the condition of the next one, perhaps with a threshold: 销售收入5000万元以下的企业,"""
    words = folded[slice(*segment)]
    if _WAITING.search(words) is not None:
        return True
    has_figure = any(segment[0] <= figure.start < segment[1] for figure in figures)
    return has_figure and _FOR_WHOM.search(words) is not None and _PREDICATES.search(words.rpartition("的")[2]) is None


def _unit(folded: str, segments: list[Span], figures: Sequence[Figure]) -> Unit:
    start, end = segments[0][0], segments[-1][1]
    own = tuple(figure for figure in figures if start <= figure.start < end)
    rest = folded[start:end]
    for figure in reversed(own):
        rest = rest[: figure.start - start] + rest[figure.end - start :]
    only_dates = bool(own) and all(figure.kind is FigureKind.DATE for figure in own)
    return Unit(tuple(segments), own, only_dates and not has_content(rest))
