"""Every sentence that parkbot says in its own words. No figure stands here."""

from __future__ import annotations

from bot.types import GapDetail
from knowledge.types import Validity

GREETING = "您好，我是园区政策咨询助手。您可以直接问政策里的补助、平台、人才、目标和申报等问题，我会给出条款原文。"
THANKS = "不客气。还有政策问题随时问我。"
GOODBYE = "再见，祝一切顺利。有政策问题随时再来。"
CIRCUMSTANCES = "记下了您企业的情况。您想了解哪方面的政策？比如研发补助、平台申报、人才支持或成果转化。"
WHICH_QUESTION = "您想了解哪方面的政策？"
OUT_OF_SCOPE = "这个问题不属于政策咨询的范围，我只能回答知识库中政策文件的内容。您可以换成政策方面的问题再问。"
RULE_BREAKING = (
    "这个要求我不能照办：我只按知识库里的政策条款回答，不编造数字，也不透露内部设置和他人的信息。您可以直接问政策问题。"
)
ABOUT_BOT = "我是回答政策问题的程序，聊不了自己的生活和爱好。您可以问我补助、税收优惠、平台、人才或申报方面的政策。"
JUST_CHAT = "这个我帮不上忙，我只熟悉知识库里的政策文件。您可以问我补助、税收优惠、平台、人才或申报方面的政策。"
VENTING = "听起来确实不容易。您把最想弄清的一件事告诉我，比如能不能享受某项政策、要什么条件，我从条款里给您找答案。"
SINGLE_CASE = (
    "我只知道知识库里的政策条款，查不到某家企业、某个人、某个账户或某次申请的情况，也不会去猜。这类情况请向{office}查询。"
    "您可以问我相关政策的条件、标准和程序。"
)
ABSENT_LAW = (
    "知识库里没有{names}的原文，不能据此回答，请看国家公布的法律文本或咨询专业律师。知识库里有的政策可以单独问我。"
)
ABSENT_LAW_GAP = "知识库里没有{names}的原文，与它有关的部分不能回答"
ABSENT_TEXT = "知识库里没有“{name}”的官方原文，{unknown}要看原文，可以向{ask}询问。"
ARTICLE_NOT_TOLD = "知识库里对这份文件的摘编没有收录您问的这一条，请看官方原文"
NO_ANSWER = "知识库里的文件没有涉及这个问题，我不能凭空回答。"
OTHER_REGION = (
    "您问的是{region}的情况。知识库里没有{region}在这方面的规定，其他地方的条款不适用于{region}，所以不能据此回答。"
)
OTHER_REGION_NATIONAL = (
    "您问的是{region}的情况。知识库里没有{region}自己的规定，以上是国家层面的规定，当地另有规定的请一并核实。"
)
OWN_LAW = "您问的是{region}的情况。{region}适用自己的法律和税制，知识库里没有这方面的文件，内地的规定不能据此套用。"
UNKNOWN_REGION = "没有识别出您给的地区“{region}”，以上按知识库文件自己的适用范围回答。"
UNVERIFIED = "找到了相关条款，但无法逐句核对成答案，请直接看下面的原文。"
CONTACT = "如需人工帮助：{contact}。"
ASK_ISSUER = "未写明的内容请以配套办法和申报通知为准，可向印发单位{issuer}或当地主管部门核实。"
ASK_LOCALLY = "未写明的内容请以官方原文和当年的通知为准，可向当地主管部门（税收事项向主管税务机关）核实。"
ASK_PARK = "建议向园区服务人员或当地主管部门咨询。"

GAPS = {
    GapDetail.CAP: "文件没有规定单个企业的补助上限",
    GapDetail.DEADLINE: "文件没有规定申报的截止时间",
    GapDetail.CHANNEL: "文件没有写明申报渠道、材料和联系方式",
    GapDetail.CONDITION: "文件没有列出具体条件",
    GapDetail.AMOUNT: "文件没有规定具体的金额或比例",
    GapDetail.OTHER: "文件没有写明您问的这一点",
}
NO_DEFINITION = "文件没有对这个词作出定义"
FIGURE_NOT_STATED = "文件里没有“{figure}”这个说法，原文是："
NO_DURATION = "文件没有写明需要多长时间"
NO_PLACE = "文件没有写明到哪里、向谁申报"
NO_MATERIALS = "文件没有写明申报需要哪些材料"
NO_CONTACT_DETAILS = "文件没有写明联系方式"
NO_NAMES = "文件没有列出具体名单"
LATER_UNKNOWN = "文件没有写以后会不会延续或调整，不能预测，下面只是现在已知的规定"
LATER_UNKNOWN_SINCE = "{title}只写明执行到{until}，文件没有写此后会不会延续或调整，不能预测，下面只是已知的规定"
NEW_RULE_UNKNOWN = "知识库里没有新的规定，下面是原来的规定"
PREMISE_NOT_STATED = "文件没有写“{figure}”这个数"
NO_LOCAL_RULE = "知识库里没有{region}自己的规定，下面只是国家层面的规定"
NO_SUCCESSOR = "文件没有写是否有后续文件接替，知识库里也没有相关资料"

A_NEW_DOCUMENT = "新的文件"
A_NEW_VERSION = "它的新版本"
NOTICE_OF = {
    Validity.PERIOD_ENDED: "{title}的规划期已于{effective_to}结束，是否有后续文件尚不清楚，以上内容仅说明当时的规定。",
    Validity.EXPIRED: "{title}已于{effective_to}到期失效，以上内容仅说明当时的规定。",
    Validity.SUPERSEDED: "{title}已被{successor}替代，引自它的内容仅说明当时的规定。",
    Validity.NOT_YET: "{title}自{effective_from}起施行，在您问的时间还没有生效，不能当作那时的规定。",
    Validity.UNKNOWN: "{title}目前的效力没有核实，请以官方原文和主管部门答复为准。",
}
REPEALED = "{title}已被{successor}废止，自{ended_from}起不再执行，引自它的内容仅说明当时的规定。"
DRAFT = "{title}是征求意见稿或草案，没有正式施行，不能作为办事的依据，请以正式印发的文件为准。"
AMENDED = "{title}已被{successor}修改，以上引的是修改前的文字，请一并查看修改的内容。"
TO_BE_VERIFIED = "{title}中您问的这一点待核：没有对照官方原文核实，请以最新的官方文件和主管部门答复为准。"
IN_DOUBT_SINCE = (
    "{title}的这条规定只核实到{until}为止，此后是否继续执行、数字有没有变化都没有核实，不能当作现在的规定答复。"
)
AS_OF_COMING = "您问的是以后的时间，以上按现在已知的届时规定回答，到时可能有变化。"
AS_OF_THEN = "您问的是过去的时间，以上按当时的规定回答，现在的规定可能不同。"
EARLIER_VERSION = "以上引自{title}在{effective_from}以前适用的版本，该日起改用新的版本，规定可能不同。"
VERSION_UNSURE = (
    "{title}在知识库中有不止一个版本，但没有写明各自从哪天起施行，无法确定您问的日期适用哪一个，以上按现行版本回答。"
)
SOURCE_UNVERIFIED = "{title}的官方原文没有核对过，请以官方原文为准。"
DIGEST = "以上引自知识库对{title}的摘编，不是官方原文，以官方文本为准。"
RULE_REQUEST_REFUSED = "您的消息里要求更改规则或指定答案，这一部分没有照办，以上只依据条款原文。"
