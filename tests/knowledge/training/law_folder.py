"""A small folder of invented law texts."""

from pathlib import Path

HARBOUR = """# 中华人民共和国渡口管理条例

2020年1月1日 公布

<!-- INFO END -->

## 第一章 总则

第一条 为了加强渡口管理，保障渡运安全，制定本条例。

第二条 渡口经营者应当为渡工缴纳社会保险费。

渡工的劳动报酬按月支付，不得克扣或者拖欠。

## 第二章 渡运

### 第一节 船舶

第三条 渡船应当依照本条例第二条配备渡工；夜间渡运的，由渡口经营者设置信号灯。

## 第三章 附则

第四条 本条例自公布之日起施行。
"""

OLDER_HARBOUR = HARBOUR.replace("设置信号灯", "设置煤油灯")

SALT = """# 盐田保护办法

# 第一编

第一条 盐田所有人依照《中华人民共和国渡口管理条例》第三条使用渡船的，免征盐税；转让盐田的，减征盐税。
"""


def write_laws(folder: Path) -> Path:
    (folder / "行政法规").mkdir(parents=True)
    (folder / "行政法规" / "渡口管理条例(2020-01-01).md").write_text(HARBOUR, encoding="utf-8")
    (folder / "行政法规" / "渡口管理条例(2010-01-01).md").write_text(OLDER_HARBOUR, encoding="utf-8")
    (folder / "盐田保护办法.md").write_text(SALT, encoding="utf-8")
    (folder / "_index.md").write_text("---\nbookCollapseSection: true\n---\n", encoding="utf-8")
    return folder
