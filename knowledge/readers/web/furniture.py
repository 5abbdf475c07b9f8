"""What a web page prints around the document: navigation, tools, counters and the foot of the site."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborNode

DROPPED_TAGS = frozenset((
    "head", "nav", "aside", "script", "style", "noscript", "template", "iframe", "frame", "frameset", "object",
    "embed", "applet", "svg", "canvas", "audio", "video", "button", "select", "input", "textarea", "datalist",
    "dialog", "map", "rt", "rp",
))  # fmt: skip
_FRAMING_TAGS = ("header", "footer")
_CONTENT_TAGS = ("article", "main")
_DROPPED_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "menu", "toolbar"))
_NAMES = frozenset((
    "breadcrumb", "breadcrumbs", "crumb", "crumbs", "nav", "navbar", "navigation", "menu", "footer", "share",
    "sharing", "copyright", "sidebar", "toolbar", "pagination", "pager", "bdsharebuttonbox", "friendlink",
    "friendlinks", "toptools",
))  # fmt: skip
_NAME_PART = re.compile(r"[a-z]+|[A-Z][a-z]*")
_LONGEST_FURNITURE = 500
"""Characters; an element named like furniture that holds more, or a sentence, is the document after all."""
_FEWEST_LINKS = 3
_SHARE_OF_LINKS = 0.8
"""Of the characters of a menu; the rest are bars and arrows between the links."""
_FILE_ADDRESS = re.compile(r"\.(?:pdf|docx?|wps|ofd|xlsx?|et|zip|rar)(?:$|[?#])", re.IGNORECASE)

_WHOLE_LINES = re.compile(
    r"(?:您|你)?(?:现在|当前|目前)?的?(?:所在)?位置(?:是|为)?\s*[:：].*"
    r"|首页(?:\s*[>＞»›/]+\s*\S+)+"
    r"|(?:网站|本站|返回)?首\s?页(?:\s*[|｜·]\s*[^\s|｜·。：:]{2,8}){2,}"
    r"|[【\[(（]?\s*(?:打印|打印本页|打印此页|打印文章|关闭|关闭窗口|关闭本页|返回顶部|返回首页|返回列表|收藏|收藏本页|加入收藏|设为首页|分享|分享到|"
    r"大|中|小|字体|字号|默认|我要纠错|纠错|无障碍|长者模式|繁体|简体|English|扫一扫在手机(?:上)?(?:打开|查看)(?:当前|此)?页.*)"
    r"\s*[:：]?\s*[】\])）]?"
    r"|(?:上一篇|下一篇|上一条|下一条)\s*[:：].*"
    r"|(?:版权所有|Copyright|©).*|.{0,30}(?:版权所有|All Rights Reserved).{0,60}"
    r"|.{0,60}(?:ICP备|公网安备|网安备)\s*\d*.{0,60}|网站标识码\s*[:：].*|(?:网站|政府网站)(?:地图|声明|工作年度报表).{0,30}"
    r"|(?:建议|推荐)使用.{0,40}(?:浏览器|分辨率).{0,30}",
    re.IGNORECASE,
)
_PIECES = re.compile(
    r"[|｜]?\s*(?:(?:浏览|阅读|访问|点击|查看)(?:次数|人数|量|数|率)\s*[:：]?\s*\d*\s*次?"
    r"|(?:字体|字号)\s*[:：]?\s*[【\[(（]?\s*(?:[大中小]\s*){2,3}[】\])）]?"
    r"|[【\[(（]\s*(?:[大中小]\s*){2,3}[】\])）]"
    r"|[【\[(（]\s*(?:打印|打印本页|关闭|关闭窗口|收藏|分享)\s*[】\])）]"
    r"|分享到?\s*[:：]\s*(?:(?:微信|微博|新浪微博|QQ空间|QQ)\s*)*"
    r"|(?<=\s)(?:打印|打印本页|关闭窗口|关闭)(?=\s|$))"
)
_LONGEST_LINE = 150


def is_furniture(node: LexborNode) -> bool:
    """Whether an element is dropped with all that it holds, by its tag, role or name."""
    tag = node.tag or ""
    if tag in DROPPED_TAGS:
        return True
    if tag in _FRAMING_TAGS and not _is_within_content(node):
        return True
    if tag == "td" and _is_a_menu(node):
        return True
    attributes = node.attributes
    if attributes.get("role") in _DROPPED_ROLES:
        return True
    named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    if tag in ("html", "body", *_CONTENT_TAGS) or not _names_furniture(named):
        return False
    text = node.text()
    return len(text) <= _LONGEST_FURNITURE and "。" not in text


def without_site_lines(lines: Sequence[str]) -> list[str]:
    """The lines without those that only a site prints. Dates and sources beside a counter stay: they say something."""
    kept: list[str] = []
    for line in lines:
        if len(line) > _LONGEST_LINE or "。" in line:
            kept.append(line)
        elif not _WHOLE_LINES.fullmatch(line.strip()):
            words = _PIECES.sub("", line)
            if words == line or words.strip(" \t|｜\u3000\xa0"):
                kept.append(line if words == line else words.strip(" \t|｜\u3000\xa0"))
    return kept


def _names_furniture(named: str) -> bool:
    parts = _NAME_PART.findall(named)
    return any(part.lower() in _NAMES for part in parts)


def _is_a_menu(cell: LexborNode) -> bool:
    """Whether a cell, of a page laid out in a table, holds nothing but links to other pages of the site."""
    text = re.sub(r"\s", "", cell.text())
    if not text or len(text) > _LONGEST_FURNITURE or "。" in text or "附件" in text:
        return False
    links = cell.css("a[href]")
    if len(links) < _FEWEST_LINKS or any(_FILE_ADDRESS.search(link.attributes.get("href") or "") for link in links):
        return False
    linked = sum(len(re.sub(r"\s", "", link.text())) for link in links)
    return linked >= _SHARE_OF_LINKS * len(text)


def _is_within_content(node: LexborNode) -> bool:
    around = node.parent
    while around is not None:
        if around.tag in _CONTENT_TAGS:
            return True
        around = around.parent
    return False
