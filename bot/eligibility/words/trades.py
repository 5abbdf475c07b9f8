"""What an enterprise does, in its own words: 做芯片设计的, 传感器企业, or a trade that stands alone in a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.eligibility.words.moods import Mood
from bot.eligibility.words.readings import Reading
from bot.eligibility.words.scene import Scene

_DOES = re.compile(
    r"(?:(?<![代叫当看当作能会可])做(?!这|那|了|过|完|到|好|不|个|点|成|下|一|的(?!是)|大|强|账|加计|检测"
    r"|申报|认定|研发(?!设计)|什么|啥|得|起|出)|(?:从事|主营业务|主营|主要做|专注于?|主打|搞(?!研发|开发"
    r"|定|清|不|个|过|了|好))(?:的)?"
    r"|行业(?:是|为|:)|领域(?:是|为|:)|(?:主业|业务)(?=就?是|为|:)"
    r"|[干整弄](?=[\u4e00-\u9fff]{2,6}的))(?:的)?(?:是|为|:)?(?P<trade>[\u4e00-\u9fffa-z0-9+]{2,14})"
)
_NAMED = re.compile(
    r"(?:行业(?:是|为|:)|领域(?:是|为|:)|方向(?:是|为|:)|主营业务(?:是|为|:)|从事"
    r"|属于)(?P<trade>[\u4e00-\u9fffa-z0-9+]{2,15})"
)
_END = re.compile(
    "的|在|是|方面|这块|这一块|这行|行业|领域|业务|企业|公司|起家|出身|为主|方向|赛道|生意|一块|□|呢|吧"
    "|了|啊|,|有|员工|成立|注册|去年|今年|现在|目前|一共|属于|人|没有|不|想|能|要|我们"
)
_IS_KIND = re.compile(
    r"(?P<trade>[\u4e00-\u9fffa-z0-9]{2,8}?)(?:类|型)?(?:企业|公司|厂家|厂|工厂|行业|领域|方向|赛道)(?!名|法|证)"
)
_NO_TRADE = re.compile(
    "有限|合伙|独资|科技型|高新技术|中小|小微|大型|小型|微型|初创|创业型|上市|股份|国有|民营|外资|合资"
    "|居民|一般|个体|普通|老牌|我们|咱|本|那|这|家|个|子公司|母公司|分公司|总公司|集团|同行|其他|别的"
    "|很多|有些|所有|哪些|什么|"
    "注册|成立|规模|办|欠|高企|专精|瞪羚|独角兽|龙头|加计|扣除|研发|清单|名单|优惠|小公司|大公司|公司"
    "|人的|的|是|在|了|有|买|卖|投|给|一|然|后|但|就|也|还|呢|朋友|隔壁|客户|新|申|报|政策|纳税|税|亏"
    "|双软|四上|规上|纯|自己|当地|本地|做|搞|种子期|主要|认定|评|咨询|开|跑|转|合|贸"
)
_PLACE_BEFORE = re.compile("□的?(?:一家)?$")
_SUFFIX = re.compile("服务|设备|研发|制造|设计|开发|生产|平台|产品|加工|销售|材料|系统|应用|芯片|装备|零部件")
_SELLS = re.compile("卖|造|生产|加工|制造|代工")
_FOR_OTHERS = re.compile("(?:客户|给|为|供应|服务|配套)[^,，]{0,4}$")
_NO_BRANCH = re.compile(
    "^[这那]|工作|骨干|协会|占比|认证|iso|限制|禁止|企业$|负面|小微|高新技术企业|重点行业|传统行业|什么|哪|活动|平均"
)
_KNOWN_ONLY = 2


class TradeReader:
    """Reads the trade of a scene."""

    def __init__(self, trades: frozenset[str]) -> None:
        ordered = sorted(trades, key=len, reverse=True)
        self._known = re.compile("|".join(re.escape(word) for word in ordered))
        self._alone = re.compile(
            rf"(?:我们|公司|企业|咱们?|本公司|是|属于|一家|家|的|做|搞"
            rf"|\s)*(?P<trade>(?:{self._known.pattern})(?:服务|设备|研发|制造|设计|开发|生产|平台|产品)?)"
            r"(?:企业|公司|行业|领域|类|厂|的|为主|这块|这行|\s)*"
        )

    def read(self, scene: Scene) -> Iterator[Reading]:
        """The first trade that the enterprise is said to be in."""
        for reading in (
            *self._named(scene),
            *self._done(scene),
            *self._sold(scene),
            *self._kinds(scene),
            *self._listed(scene),
        ):
            yield reading
            return

    def _done(self, scene: Scene) -> Iterator[Reading]:
        for match in _DOES.finditer(scene.key):
            clause = scene.clause(match.start("trade"))
            end = min(match.end("trade"), clause.end)
            words = self._cut(scene, match.start("trade"), end)
            if words and self._is_own(scene, match.start("trade")) and not _is_denied(scene, match.start()):
                yield _reading(scene, match.start("trade"), words)

    def _named(self, scene: Scene) -> Iterator[Reading]:
        """Behind 行业是 and 从事 whatever stands is the trade; behind 属于 only what ends in 业."""
        for match in _NAMED.finditer(scene.key):
            start, clause = match.start("trade"), scene.clause(match.start("trade"))
            words = re.split("的|等|方面|业务|[,，]", scene.key[start : min(match.end(), clause.end)])[0]
            is_trade = words.endswith("业") or not match.group().startswith("属于")
            is_other = _NO_BRANCH.search(words) or _is_denied(scene, match.start())
            if len(words) > 1 and is_trade and self._is_own(scene, start) and not is_other:
                yield _reading(scene, start, words)

    def _sold(self, scene: Scene) -> Iterator[Reading]:
        """卖农机的, 造船的: only trades that are known, for one sells many things."""
        for match in _SELLS.finditer(scene.key):
            known = self._known.match(scene.key, match.end())
            if (
                known
                and scene.key[known.end() : known.end() + 1] in {"的", "设备"}
                and self._is_own(scene, match.start())
            ):
                yield _reading(scene, known.start(), known.group())

    def _kinds(self, scene: Scene) -> Iterator[Reading]:
        for match in _IS_KIND.finditer(scene.key):
            known = self._known.search(match["trade"])
            is_free = not _NO_TRADE.search(match["trade"]) and _PLACE_BEFORE.search(scene.key[: match.start()])
            is_of_others = _FOR_OTHERS.search(scene.key, 0, match.start()) is not None
            if not self._is_own(scene, match.start("trade")) or _is_denied(scene, match.start()) or is_of_others:
                continue
            if known and known.end() >= len(match["trade"]) - _KNOWN_ONLY:
                yield _reading(scene, match.start("trade") + known.start(), known.group())
            elif is_free:
                yield _reading(scene, match.start("trade"), match["trade"])

    def _listed(self, scene: Scene) -> Iterator[Reading]:
        for clause in scene.clauses:
            words = scene.key[clause.start : clause.end]
            match = self._alone.fullmatch(words.replace("□", " "))
            if match is not None and self._is_own(scene, clause.start):
                yield _reading(scene, clause.start + match.start("trade"), match["trade"])

    def _cut(self, scene: Scene, start: int, end: int) -> str:
        """The trade's words up to where other things begin: an amount, a word of the lexicon, 的."""
        words = scene.key[start:end]
        known = self._known.match(words)
        stop = _END.search(words)
        ends = [len(words), *([stop.start()] if stop else [])]
        ends += [item.start - start for item in scene.quantities if start < item.start < end]
        ends += [found.start for found in scene.lexicon.cue_finder.find(words) if found.start and len(found.word) > 1]
        ends += [found.start for found in scene.lexicon.choice_finder.find(words)]
        ends += [found.start for found in scene.lexicon.flag_finder.find(words) if found.start]
        cut = words[: min(ends)]
        if known:
            suffix = _SUFFIX.match(words, known.end())
            cut = words[: suffix.end() if suffix else known.end()]
        return cut if len(cut) > 1 and (known or not _is_no_trade(scene, cut)) else ""

    def _is_own(self, scene: Scene, position: int) -> bool:
        return scene.moods.at[position] is Mood.OWN


def _is_no_trade(scene: Scene, words: str) -> bool:
    """Whether words behind 做 are something to be done rather than a trade."""
    cues = [*scene.lexicon.cue_finder.find(words), *scene.lexicon.flag_finder.find(words)]
    return (bool(cues) and cues[0].start == 0) or bool(
        re.match(
            "[0-9一二三四五六七八九十]|申|开发$|研究$|研发|活动|认定|登记|备案|加计|扣|抵|税|账|决定|项目|准备"
            "|规划|贡献",
            words,
        )
    )


def _is_denied(scene: Scene, start: int) -> bool:
    return re.search("(?:不是|没有?|不|别)$", scene.key[max(0, start - 3) : start]) is not None


def _reading(scene: Scene, start: int, words: str) -> Reading:
    is_weak = scene.is_asked_about(start)
    return Reading("industry", words, start, start + len(words), is_weak=is_weak)
