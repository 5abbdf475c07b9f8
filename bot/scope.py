"""Turns that are no policy question: small talk, rule breaking, other subjects. Decided before any search."""

from __future__ import annotations

import re

from bot.single_cases import is_single_case
from bot.types import Intent

_COURTESY = re.compile(
    "你好|您好|哈喽|哈啰|哈罗|嗨|hello|hi|hey|早上好|上午好|中午好|下午好|晚上好|早安|晚安|早啊|早呀|在吗|在不在|在么|在线吗|有人吗|有人在|有人不|喂"
    "|谢谢|多谢|感谢|谢了|谢啦|谢过|鸣谢|蟹蟹"
    "|thanks|thank you|thank|thx|3q"
    "|再见|拜拜|拜了|bye|回头见|回见|回聊|下次(再)?聊|先这样|就这样|就到这|没事了|没问题了|没别的了|不问了|问完了|不用了"
    "|好的|好吧|好嘞|好滴|ok|收到|明白|懂了|知道了|清楚了|了解了|辛苦|厉害|真棒|太棒|很棒|不错|很好|太好了|点赞|牛|贴心|专业|帮了?.{0,2}大忙|有帮助|打扰|客气|祝你|祝您|工作顺利|周末愉快|节日快乐|新年快乐|小助手|机器人|客服|亲"
)
_SMALL_WORDS = re.compile(
    r"[\s,.!?~。,!?、…^_()☺:;\-]|真的|非常|十分|太|真|很|都|就|那|先|我|你|您|们|了|啊|呀|哈|呢|啦|哦|嗯|吧|的|好|行|得|这|次|今天|以后|有|再|来|给|解答|回答|帮忙|帮助|大家|老师|需要|问|聊|请|吗|是"
)
_SMALL_TALK_REST = 3
"""What may be left of a turn beside courtesy for it to be small talk."""
_INTRODUCE = re.compile(
    "^.{0,4}(你是谁|你叫什么|你是(什么|机器人|真人|人工)|你(能|会|可以)(做|干|帮)(点)?(什么|啥|我什么)|怎么用(你|这个)|有什么功能).{0,4}$"
)

_RULE_BREAKING = re.compile(
    r"(忽略|无视|忘掉|忘记|抛开|绕过|跳过|不要(再)?遵守|别管|不用管).{0,12}(规则|指令|限制|设定|要求|提示|约束|规定|校验|核对|instructions?|rules?)"
    r"|(系统|初始|内部|隐藏|原始|后台)(提示词|提示语|提示|指令|prompt)|提示词"
    r"|system ?prompt|\bprompt\b|ignore (all|any|the|previous)|developer mode"
    r"|开发者模式|越狱|jailbreak"
    r"|[\[【(<#]\s*(system|系统|assistant|管理员|admin)\s*[\]】)>#:]|知识库已(更新|修改|变更)|(我是|我就是)(你的)?(开发者|管理员|程序员|老板|科技厅|作者).{0,12}(命令|要求|授权|改|让你|批准)"
    r"|(随便|随意|帮我|给我|你就|胡|瞎|乱).{0,6}(编|造|虚构|捏造|杜撰)|编(一|个|造|点|出).{0,10}(数|金额|文件|文号|条款|政策|条|比例)?|假装|装作|伪造|造假|虚构|杜撰|捏造"
    r"|(其他|其它|别的|前面|上一个|别人|那个|之前的?)(那个)?(用户|企业|公司|人)(都|刚才|刚|之前|问|的)*.{0,6}(问|咨询|聊天|对话|记录|资料|信息|电话|手机号|营收)"
    r"|从现在(起|开始),?.{0,4}(你|扮演)|扮演.{0,10}(角色|没有限制|黑客|dan)|你(现在)?(叫|是)dan|没有任何限制|骂(我|他|人)"
    r"|(怎么|怎样|如何|咋|教我|想办法).{0,8}(虚报|虚开|造假|骗取|骗补|冒充|蒙混|糊弄)|虚开.{0,6}(抵|报销|怎么)|让不符合的.{0,8}(算|通过)|(不够|不符合).{0,8}(怎么|如何)(蒙|混|骗)"
    r"|(api|access|secret).?(key|token)|密钥|数据库密码|环境变量|源代码发|服务器(地址|密码)"
    r"|管理员(身份|权限|模式)|(把|将).{0,16}(知识库|数据库|条款|原文|答案|规则).{0,20}(改成|改为|删|替换|换成|加上|写成|覆盖)|(改|删|更新)(一下|掉|了)?(知识库|数据库)"
    r"|(随便|随意|大概)(给|报|说|写|填|凑|来)(个|一个|点)?.{0,8}(数|金额|比例|文号|日期|名额|额度)|(说是|就说是?|就写)(这|它)?(是)?.{0,12}(文件|国务院|省里|国家|政府|政策|总局|财政部)(里)?(规定|写|批准|说)的"
    r"|(去掉|删掉|隐藏|省略|抹掉)(了)?(引用|来源|出处|编号|标记|依据)|(别|不要|不用|不许|不准)(说|写|提|给|标|带|加)(明)?(来源|出处|引用)"
    r"|(打印|输出|导出|吐出|复述|泄露|展示|列出).{0,10}(全部|所有|完整|整个)?.{0,8}(内部|系统|后台|隐藏|上下文|对话记录|知识库(全部|所有|里)|配置)|内部编号|(重复|复述|跟着我?(说|念)|照着(说|念)|原样(输出|返回)).{0,8}(下面|以下|这句|这段|我说)的?(话|文字|内容|句子)?"
    r"|(别|不要?|先别|不用|甭)管(文件|政策|条款|知识库|规定|原文|资料)|(按|用|凭|靠)(着)?你(自己)?(的)?.{0,2}(训练|常识|记忆|经验|知识|直觉|印象).{0,10}(说|答|讲|猜|估|告诉)|(不看|抛开|脱离|别看)(文件|条款|原文|知识库|资料)"
    r"|假(的)?.{0,6}(报告|合同|发票|证明|流水|编号|批文|证书|公章|签名|材料|台账|凭证)(?!.{0,8}(怎么处理|后果|罚|会))|p(一)?(个|张|份).{0,6}(证|章|图|报告)|代开发?票|(刷|做)(点|些|出)?流水"
    r"|(假如|假设|如果|要是|设想|当)(一下)?你(是|当|做).{0,10}(长|专家|评委|领导|老板|市长|官|总)|(直接|就|干脆)(说|写|回答|认定|判定)我们?.{0,6}(符合|能过|可以过|通过|达标|合格|够格|没问题)"
    r"|(帮|给|替|教)(我|咱|我们)?.{0,4}(改|调|做|美化|包装|凑|修)(一)?(改|下|份|点|个)?.{0,10}(报表|账|数据|流水|社保|合同|工时|费用|名单|花名册).{0,10}(达标|符合|够|过|合格|好看)"
    r"|送(点|个|份)?礼|走后门|托(人|关系)|找关系|拉关系|打点(一下|关系|领导)|塞(个|点)?(红包|钱)|行贿|好处费|包过|内部(名额|渠道|关系)|通融"
    r"|(直接|就|一律|必须|统一)(跟|对|告诉|和)?(用户|我|他|客户)?.{0,3}(说|回答|答|回复)(成|是|为|:).{0,30}"
)
_MISCONDUCT = re.compile("伪造|造假|虚构|捏造|编造|作假|弄虚作假|代开发?票|行贿|送礼|假(的)?(发票|合同|材料|报告|证明)")
_ASKS_OF_PENALTY = re.compile("罚|追回|追缴|后果|法律责任|取消资格|撤销|怎么处理|被查|违法")
_ASKS_FOR_HELP = re.compile("(帮|教|给|替)(我|我们|咱)|怎么(造|编|伪造|弄)")
_INJECTED_FACT = re.compile(
    r"(统一|一律|都)(改成|改为|按)|按新(规定|规则|比例)(回答|来)|(请)?(记住|假设|假定|假装).{0,12}(补助|补贴|比例|金额)"
)

_OTHER_SUBJECTS = re.compile(
    r"天气|下雨|下雪|气温|温度多少|台风|几度|冷不冷|热不热|雾霾|(写|做|来|编|作)(个|一|首|段|篇|副|点)?.{0,8}(诗|绝句|律诗|词牌|对联|小说|故事|作文|情书|歌词|段子|笑话|剧本|文案)|讲个?(笑话|故事)|唱首?歌"
    r"|python|java\b|javascript|爬虫|写.{0,6}(代码|程序|脚本|函数|sql)|debug|算法题|股票|炒股|抄底|基金(怎么买|定投|推荐|涨|跌)|彩票|大盘|a股|茅台|比特币|涨停|理财"
    r"|头疼|头痛|发烧|感冒|咳嗽|吃.{0,3}药|看病|挂号|医院|症状|减肥|失眠|女朋友|男朋友|对象|老婆|老公|分手|表白|相亲|恋爱|怎么哄|咋哄"
    r"|好吃|菜谱|怎么做(菜|饭)|红烧|火锅|美食|外卖|餐厅|电影|电视剧|明星|综艺|游戏|王者|足球|篮球|世界杯|nba|比赛谁赢|旅游攻略|景点|酒店推荐|机票|火车票|高铁票|导航"
    r"|星座|算命|运势|风水|塔罗|起名|解梦|翻译(一下|成)|数学题|解方程|作业|历史上|谁是世界|外星人|狗|猫|宠物|养花|手机推荐|买什么手机|电脑配置|打车|离婚|抚养权|你多大|你是男"
)
_ALWAYS_OTHER = re.compile(
    "笑话|段子|脑筋急转弯|谜语|猜谜|算命|占卜|塔罗|星座|运势|动画片|奶茶|咖啡店|(写|作|来|编|吟)(一)?(个|首|副|段|篇).{0,10}(诗|歌词|对联|小说|情书|顺口溜|打油诗|rap)"
    "|讲(个|一个|段).{0,10}(故事|相声)|唱.{0,3}歌|长(啥|什么)样|跑得快|飞得|好养|可爱|咬人|吃(啥|什么)(?!补|政)|午饭|晚饭|夜宵|聚餐|附近(哪|有什么|有没有)|谁(给)?(起|取)的名?|名字谁(起|取)"
    "|(真|好|太)(土|丑|萌|难听|搞笑)|周末去哪|约(个)?(饭|会)|追(星|剧)|打(王者|游戏|麻将)"
)
"""What is no matter of policy whichever policy words stand beside it (关于孵化器的笑话)."""
_ABOUT_BOT = re.compile(
    "你(一个月|每月|每天|一年)?(的)?(工资|薪水|收入|年薪|年龄|性别|星座|爱好|老家|家在|男朋友|女朋友|对象|父母|开发者|公司是)"
    "|你(会不会|会|有没有|是不是|能不能|想不想|要不要)?(累|困|饿|睡觉|吃饭|做梦|撒谎|骗人|失业|下班|放假|生气|爱我|喜欢我|结婚|谈恋爱|交税|缴税|交社保|买房|被取代|抢饭碗)"
    "|你(几岁|多大|是男|是女|是真人|是人吗|叫啥|贵姓|属什么|住哪)|(谁|哪家公司)(开发|做|训练|养)(了|出)?(的)?你|你是(用)?(什么|哪个|哪家)(的)?(模型|大模型|ai|gpt|公司)|你(用|基于|背后)(的)?(是)?什么(模型|技术)"
    "|你(和|跟|比)(chatgpt|gpt|豆包|文心|通义|deepseek|kimi|别的).{0,10}(谁|哪个|区别|厉害|聪明)|你(真|好|太|怎么这么)(笨|傻|蠢|烦|聪明|可爱)"
)
"""Questions about the assistant as if it were a person; 你们 is the park."""
_VENTING = re.compile(
    "头都?大|头晕|气死|累死|烦死|急死|愁死|气人|无语|崩溃|心累|累(得|坏|趴)|(好|真|太)(累|困|饿|热|冷|烦)|心态|郁闷|好烦|太烦|烦人|麻烦死|太难了|好难(啊|呀)|真难|难死|折腾|受不了|吐槽|抱怨|哈哈|呵呵|嘿嘿|唉|哎|排队|白跑|跑断腿|熬夜|加班到|不想干|撑不住|压力(好|太|很)?大"
)
_POLICY_WORDS = re.compile(
    r"政策|补贴|补助|奖励|资助|扶持|申报|申请|企业|公司|厂|园区|项目|研发|科技|技术|创新|平台|实验室|人才|高校|专利|税|贷款|贴息|孵化|成果|认定|评审|计划|文件|条款|规定|文号|行动|集群|芯片|集成电路|人工智能|产业|基金|高企|上市|房租|社保|创业|就业|出口|加计|投资|院士|博士|载体|任务|保障|目标|优惠|价格|配额|评估|办理|手续|资助|保险|装备|许可|备案|提取|资质|资格|待遇|津贴|落户|入学|上学|租|证书|登记|监管|合规|标准|subsidy|r&d|policy|chip|处罚|骗补|条款|原文|有没有钱|第[一二三四五六七八九十0-9]+条|资金|经费|市场|税率|招聘|培训|部门"
)


def intent_of(text: str) -> Intent:
    """What a turn is; `text` is a search key. A policy question inside an attempt is found by `honest_part`."""
    if _is_small_talk(text):
        return Intent.GREETING
    if breaks_rules(text):
        return Intent.RULE_BREAKING
    if _ABOUT_BOT.search(text):
        return Intent.ABOUT_BOT
    if is_single_case(text):
        return Intent.SINGLE_CASE
    if _VENTING.search(text) and not _is_question(text):
        return Intent.VENTING
    if _ALWAYS_OTHER.search(text):
        return Intent.OUT_OF_SCOPE
    if _OTHER_SUBJECTS.search(text) and not _POLICY_WORDS.search(_OTHER_SUBJECTS.sub("", text)):
        return Intent.OUT_OF_SCOPE
    return Intent.POLICY


def _is_small_talk(text: str) -> bool:
    """Courtesy with next to nothing beside it, or a question about the assistant itself."""
    if _INTRODUCE.search(text):
        return True
    rest = _SMALL_WORDS.sub("", _COURTESY.sub("", text))
    return bool(_COURTESY.search(text)) and len(rest) <= _SMALL_TALK_REST and not _POLICY_WORDS.search(text)


def breaks_rules(text: str) -> bool:
    """Whether a turn asks for invented facts, for our instructions or other people's data, or orders an answer."""
    if _ASKS_OF_PENALTY.search(text) and not _ASKS_FOR_HELP.search(text):
        text = _MISCONDUCT.sub("", text)  # 伪造材料会罚多少 asks what the rules say of it
    return bool(_RULE_BREAKING.search(text) or _INJECTED_FACT.search(text))


def honest_part(text: str) -> str | None:
    """The sentences of a rule-breaking turn that are honest questions about policy, None where there are none."""
    sentences = [part for part in re.split(r"(?<=[。!?;:\n])|,", text) if part]
    asked = [part for part in sentences if not breaks_rules(part) and _POLICY_WORDS.search(part) and _is_question(part)]
    return "".join(asked) or None


def sounds_like_policy(text: str) -> bool:
    """Whether a question that no clause answers is still one about policy."""
    return bool(_POLICY_WORDS.search(text))


def _is_question(text: str) -> bool:
    return bool(re.search(r"\?|吗|多少|几|什么|啥|怎么|如何|哪|能不能|有没有|是否|谁", text))
