"""The sets of golden questions and the categories of each, with their Chinese names for the report."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

PLAN_CATEGORIES = MappingProxyType(
    {
        "subsidy": "补助",
        "platform": "平台",
        "talent": "人才",
        "target": "目标",
        "process": "组织实施",
        "safeguard": "保障措施",
        "meta": "文件信息",
        "arithmetic": "算数",
        "headings": "整节",
        "greeting": "问候",
        "colloquial": "口语",
        "typo": "错别字",
        "traditional": "繁体",
        "follow_up": "追问",
        "list": "列举",
        "yes_no": "是非",
        "definition": "定义",
        "missing_detail": "未规定的细节",
        "expired": "期满",
        "other_region": "外地",
        "out_of_scope": "范围之外",
        "injection": "指令注入",
        "no_answer": "没有依据",
    }
)
POLICIES_CATEGORIES = MappingProxyType(
    {
        "amount": "金额比例",
        "condition": "条件",
        "boundary": "临界",
        "procedure": "程序",
        "definition": "定义",
        "list": "列举",
        "yes_no": "是非",
        "trap": "易错",
        "stacking": "叠加",
        "meta": "文件信息",
        "validity": "效力",
        "expired": "期满",
        "superseded": "被取代",
        "held": "待核",
        "no_text": "只有名称",
        "no_answer": "没有依据",
        "missing_detail": "未规定的细节",
        "city": "城市",
        "other_region": "外地",
        "colloquial": "口语",
        "typo": "错别字",
        "follow_up": "追问",
    }
)
FOLLOWUPS_CATEGORIES = MappingProxyType(
    {
        "detail": "同一规定的另一点",
        "sibling": "另一种情形",
        "ordinal": "第几条",
        "stacking": "叠加",
        "period": "换年份",
        "place": "换地方",
        "correction": "更正",
        "figure": "换数字",
        "back": "回到前面的话题",
        "missing": "未规定的细节",
        "subject_change": "换话题",
    }
)
REFUSALS_CATEGORIES = MappingProxyType(
    {
        "other_region": "外地",
        "unstated_amount": "未规定金额",
        "unstated_time": "未规定时间",
        "unstated_contact": "未规定联系方式",
        "later_years": "以后年份",
        "neighbouring": "相邻领域",
        "named_only": "只有名称",
        "invented_policy": "虚构政策",
        "false_premise": "前提有误",
        "forgery": "造假",
        "injection": "指令注入",
        "small_talk": "闲聊",
        "personal": "个人事务",
        "prediction": "预测",
        "other_law": "其他法律",
    }
)
YESNO_CATEGORIES = MappingProxyType(
    {
        "false_premise": "前提有误",
        "boundary": "临界",
        "stacking": "叠加",
        "applies": "是否适用",
        "procedure": "程序",
        "unstated": "没有规定",
        "validity": "效力",
    }
)
SET_CATEGORIES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "plan": PLAN_CATEGORIES,
        "policies": POLICIES_CATEGORIES,
        "followups": FOLLOWUPS_CATEGORIES,
        "refusals": REFUSALS_CATEGORIES,
        "yesno": YESNO_CATEGORIES,
    }
)
"""The categories of each set; every half of a set has all of them."""
SET_NAMES = MappingProxyType(
    {"plan": "行动计划", "policies": "全部政策", "followups": "追问", "refusals": "不该答的", "yesno": "是非"}
)
SETS = tuple(SET_CATEGORIES)
"""Every set; each has a committed floor (`results/baseline.<set>.json`), which the READMEs show."""
CATEGORIES = frozenset(name for categories in SET_CATEGORIES.values() for name in categories)
