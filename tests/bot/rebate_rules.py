"""An invented local rule in short articles, each detail in one of its own, as districts write them."""

from knowledge.types import Level, Metadata
from tests.bot.invented import DOCUMENTS, make_document

METADATA = Metadata(
    "net-rebate", "东港市渔网更新补助办法", "东海〔2026〕11号", "东港海事局", Level.CITY, "示范省东港市"
)
ARTICLES = (
    "第一条 为鼓励渔网更新,制定本办法。",
    "第二条 对更新环保渔网的渔船,按购置额的15%给予补助。",
    "第三条 单个船东年度补助总额不超过8万元。",
    "第四条 对回收旧渔网的回收站,每吨奖励300元。",
    "第五条 申请人应当符合以下条件:(一)持有捕捞许可证;(二)近两年无违法记录。",
    "第六条 每年3月1日至4月15日向所在街道渔业办公室提交申请。",
    "第七条 申请时提供购置发票和船舶证书。",
    "第八条 海事局自受理之日起15个工作日内完成审核。",
    "第九条 骗取补助的,追回资金,三年内不得再申请。",
    "第十条 本办法自2026年1月1日起施行,有效期至2027年12月31日。",
)
ROWS = [
    ("0", "正文前", (), "东港市渔网更新补助办法"),
    *((str(number), text.partition(" ")[0], (), text) for number, text in enumerate(ARTICLES, start=1)),
]
KNOWN = (*DOCUMENTS, make_document(METADATA, ROWS, {}))
