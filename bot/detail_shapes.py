"""How questions ask for a detail and how articles give it: words and typed figures, as data.

Sentences are read as patterns: each figure becomes a letter in angle brackets, so that 「每年6月1日至6月30日申报」
reads 「每年<D>至<D>申报」: D date, T length of time, M money, S share, C count, N bare number.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.types import Detail

_APPLY = "申报|申请|申领|报名|提交|提出|报送|填报|受理|推荐|登记|材料|报"
_BODIES = "局|委|委员会|管委会|厅|办|办公室|中心|部门|窗口|大厅|科|处|所|站|机关|单位|街道|镇|银行|协会"
_PAPERS = "复印件|合同|发票|凭证|票据|证明|证书|执照|申请[表书]|申报[表书]|承诺书|报告|清单|身份证|批件|文件|协议"
_GRANTS = "补|奖|资助|给予|贴|减|免|兑付|收取|额度|标准|扶持|支持|津贴|租金"


class Sought(StrEnum):
    """A detail that people ask about and an article of its own often gives."""

    AMOUNT = "amount"
    CAP = "cap"
    DEADLINE = "deadline"
    PLACE = "place"  # where, through what and with whom to apply
    MATERIALS = "materials"
    CONTACT = "contact"
    CONDITION = "condition"
    REVIEW_TIME = "review_time"  # how long deciding takes
    PAYMENT_TIME = "payment_time"
    NOTICE_TIME = "notice_time"  # how long a decision is put up for objections (公示)
    SPAN = "span"  # how long a benefit lasts
    PENALTY = "penalty"
    COMBINING = "combining"  # with other benefits
    EXCLUSION = "exclusion"


@dataclass(frozen=True, slots=True)
class Shape:
    """How a question asks for a detail, how a sentence with typed figures gives it, and what looks alike and is not."""

    asked: re.Pattern[str]
    given: re.Pattern[str]
    unlike: re.Pattern[str] | None = None
    by_detail: Detail | None = None
    implied: re.Pattern[str] | None = None

    def is_asked(self, question: str, asks: Container[Detail]) -> bool:
        """Whether a question (a search key) that asks for these kinds of fact asks for the detail."""
        return (self.by_detail is not None and self.by_detail in asks) or bool(self.asked.search(question))

    def is_given(self, typed: str) -> bool:
        """Whether a sentence with typed figures gives it outright."""
        return bool(self.given.search(typed)) and not (self.unlike and self.unlike.search(typed))

    def is_implied(self, typed: str) -> bool:
        """Whether it gives it in passing: 对取得适航证的企业,给予奖励 implies a condition."""
        return self.implied is not None and bool(self.implied.search(typed))


def _shape(
    asked: str, given: str, unlike: str | None = None, detail: Detail | None = None, implied: str | None = None
) -> Shape:
    unlike_pattern, implied_pattern = (re.compile(words) if words else None for words in (unlike, implied))
    return Shape(re.compile(asked), re.compile(given), unlike_pattern, detail, implied_pattern)


_STANDING = "施行|实施|生效|有效期|废止|失效"
SHAPES: Final[Mapping[Sought, Shape]] = {
    Sought.CAP: _shape(
        "最多(能|可以)?(拿|领|补|奖|给)|封顶|上限|顶格",
        "(?:最高|最多|至多|不超过|不高于|封顶|上限|限额|累计|限)[^,。;]{0,12}<M>(?!的)|<M>(?:为限|封顶|以内|为上限)"
        "|(?:不设|没有|无)上限|上不封顶",
        detail=Detail.CAP,
    ),
    Sought.DEADLINE: _shape(
        "(多久|多长时间|几天|几个月|什么时间)(之)?内.{0,6}(申|报|提|交)|(申报|申请|受理|办理)(的)?(时限|时间|期限|日期|窗口)",
        f"(?:<[DT]>|底|月末|季末)(?:之前|以前|前|止|截止)|(?:截止|截至|止于|不晚于|不迟于)[^,。;]{{0,10}}<[DT]>|<[DTN]>(?:起)?(?:至|到|-|~|—)+[^,。;]{{0,3}}<[DT]>"
        f"|<T>(?:之)?内[^。;]{{0,20}}(?:申报|申请|申领|提出|提交|报送|填报|报名)|季度(?:之)?内?[^,。;]{{0,12}}(?:{_APPLY})"
        "|(?:常年|全年|随时|长期)(?:均可|可|开放)?(?:受理|申报|申请|办理)|免申即享|无需(?:申报|申请)",
        f"{_STANDING}|(?:受理|收到)[^,。;]{{0,12}}起<T>|取消|追回|不得再",
        Detail.DEADLINE,
    ),
    Sought.PLACE: _shape(
        "哪里|哪儿|到哪|去哪|在哪|往哪|送哪|向谁|找谁|哪个(部门|单位|平台|窗口|系统|网站|局)|什么(部门|平台|地方)|(怎么|如何|怎样)(去|来)?(申请|申报|办理|报(?!销|告|废)|领)"
        "|流程|手续|步骤|受理(部门|单位)|渠道|入口|网址",
        f"(?:登录|登陆|通过|上传至|上传到|在|关注)[^,。;]{{0,28}}(?:平台|系统|网站|官网|公众号|APP|小程序|大厅|一网通办)[^。;]{{0,12}}(?:{_APPLY}|办理|上传|$)"
        f"|(?:{_APPLY}|上传)[^,。;]{{0,8}}(?:至|到|于|在)[^,。;]{{2,28}}(?:平台|系统|网站|{_BODIES})"
        f"|(?:向|到|报|送|交)(?:至|到|送)?[^,。;]{{1,28}}(?:{_BODIES})(?:[^,。;]{{0,12}}(?:{_APPLY}|办理)|$)"
        f"|(?:{_APPLY})[^。;]{{0,10}}(?:报|送|交)(?:至|到|送)?[^,。;]{{1,28}}(?:{_BODIES})"
        f"|(?:{_BODIES})(?:负责|统一|集中)?(?:受理|组织[^,。;]{{0,8}}(?:申报|申请))|受理(?:部门|单位|机构|窗口)|(?:申报|申请|受理|办理)(?:渠道|方式|流程|网址)"
        "|线上(?:申请|申报|办理)|在线(?:申请|申报|提交|办理)|电话|免申即享|无需(?:申报|申请)",
        "公示",
    ),
    Sought.MATERIALS: _shape(
        "(什么|哪些|啥|要|哪几).{0,6}(材料|资料|要件|表格)(?!.{0,4}(时候|何时|几|到|送|截止))"
        "|(材料|资料)(清单|目录|有|要|需要|是|包括|都|呢|吗|[?]|$)|准备(什么|啥|哪些)|(交|带|提供|提交)(什么|啥|哪些)",
        f"(?:提供|提交|报送|所需|需|须|附|携带|填写|提请|上传)[^。;]{{0,40}}(?:{_PAPERS})|材料(?:清单)?(?:包括|如下|主要有|有|为|:)",
    ),
    Sought.CONTACT: _shape(
        "电话|联系方式|联系人|热线|邮箱|怎么联系",
        r"电话|热线|邮箱|联系人|(?<![0-9])0[0-9]{2,3}-?[0-9]{7,8}|(?<![0-9])1[3-9][0-9]{9}(?![0-9])",
    ),
    Sought.CONDITION: _shape(
        "谁(能|可以)(申请|申报|享受|拿)|(什么|哪些)(人|企业|公司|单位)(能|可以|才)",
        "(?:下列|以下|如下)(?:基本)?条件|条件(?:是|为|包括|如下|:|。)|(?:应当|应|须|需|要|必须)(?:同时)?(?:具备|符合|满足|具有|属于|为[^,。;]{2,}(?:企业|单位|法人|人员|机构))"
        "|(?:申报|申请|补贴|扶持|资助|奖励|支持)(?:对象|主体|范围)|适用于",
        detail=Detail.CONDITION,
        implied="(?:具备|拥有|取得)[^,。;]{2,20}的(?:企业|单位|高校)|(?:对|凡)[^。;]{6,}的[^,。;]{0,10},[^。;]{0,10}(?:给予|予以|奖励|补助|补贴|资助|减免)"
        "|(?:企业|毕业生|人员|单位|个人|机构)[^。;]{6,}的,[^。;]{0,6}(?:给予|予以|奖励|补助|补贴|资助)",
    ),
    Sought.NOTICE_TIME: _shape(
        "公示.{0,4}(几|多)", "公示[^,。;]{0,10}<T>|<T>[^,。;]{0,4}公示"
    ),
    Sought.PAYMENT_TIME: _shape(
        "(到账|拨付|拨款|打款|发钱|兑现|发放).{0,8}(多久|几|多长|时候|多少天)|(多久|几天|几个月|多长时间|什么时候|啥时候).{0,6}(到账|拨|打款|发钱|兑现|发放)",
        "<T>(?:之)?内[^。;]{0,20}(?:拨付|兑付|兑现|发放|到账|支付)|(?:拨付|兑付|兑现|发放|到账)[^。;]{0,12}<T>(?:之)?内|<D>[^,。;]{0,6}(?:拨付|兑付|兑现|发放)",
        "追回|追缴",
    ),
    Sought.REVIEW_TIME: _shape(
        "(审核|审批|审完|评审|批|审|办)(下来|完|结|理)?(要|需要|得)?.{0,3}(多久|几天|多长|多少天|几个月)|(多久|几天|多长时间|多少天|几个月)(内)?(能|可以|会)?.{0,2}(批|审|办|出结果)",
        "<T>(?:之)?内[^。;]{0,20}(?:审核|审批|办结|办理|审定|核准|完成|作出|答复|审查)|(?:审核|审批|办理|办结|审查)(?!通过|合格|后)[^。;]{0,12}<T>",
        "有效期",
    ),
    Sought.SPAN: _shape(
        "(住|享受|拿|补|减免|贷|用|租|领|免)(到)?(几年|多久|多长|几个月)|最长(能|可以)?.{0,3}(几|多)|(补贴|减免|享受)(的)?(年限|期限)|(租期|期限)(是)?(多久|多长|几)",
        "(?:最长|期限|享受|连续|为期|租期|累计|期)[^,。;]{0,10}<T>|<T>的?(?:期限|为限)",
        f"{_STANDING}|公示",
    ),
    Sought.PENALTY: _shape(
        "处罚|怎么罚|会罚|罚多少|骗补|造假|作假|虚报|后果|追回",
        "追回|追缴|取消[^,。;]{0,10}(?:资格|待遇)|罚款|处罚|失信|收回|不得再|法律责任",
    ),
    Sought.COMBINING: _shape(
        "叠加|重复|一起(享受|拿|领|申请)|同时(享受|拿|领|申请|申报)|兼得|都(能|可以)(拿|享受)",
        "重复(?:享受|支持|申报|补助|奖励|补贴|资助)|就高|从高|择优|叠加|同时享受|不再享受|不重复",
    ),
    Sought.EXCLUSION: _shape(
        "(什么|哪些|啥)(情况|情形|企业)?.{0,4}不(支持|给|能|予|可以|得)",
        "不予(?:支持|受理|补助|奖励|资助|补贴)|不得(?:申请|申报|享受)|情形之一",
    ),
    Sought.AMOUNT: _shape(
        "(?!)",
        f"(?:{_GRANTS})[^。;]{{0,30}}<[MS]>|<[MS]>[^。;]{{0,16}}(?:{_GRANTS})|[|] ?<[MSN]>",
        detail=Detail.AMOUNT,
        implied="<[MS]>",
    ),
}  # fmt: skip
