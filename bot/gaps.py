"""What the documents do not give: what was asked for and is missing, and what a founder would ask next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.details import asks_hard_cap, asks_structure
from bot.figures import find_figures
from bot.messages import GAPS, NO_DEFINITION, NO_DURATION, NO_NAMES
from bot.types import Detail, FigureKind, Gap, GapDetail, Understanding

# What shows that a text gives a detail. 符合条件的 and 按规定 name a condition without giving it.
_GIVES = {
    GapDetail.CAP: re.compile("上限|封顶|不超过.{0,12}元|最高.{0,10}元"),
    GapDetail.DEADLINE: re.compile("截止|截至|(月|日)(之)?前|期限|受理时间"),
    GapDetail.CHANNEL: re.compile("窗口|网站|系统申报|电话|邮箱|提交.{0,10}材料|向.{1,16}(提出|提交|报送|申请)"),
    GapDetail.CONDITION: re.compile(
        "下列条件|以下条件|条件(是|为|包括)|应当(具备|符合|满足)|须(具备|符合|满足)|(具备|拥有|取得).{2,20}的(企业|单位|高校)"
    ),
}
_DEFINES = re.compile("是指|指的是|所称|即")
_BENEFIT = re.compile("补助|补贴|资助|奖励|贴息|优惠|支持|给予|专题|项目|特派员|基金")
_MONEY_BENEFIT = re.compile("后补助|补助|补贴|资助|奖励|贴息")
_ASKED = (
    (Detail.CAP, GapDetail.CAP),
    (Detail.DEADLINE, GapDetail.DEADLINE),
    (Detail.CHANNEL, GapDetail.CHANNEL),
    (Detail.CONDITION, GapDetail.CONDITION),
)
# Arrangements that a founder asks about and that a plan does not settle in passing. What is said to hold them would
# have to use the same words, so they count as missing unless the cited sentences do.
_ARRANGEMENTS = re.compile(
    "叠加|重复|同时(享受|申报|申请|拿|领)|一起(享受|拿|领)|兼得|既拿|几次|(一|每)年一次|连续.年|谁(来)?(评审|审批|审核|审|认定|发钱|出钱|打钱)|银行"
    "|(要|用|需)(不要|不用)?还|审计|委托|免费|收费|要钱|花钱|交税|缴税|亏损|外资|合资|事业单位|子公司|分公司|基数|增量|按哪(一)?年|保底|最低(多少|能|可)"
    "|配套(资金|比例)|搬走|迁出|申诉|被拒|处罚|罚|骗补|退回|榜单|怎么认定|如何认定|(怎么|如何|咋)(才能|能|样)?(参与|参加|纳入|加入|弄)|公示|验收|抽查"
)
_KIND_ASKED = re.compile("(算不算|算(是)?|属(不属)?于)(集成电路|高新|科技型|信息|符合|研发)|(怎么|如何|咋)(才)?算(是)?")
_NUMBER_ASKED = re.compile("多少|(?<!哪)(?<!好)几(?![个项条类]?(方面|领域|类))|多大|多高|多长|多久")
_PLACE_ASKED = re.compile(
    "(?:建|设|放|落)在(哪里|哪儿|什么地方|哪个(区|县))|哪个(区|县|城市|地方有写)|具体(地址|位置|地点)"
)
_PLACE = re.compile("等地|各地|依托|(市|区|县)(、|等|,|，|。|$)")
_USE_ASKED = re.compile("(借|租)(给)?(我们|咱|我)?.{0,4}(用|跑|使)|能借")
_MONEY_YES_NO = re.compile(
    "(补贴|补助|奖励|津贴|资助|奖金|经费).{0,4}(吗|(?<!什)么|没|不|$)|有没有.{0,8}(补贴|补助|奖励|津贴|资助|钱)"
)


@dataclass(frozen=True, slots=True)
class Gaps:
    """`asked` was asked for and is not given, which makes an answer partial; `further` is what comes next to mind."""

    asked: tuple[Gap, ...]
    further: tuple[Gap, ...]

    @property
    def all(self) -> tuple[Gap, ...]:
        """Both, what was asked for first."""
        return self.asked + self.further

    def with_asked(self, more: Sequence[Gap]) -> Gaps:
        """These with gaps that say more exactly what is missing: they come first, and name their detail alone."""
        named = {gap.detail for gap in more}
        asked = tuple(gap for gap in self.asked if gap.detail not in named)
        return Gaps((*more, *asked), tuple(gap for gap in self.further if gap.detail not in named))


def find_gaps(
    understanding: Understanding, said: str, clause_text: str, *, has_result: bool, document_text: str = ""
) -> Gaps:
    """What the cited sentences (`said`) and their clause leave open of a question.

    What another clause of `document_text` gives is not named as missing beside it.
    """
    kinds = frozenset(figure.kind for figure in find_figures(said))
    has_amount = bool(kinds & {FigureKind.SHARE, FigureKind.MONEY})
    missing = missing_from(clause_text)
    if not _GIVES[GapDetail.CONDITION].search(said):
        missing.add(GapDetail.CONDITION)  # another sentence of the clause may list conditions of something else
    if not has_amount:
        missing.add(GapDetail.AMOUNT)
    asked = tuple(dict.fromkeys(_asked(understanding, said, kinds, missing, has_result)))
    further = missing & missing_from(document_text) if document_text else missing
    return Gaps(asked, tuple(further_gaps(asked, said, further, has_amount=has_amount)))


def missing_from(text: str) -> set[GapDetail]:
    """The details of which a text shows nothing."""
    return {gap for gap, shows in _GIVES.items() if not shows.search(text)}


def promises_money(said: str) -> bool:
    """Whether a text speaks of money given out, as subsidies, awards and interest discounts are."""
    return bool(_MONEY_BENEFIT.search(said))


def told(gaps: Gaps, said: str) -> str | None:
    """The sentence of the answer that names the gaps: what was asked for, and beside money all that is left open."""
    texts = [gap.text for gap in (gaps.all if _MONEY_BENEFIT.search(said) else gaps.asked)]
    if not texts:
        return None
    return "，".join((texts[0], *(text.replace("文件没有", "也没有", 1) for text in texts[1:]))) + "。"


def _asked(
    understanding: Understanding, said: str, kinds: frozenset[FigureKind], missing: set[GapDetail], has_result: bool
) -> Iterator[Gap]:
    asks, text = understanding.asks, understanding.text
    has_amount = GapDetail.AMOUNT not in missing
    for detail, gap in _ASKED:
        answered_by_rate = gap is GapDetail.CAP and has_amount and (has_result or not asks_hard_cap(text))
        if detail in asks and gap in missing and not answered_by_rate:
            yield Gap(gap, GAPS[gap])
    if not has_amount and (Detail.AMOUNT in asks or _asks_for_money(text, said)):
        yield Gap(GapDetail.AMOUNT, GAPS[GapDetail.AMOUNT])
    if Detail.COUNT in asks and Detail.AMOUNT not in asks and FigureKind.COUNT not in kinds and not has_amount:
        yield _other()
    yield from _asked_in_words(understanding, said, kinds)


def _asked_in_words(understanding: Understanding, said: str, kinds: frozenset[FigureKind]) -> Iterator[Gap]:
    asks, text = understanding.asks, understanding.text
    if Detail.DEFINITION in asks and not _DEFINES.search(said) and not _names_own_part(text):
        yield Gap(GapDetail.OTHER, NO_DEFINITION)
    if Detail.DURATION in asks and FigureKind.DURATION not in kinds:
        yield Gap(GapDetail.OTHER, NO_DURATION)
    if Detail.NAMES in asks:
        yield Gap(GapDetail.OTHER, NO_NAMES)
    arrangement = _ARRANGEMENTS.search(text)
    asks_number = not asks_structure(text) and _NUMBER_ASKED.search(text)
    if (
        (arrangement and arrangement.group() not in said)
        or (_PLACE_ASKED.search(text) and not _PLACE.search(said))
        or _USE_ASKED.search(text)
        or _KIND_ASKED.search(text)
        or (asks_number and not kinds and not asks & {Detail.AMOUNT, Detail.CAP, Detail.COUNT, Detail.CONDITION})
    ):
        yield _other()


def further_gaps(asked: tuple[Gap, ...], said: str, missing: set[GapDetail], *, has_amount: bool) -> Iterator[Gap]:
    """What a founder would ask next of a benefit and the documents do not give."""
    if not _BENEFIT.search(said):
        return
    named = {gap.detail for gap in asked}
    first = GapDetail.CAP if has_amount else GapDetail.AMOUNT
    for gap in (first, GapDetail.DEADLINE, GapDetail.CHANNEL):
        if gap in missing and gap not in named:
            yield Gap(gap, GAPS[gap])


def _asks_for_money(text: str, said: str) -> bool:
    """Whether a question is for a subsidy as such, and the cited sentences promise none."""
    return bool(_MONEY_YES_NO.search(text)) and not _MONEY_BENEFIT.search(said)


def _names_own_part(text: str) -> bool:
    """Whether the word asked about is the name of a part of the document (“强企”行动), which its content explains."""
    return asks_structure(text) or "行动" in text


def _other() -> Gap:
    return Gap(GapDetail.OTHER, GAPS[GapDetail.OTHER])
