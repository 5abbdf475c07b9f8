"""Which kinds of fact a question asks for."""

from __future__ import annotations

import re

from bot.types import Detail

_APPLY = "申请|申报|报名|报|申领|领取|领|办理|办|提交|递交|交|填报|填|受理|登记"
_WHEN = "啥时候|什么时候|什么时间|何时|几月份?|几号|哪天|哪个月|多会儿|几月几号"
_PATTERNS: tuple[tuple[Detail, str], ...] = (
    (
        Detail.CAP,
        r"上限|封顶|封不封|顶格|限额|限不限|天花板|最高限|(最多|最高|顶多|至多|最大)(的)?(能|可以|可|会|给|是|额度)?(补|给|拿|奖|资助|补助|领|报|支持|到|多少|是多少)",
    ),
    (
        Detail.DEADLINE,
        rf"截止|截至|({_WHEN}).{{0,6}}(开始|可以|能|去|之前|前)?.{{0,2}}({_APPLY}|截|开放|启动)|({_APPLY}).{{0,6}}(时间|期限|日期|窗口期|时段|节点|{_WHEN})"
        r"|几号(之)?前|赶(得)?上|来得及|错过|时间节点|过了(申报|报名)|deadline|ddl",
    ),
    (
        Detail.CHANNEL,
        rf"(去|到|往|从|上|在|找|向|跟)(哪里|哪儿|哪|哪个|什么地方|啥地方|何处|谁|什么)(儿|里|个)?(部门|单位|科室|处室|窗口|系统|网站|平台|网|局|人)?(去)?({_APPLY}|查|咨询|联系|对接|打听|问)"
        r"|哪个(部门|单位|科室|处室|窗口|系统|网站|局)(受理|负责|管|对接|申报|申请|接)"
        r"|(怎么|咋|如何|怎样)(去|来|才能|能|样)?.{0,2}(申请|申报|报名|报|申领|领取|领|办理|提交|填报|联系|走流程|对接)|(?<!全)流程|步骤|手续|链接|官网|公众号|小程序"
        r"|(申请|申报|报名|提交|填报)(方式|渠道|入口|系统|网址|材料|表|平台|通道|指南)|电话|热线|联系方式|联系人|联系谁|找谁|网址|邮箱|地址|(申报|申请|什么|哪些|啥|交|提交|带|准备|要)(的)?材料|^.{0,3}材料(呢|吗|有|要|都|[?])|的材料|资料|窗口|表格|准备(什么|啥|哪些)|(要|需要|得)(交|带|填)(什么|啥|哪些)",
    ),
    (
        Detail.CONDITION,
        r"(申报|认定|申请|准入|入驻|立项|报名|享受|纳入)(的)?(条件|资格|要求|门槛|标准)|(什么|哪些|啥|何种|满足|具备|符合|需要|有什么|有啥|指哪些|多高的).{0,6}(条件|资格|要求|门槛)|(条件|资格|要求|门槛|限制)(是|有|都|具体|严|高)?.{0,2}(什么|哪些|啥|吗|么|没|不)"
        r"|有没有.{0,8}(门槛|限制|条件|要求|资格)|什么样的.{0,10}(才|算|能)|要满足|门槛|怎么(才)?算(是)?(符合|达标)"
        r"|(年龄|学历|职称|注册资本|营收|收入|人数|规模|成立年限)(有|上|方面|要求|限制)?.{0,4}(要求|限制|多少|几|限)|成立(满)?几年|几岁|多大年纪|多大岁数|((?<!人)才|(?<=什么人)才|就)(能|可以)(申请|申报|拿|享受)",
    ),
    (
        Detail.DURATION,
        r"多久|多长时间|几天(内)?(能|会|到|批|公示|审|办)|几个月(能|会|到|批|审|办|内)|(批|审|办|到账|拨付|公示|答复).{0,6}(几天|几个月|多少天|多长)|什么时候(能)?(到账|拨|发钱|打款|兑现|给钱)|啥时候(能)?(到账|拨|发钱|打款|兑现|给钱)",
    ),
    (
        Detail.NAMES,
        r"名单|具体(是)?哪(几)?(家|个|位|些人)|(叫|是)哪(家|几家)|获批的?(有)?哪|谁(入选|获批|中标)|已经(有)?哪(几)?家",
    ),
    (
        Detail.DATE,
        r"(几月几号|哪天|哪年|哪一年|何时|什么时候|啥时候|几几年|几号|哪个月).{0,8}(发|印|出|定|实施|施行|生效|到期|结束|截止|落款|公布|下发|出台)"
        r"|(发文|印发|发布|出台|落款|成文|公布|施行|生效|实施|下发)(的)?(日期|时间|是哪|是几|是什么时候|于)|管(到)?(哪|几)(几)?年|有效期|哪几年|到期|起止|执行期|规划期|计划期|(到|至)哪(一)?年|什么时候(发|印|出|到期)|覆盖.{0,4}(哪|几)",
    ),
    (
        Detail.METADATA,
        r"落款|文号|发文(字)?号|文件(的)?(编号|号)|字号|哪个(部门|单位|机关|厅|局|地方)(印|发|出|制|定|下)|谁(发|印|制|出|定|下发|牵头制定|搞|起草)|(哪|啥|什么)(部门|单位|机关|厅)(发|印|出|制|定|下)"
        r"|(发文|印发|发布|制定|出台)(单位|机关|部门|者)|全称|全名|标题|(国家|省级|市级|省里)(的)?(政策|文件)(吗|么|不)|国家的还是|省里的还是|哪一级|哪级|什么级别|几级文件|发给谁|主送",
    ),
    (
        Detail.DEFINITION,
        r"什么意思|啥意思|怎么理解|如何理解|什么概念|啥概念|(什么|啥)(东西|玩意)|(指|说)的是(什么|啥)|是?指(什么|啥)|什么是|啥是|何为|何谓|啥叫|什么叫|怎么解释|解释(一下|下)|定义",
    ),
    (
        Detail.COUNT,
        r"(多少|(?<!哪)几)(家|个|项|所|名|人|位|座|处)|数量|(?<!哪)几家|多少家|要建多少|新[增建].{0,4}多少|(达到|目标).{0,4}多少|多少个",
    ),
    (
        Detail.AMOUNT,
        r"多少钱|几个钱|几块钱|(补|奖|给|拿|资助|补助|补贴|支持|返|领|拨|扶持|出资|贴|经费|奖励|费|奖金|津贴|资金|薪|预算|报销|投资).{0,4}(多少|几|好多|百分之几|多大)|百分之几|几个点|几个百分点|几成"
        r"|比例|金额|数额|额度|标准是|给钱|多少(经费|资金|补|奖|津贴)|几万|几十万|几百万|按多少|(力度|强度)(有)?(多大|多少|怎么样|咋样)|费率|利率|优惠.{0,3}(多少|几)|给不给钱|有钱(拿|领|给)|发不发钱|百分多少|多少万|多少%",
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
_HARD_CAP = re.compile("一家.{0,8}最(多|高)|上限|封顶|封不封|顶格|限额|限不限|天花板|最高限")
_STRUCTURE = re.compile(
    r"(几|哪几|哪些|各|多少|[二三四五六七八九十])(大|条|项|个|节)?(重点|主要|专项)?(任务|行动|措施|部分|板块|章)"
    r"|(任务|行动|措施|部分|动作)(里面|里|里头|下面|底下)?(都|一共|总共)?(有|是|包括|包含|分|讲)?(了)?(哪|几|什么|列|啥)|(任务|部分|措施).{0,4}(概览|总览|一览)|提纲|目录"
)
_WHOLE_DOCUMENT = re.compile(
    "(全文|通篇|整个(文件|计划|方案)|整份.{0,3}|全篇).{0,8}(几|哪些部分|分成|分为|结构|板块|框架|(讲|写|说)了?(什么|啥|些))|文件结构|(文件|计划)(一共|总共)?(分|有)(为|成)?(哪)?几(大)?(部分|块|章)"
)
_DOCUMENT_STANDING = re.compile(
    "管用|有效|失效|作废|过期|到期|废止|还在(执行|实施)|在(执行|实施)期|还算数|还(能|可以)用|接替|替代|取代|后续(计划|文件|政策)|新(的)?(文件|计划|版)"
    "|延续|续上|还作数|还执行|还有用|停了|结束(了)?(吗|没|么)|还(在)?(生效|算)|续期|第二期|下一期|最新版"
)
# 现在还有效吗 can only be about the document
_SUBJECTLESS = re.compile(f"{_DOCUMENT_STANDING.pattern}|现在|目前|今年|还在|还|吗|么|呢|了|没有|没|是不是|[?,\\s]")
_ALWAYS_OF_DOCUMENT = re.compile(
    "主送|(国家|省级|市级|省里)(的)?(政策|文件)(吗|么|不)|文号|发文字号|落款|印发(单位|日期|时间|机关)|发文(单位|日期|时间|机关)|成文日期|规划期|(计划|文件|办法|政策).{0,4}管(到)?(哪|几)(几)?年|哪年到期|哪年发|哪年印发"
)
_PERIOD_OF_RULE = re.compile(
    "(用|享受|执行|实施|延续|管|适用|免|减|有效|优惠|政策|规定|办法|条例|标准)(到|至)(什么时候|啥时候|何时|哪(一)?(年|天|月)|几(月|号|时))"
    "|(什么时候|啥时候|哪(一)?(年|天))(到期|失效|开始(施行|实施|执行|生效|算)|施行|实施|生效|废止)"
    "|到(什么时候|啥时候|哪(一)?(年|天))(为止|结束|到期)|(开始|正式)(施行|实施|执行|生效)(了)?(吗|没|么)"
)
_NAMES_DOCUMENT = re.compile("计划|文件|通知|行动|政策|方案|办法|号文|这份|发的|谁发")
_THIS_DOCUMENT = re.compile("(这|本|该)(一)?(个|份|项)?(文件|计划|行动|通知|方案)|行动计划|^(文件|计划|通知)")
_THIS_POLICY = re.compile("(这|本|该)(一)?(个|份|项)?政策(?!里|中)")
_COMPILED = tuple((detail, re.compile(pattern)) for detail, pattern in _PATTERNS)
_MONEY_WORDS = re.compile("钱|补|奖|经费|资助|贴|资金|津贴")
_NAMING_NO_SUBJECT = (
    Detail.CAP, Detail.DEADLINE, Detail.CHANNEL, Detail.CONDITION, Detail.DURATION, Detail.NAMES, Detail.DATE,
    Detail.METADATA, Detail.DEFINITION, Detail.LIST,
)  # fmt: skip


def asked_details(text: str) -> frozenset[Detail]:
    """The kinds of fact that a question (a search key) asks for; CONTENT where nothing special is asked."""
    found = {detail for detail, pattern in _COMPILED if pattern.search(text)}
    if Detail.COUNT in found and Detail.AMOUNT in found and not _MONEY_WORDS.search(text):
        found.discard(Detail.AMOUNT)
    return frozenset(found or {Detail.CONTENT})


def asks_hard_cap(text: str) -> bool:
    """Whether a question asks for a cap in so many words (上限), not only for 最高多少, which a rate answers."""
    return bool(_HARD_CAP.search(text))


def asks_structure(text: str) -> bool:
    """Whether a question asks for the parts of something: 哪几条任务, 七大行动."""
    return bool(_STRUCTURE.search(text))


def asks_whole_document(text: str) -> bool:
    """Whether a question asks for the parts of the whole document."""
    return bool(_WHOLE_DOCUMENT.search(text))


def asks_standing(text: str) -> bool:
    """Whether a question asks if a document still holds, or what came after it."""
    if not _DOCUMENT_STANDING.search(text):
        return False
    return bool(_NAMES_DOCUMENT.search(text)) or not _SUBJECTLESS.sub("", text)


def asks_of_document(text: str, asks: frozenset[Detail]) -> bool:
    """Whether a question is about a document as such: 文号, issuer, dates, whether it holds."""
    if _ALWAYS_OF_DOCUMENT.search(text) or _PERIOD_OF_RULE.search(text):
        return True
    about = asks & {Detail.METADATA, Detail.DATE} and not asks & {Detail.DEADLINE, Detail.CHANNEL}
    return bool(about and _NAMES_DOCUMENT.search(text)) or asks_standing(text)


def says_this_document(text: str) -> bool:
    """Whether a question speaks of 这份文件, 这个计划 without naming it."""
    return bool(_THIS_DOCUMENT.search(text))


def says_this_policy(text: str) -> bool:
    """Whether a question speaks of 这个政策, which means the main document only where it names no other."""
    return bool(_THIS_POLICY.search(text))


def without_asking(text: str) -> str:
    """The question without the words that ask for a detail (截止到几号, 电话), which documents often do not have."""
    for detail, pattern in _COMPILED:
        if detail in _NAMING_NO_SUBJECT:
            text = pattern.sub(" ", text)
    return text
