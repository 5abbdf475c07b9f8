"""Web pages of a document: a site of today with its navigation, and one of twenty years ago laid out in tables."""

from __future__ import annotations

from html import escape

from evals.bench.reading.sources import FOOTNOTE_MARK, MERGED, Block, Kind, SourceDocument, accepted

_HEAD = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}_政策文件_政务公开</title>
<style>.nav li{{float:left}}</style><script>var siteId = 7; document.write("统计");</script></head><body>
<div class="header"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk">政务公开</a></li>
<li><a href="/bsfw">办事服务</a></li><li><a href="/hdjl">互动交流</a></li></ul></div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk">政务公开</a> &gt;
<a href="/zcwj">政策文件</a></div>
<div class="article"><h1>{title}</h1>
<div class="info">发布日期：2026-09-18 &nbsp; 浏览次数：1024 次 &nbsp; 字体：[<a href="#">大</a> <a href="#">中</a>
<a href="#">小</a>]</div><div class="content">
"""
_FOOT = """</div><div class="share">分享到：<a href="#">微信</a> <a href="#">微博</a></div>
<div class="pages"><a href="/1.html">上一篇：关于节假日值班安排的通知</a></div></div>
<div class="footer"><p>主办单位：示例市人民政府办公室</p><p>网站标识码：3700000000 备案号：鲁ICP备00000000号</p></div>
</body></html>
"""
_OLD_HEAD = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>{title}</title></head>
<body><table width="980"><tr><td bgcolor="#cc0000"><font color="#ffffff">网站首页 | 政务公开 | 网上办事</font></td></tr>
<tr><td><table width="100%"><tr><td width="180"><a href="a.htm">通知公告</a><br><a href="b.htm">政策法规</a><br>
<a href="c.htm">下载中心</a></td><td>
"""
_OLD_FOOT = """</td></tr></table></td></tr>
<tr><td align="center">版权所有 示例市信息中心</td></tr></table></body></html>
"""


def modern_page(document: SourceDocument) -> bytes:
    """A page in UTF-8 with navigation, date of publication and footer; footnotes at the end of the content.

    The document's first line is its title (`under_own_title`), which the page prints as its heading.
    """
    body = "\n".join(_element(block) for block in document.blocks[1:])
    notes = "".join(
        f'<p id="fn{number}"><a href="#r{number}">[{number}]</a> {escape(block.text)}</p>\n'
        for number, block in enumerate((b for b in document.blocks if b.kind is Kind.FOOTNOTE), start=1)
    )
    return (_HEAD.format(title=escape(document.title)) + body + notes + _FOOT).encode()


def old_page(document: SourceDocument) -> bytes:
    """A page in GB2312 whose paragraphs are divided by line breaks, in a table within a table."""
    lines = []
    for block in document.blocks:
        if block.kind is Kind.TABLE:
            lines.append(_table(block))
        elif block.kind is Kind.TITLE:
            lines.append(f'<center><b><font size="5">{escape(block.words)}</font></b></center>')
        elif block.kind not in (Kind.FOOTNOTE, Kind.TEXT_BOX, Kind.PAGE_BREAK):
            lines.append(f"　　{escape(block.words)}<br>")
    return (_OLD_HEAD.format(title=escape(document.title)) + "\n".join(lines) + _OLD_FOOT).encode("gb2312")


def _element(block: Block) -> str:
    if block.kind is Kind.TABLE:
        return _table(block)
    if block.kind in (Kind.FOOTNOTE, Kind.TEXT_BOX, Kind.PAGE_BREAK):
        return ""
    style = {Kind.TITLE: "text-align:center", Kind.SIGNATURE: "text-align:right"}.get(block.kind, "text-indent:2em")
    words = escape(accepted(block.text))
    words = FOOTNOTE_MARK.sub(r'<sup><a id="r\1" href="#fn\1">[\1]</a></sup>', words)
    return f'<p style="{style}"><span style="font-family:仿宋">{words}</span></p>'


def _table(block: Block) -> str:
    rows = []
    for at, row in enumerate(block.rows):
        cells = []
        for column, cell in enumerate(row):
            if cell == MERGED:
                continue
            span = 1
            while at + span < len(block.rows) and block.rows[at + span][column] == MERGED:
                span += 1
            cells.append(f"<td{f' rowspan={span}' if span > 1 else ''}><p>{escape(cell)}</p></td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f'<table border="1"><tbody>{"".join(rows)}</tbody></table>'
