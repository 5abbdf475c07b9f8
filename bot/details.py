"""Which kinds of fact a question asks for."""

from __future__ import annotations

import re

from bot.types import Detail

_PATTERNS: tuple[tuple[Detail, str], ...] = (
    (
        Detail.CAP,
        r"上限|封顶|最高(能|可以|可)?(补|给|拿|奖|资助|补助|多少)|顶格|限额|最多(能|可以|可)?(补|给|拿|奖|多少|领)|天花板",
    ),
    (
        Detail.DEADLINE,
        r"截止|截至|(啥|什么)时候.{0,4}(报|申|交|截|开始)|哪天.{0,3}(报|申|交|截)|(报名|申报|申请|受理|提交).{0,6}(时间|期限|日期|几号|几月|啥时候|什么时候)|几号(之前|前)?(报|交|截)|赶得上|还来得及|过期没",
    ),
    (
        Detail.CHANNEL,
        r"(去|到|往|从|上|在)(哪里|哪儿|哪|什么地方|啥地方|何处)(儿|里)?(报|申|交|办理|提交|领|查|咨询|联系|递)"
        r"|哪个(部门|单位|窗口|系统|网站)(受理|负责受理|申报|申请)|(怎么|咋|如何|怎样).{0,3}(申请|申报|报名|领取|办理|联系)"
        r"|(申请|申报|报名)(流程|方式|渠道|入口|系统|网址|材料)|电话|联系方式|联系人|网址|邮箱|材料|窗口"
        r"|找谁(报|申|办|咨询)|(申报|报名)(入口|表)|咨询.{0,4}(谁|哪)",
    ),
    (
        Detail.CONDITION,
        r"(什么|哪些|啥|何种|满足|具备|符合|需要|有什么|有啥|指哪些).{0,6}(条件|资格|要求|门槛)|(条件|资格|要求|门槛)(是|有|都|具体)?.{0,2}(什么|哪些|啥)|什么样的.{0,8}才|要满足|门槛",
    ),
    (
        Detail.DATE,
        r"(几月几号|哪天|哪年|哪一年|何时|什么时候|啥时候|几几年).{0,8}(发|印|出|定|实施|施行|生效|到期|结束|截止|落款|公布)|(发文|印发|发布|出台|落款|成文|公布|施行|生效|实施)(的)?(日期|时间|是哪|是几|于)|管(到)?(哪|几)(几)?年|有效期|期限|哪几年|到期|起止|执行期|规划期|什么时候(发|印|出|到期)",
    ),
    (
        Detail.METADATA,
        r"文号|发文(字)?号|文件编号|哪个(部门|单位|机关|厅|局)(印|发|出|制|定)|谁(发|印|制|出)|(哪|啥|什么)(部门|单位|机关)(发|印|出|制|定)|发文(单位|机关|部门)|印发(单位|机关|部门)|全称|全名|标题|国家的还是|省里的还是|哪一级",
    ),
    (
        Detail.DEFINITION,
        r"什么意思|啥意思|怎么理解|如何理解|什么概念|啥概念|(什么|啥)(东西|玩意)|(指|说)的是(什么|啥)|是?指(什么|啥)|什么是|啥是|何为|何谓|啥叫|什么叫",
    ),
    (
        Detail.COUNT,
        r"(多少|(?<!哪)几)(家|个|项|所|名|人|位|座|处)|数量|(?<!哪)几家|多少家|要建多少|新[增建].{0,4}多少|(达到|目标).{0,4}多少|多少个",
    ),
    (
        Detail.AMOUNT,
        r"多少钱|(补|奖|给|拿|资助|补助|补贴|支持|返|领|拨|扶持|出资|出|贴|经费|奖励|费).{0,4}(多少|几|好多|百分之几)|百分之几|几个点|几个百分点|几成|比例|金额|额度|标准是|给钱|多少经费|多少资金|多少补|几万|按多少|力度(多大|有多大)|费率",
    ),
    (
        Detail.LIST,
        r"(哪些|哪几|有几|几大|几条|几项|几类|几个方面|几方面|七大|七项|三项|四项|分别(是|叫|有)?|都有(什么|哪些|啥)|列一下|列出|列举|列个|罗列|清单|一览|概览|全部|所有|分成|分为|分几)",
    ),
    (
        Detail.YES_NO,
        r"吗[?？]?$|么[?？]?$|没[?？]?$|不[?？]?$|没有[?？]?$|能不能|可不可以|是不是|有没有|行不行|要不要|会不会|能否|可否|是否|算不算|管不管",
    ),
)
_STRUCTURE = re.compile(
    r"(几|哪几|哪些|各|多少|[二三四五六七八九十])(大|条|项|个|节)?(重点|主要)?(任务|行动|措施|部分|板块|块|节|条(?!件)|章)|(任务|行动|措施|部分)(都)?(有|是)?(哪|几|什么|列)|概览|总览|结构|提纲|目录"
)
_WHOLE_DOCUMENT = re.compile(
    "全文|通篇|整个(文件|计划|方案)|整份|全篇|文件结构|(文件|计划)(一共|总共)?(分|有)(为|成)?(哪)?几(大)?(部分|块|章)"
)
_DOCUMENT_STANDING = re.compile(
    "管用|有效|失效|作废|过期|到期|废止|还在(执行|实施)|在(执行|实施)期|还算数|还(能|可以)用|接替|替代|取代|后续(计划|文件|政策)|新(的)?(文件|计划|版)|延续|续上|还作数|还执行"
)
_NAMES_DOCUMENT = re.compile("计划|文件|通知|行动|政策|方案|办法|号文|这份|发的|谁发")
_COMPILED = tuple((detail, re.compile(pattern)) for detail, pattern in _PATTERNS)


def asked_details(text: str) -> frozenset[Detail]:
    """The kinds of fact that a question (a search key) asks for; CONTENT where nothing special is asked."""
    found = {detail for detail, pattern in _COMPILED if pattern.search(text)}
    if Detail.COUNT in found and Detail.AMOUNT in found and not re.search("钱|补|奖|经费|资助|贴", text):
        found.discard(Detail.AMOUNT)
    return frozenset(found or {Detail.CONTENT})


def asks_structure(text: str) -> bool:
    """Whether a question asks for the parts of something: 哪几条任务, 七大行动."""
    return bool(_STRUCTURE.search(text))


def asks_whole_document(text: str) -> bool:
    """Whether a question asks for the parts of the whole document."""
    return bool(_WHOLE_DOCUMENT.search(text))


def asks_standing(text: str) -> bool:
    """Whether a question asks if a document still holds, or what came after it."""
    return bool(_DOCUMENT_STANDING.search(text) and _NAMES_DOCUMENT.search(text))


def asks_of_document(text: str, asks: frozenset[Detail]) -> bool:
    """Whether a question is about a document as such: 文号, issuer, dates, whether it holds."""
    about = asks & {Detail.METADATA, Detail.DATE} and not asks & {Detail.DEADLINE, Detail.CHANNEL}
    return bool(about and _NAMES_DOCUMENT.search(text)) or asks_standing(text)


_NAMING_NO_SUBJECT = (
    Detail.CAP, Detail.DEADLINE, Detail.CHANNEL, Detail.CONDITION, Detail.DATE, Detail.METADATA, Detail.DEFINITION, Detail.LIST,
)  # fmt: skip


def without_asking(text: str) -> str:
    """The question without the words that ask for a detail (截止到几号, 电话), which documents often do not have."""
    for detail, pattern in _COMPILED:
        if detail in _NAMING_NO_SUBJECT:
            text = pattern.sub(" ", text)
    return text
