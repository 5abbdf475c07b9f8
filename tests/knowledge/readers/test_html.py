import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.clauses import parse_clauses
from knowledge.errors import UnreadableFile
from knowledge.readers.html import read_html


def lines(body: str) -> list[str]:
    return read_html(f"<html><body>{body}</body></html>".encode()).text.split("\n")


def codes(body: str) -> list[str]:
    return [flag.code for flag in read_html(body.encode()).flags]


PAGE = """<!DOCTYPE html><html><head><meta charset="gb2312"><title>关于申报研发补助的通知_某市科技局</title>
<style>.secret{display:none} @media print { .main { display:none } }</style></head><body>
<div class="top-nav"><a>首页</a><a>政务公开</a></div><header><h2>某市科技局</h2></header>
<div class="crumb">您的位置：<a>首页</a> &gt; <a>通知公告</a></div>
<div class="main"><h1>关于申报研发补助的通知</h1>
<div class="info">发布日期：2026-01-05&nbsp;来源：某市科技局 浏览次数：1024次 字号：[大 中 小] 【打印】</div>
<p>各有关单位：</p><p>　　现将有关
事项通知如下。</p>
<p>　　一、申报条件</p><ol><li>注册在本市；</li><li>研发投入<b>500万元</b>以上。</li></ol>
<p>　　二、补助标准</p>
<table border="1"><caption>表1</caption><tr><th rowspan="2">类别</th><th colspan="2">金额</th></tr>
<tr><td>首年</td><td>次年</td></tr><tr><td>一类</td><td>50万元</td><td></td></tr></table>
<p class="secret">看不见</p><p>　　三、联系方式<br>　　电话咨询。</p>
<p style="text-align:right">某市科技局</p><p>2026年1月5日</p>
<div class="bdsharebuttonbox">分享到：微信</div></div>
<footer>版权所有：某市科技局</footer><div>鲁ICP备12345号-1　网站标识码：3701000001</div>
<script>var x="一、甲";</script></body></html>"""


def test_a_government_page_gives_its_document_and_nothing_of_the_site():
    read = read_html(PAGE.encode("gb18030"))
    assert read.text.split("\n") == [
        "关于申报研发补助的通知",
        "发布日期：2026-01-05\xa0来源：某市科技局",
        "各有关单位：",
        "　　现将有关事项通知如下。",
        "　　一、申报条件",
        "1. 注册在本市；",
        "2. 研发投入500万元以上。",
        "　　二、补助标准",
        "表1",
        "类别 | 金额",
        "类别 | 首年 | 次年",
        "一类 | 50万元 |",
        "　　三、联系方式",
        "　　电话咨询。",
        "某市科技局",
        "2026年1月5日",
    ]
    assert [flag.code for flag in read.flags] == ["hidden_text"]
    assert read.title == "关于申报研发补助的通知_某市科技局"
    paths = [clause.path for clause in parse_clauses(read.text, doc_id="d")]
    assert paths == ["0", "1", "1.1", "1.2", "2", "3"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<ol><li>甲<li>乙</ol>", ["1. 甲", "2. 乙"]),
        ('<ol start="3"><li>甲<li value="9">乙<li>丙</ol>', ["3. 甲", "9. 乙", "10. 丙"]),
        ("<ol reversed><li>甲<li>乙</ol>", ["2. 甲", "1. 乙"]),
        ('<ol type="a"><li>甲<li>乙</ol>', ["a. 甲", "b. 乙"]),
        ('<ol type="I" start="4"><li>甲</ol>', ["IV. 甲"]),
        ('<ol style="list-style-type: cjk-ideographic" start="12"><li>甲</ol>', ["十二、甲"]),
        ('<ol style="list-style:none"><li>甲</ol>', ["甲"]),
        ("<ol><li>一、甲<li>二、乙</ol>", ["一、甲", "二、乙"]),
        ("<ul><li>甲</ul>", ["• 甲"]),
        ("<ol><li><p>甲</p><ol><li>子</ol><li>乙</ol>", ["1. 甲", "    1. 子", "2. 乙"]),
    ],
)
def test_lists_are_numbered_as_rendered(source: str, expected: list[str]):
    assert lines(source) == expected


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display: none">密</p>',
        '<p style="VISIBILITY:hidden">密</p>',
        "<p hidden>密</p>",
        '<p aria-hidden="true">密</p>',
        '<p><span style="font-size:0px">密</span></p>',
        '<p><font color="#FFFFFF">密</font></p>',
        '<p style="color:rgb(255, 255, 254)">密</p>',
        '<p style="color:#fefefe !important">密</p>',
        '<style>#x > .y { color: #fff }</style><div id="x"><p class="y">密</p></div>',
        '<p style="position:absolute;left:-9999px">密</p>',
    ],
)
def test_what_nobody_sees_is_left_out_and_flagged(hidden: str):
    assert lines(f"<p>甲。</p>{hidden}<p>乙。</p>") == ["甲。", "乙。"]
    assert codes(hidden + "<p>甲。</p>") == ["hidden_text"]


@pytest.mark.parametrize(
    "seen",
    [
        '<table><tr><td bgcolor="#1F4E79"><font color="white">字</font></td></tr></table>',
        '<p style="background:#000;color:#fff">字</p>',
        '<p style="color:#fff0e0;font-size:0.9em">字</p>',
        "<style>@media print { p { display:none } } p:hover { display:none }</style><p>字</p>",
        '<p style="font-size:01px">字</p>',
    ],
)
def test_what_can_be_seen_is_read(seen: str):
    assert lines(seen) == ["字"]


def test_comments_are_left_out_and_flagged_but_not_those_for_old_browsers():
    assert codes("<p>甲</p><!-- 内部 -->") == ["comments_dropped"]
    assert codes("<p>甲</p><!--[if IE]><p>旧</p><![endif]-->") == []


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "gb18030", "utf-16"],
)
def test_the_bytes_tell_the_encoding_whatever_the_page_says(encoding: str):
    page = (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><p>一、补助标准。</p>'
    )
    assert read_html(page.encode(encoding)).text == "一、补助标准。"


def test_an_encoding_that_only_the_page_knows_is_taken_from_it():
    page = '<meta charset="big5"><p>為鼓勵企業投入研發活動，依據相關法規訂定本辦法，申請人應檢附計畫書。</p>'
    assert read_html(page.encode("big5")).text.startswith("為鼓勵企業")
    with pytest.raises(UnreadableFile):
        read_html(page.replace("big5", "nonsense").encode("big5"))


def test_a_table_for_layout_is_no_table():
    inner = "<table><tr><td>甲</td><td>1</td></tr></table>"
    source = f"<table><tr><td>左栏</td><td><h1>通知</h1><p>一、标准。</p>{inner}<p>二、附则。</p></td></tr></table>"
    assert lines(source) == ["左栏", "通知", "一、标准。", "甲 | 1", "二、附则。"]


def test_a_cell_over_rows_is_repeated_in_each_line_it_spans():
    source = "<table><tr><td rowspan=3>甲<td>1</tr><tr><td>2</tr><tr><td>3</tr><tr><td>乙<td>4</tr></table>"
    assert lines(source) == ["甲 | 1", "甲 | 2", "甲 | 3", "乙 | 4"]


def test_blocks_are_lines_and_breaks_inside_a_sentence_are_joined():
    assert lines("<div>甲，<p>乙</p>丙</div><pre>  丁\n戊</pre><p>包括己、<br>庚。</p>") == [
        "甲，", "乙", "丙", "  丁", "戊", "包括己、庚。",
    ]  # fmt: skip


def test_white_space_of_the_source_is_no_text():
    assert lines("<p>\n  研发\n  费用  and\n more </p>") == ["研发费用 and more"]


@pytest.mark.parametrize(
    "line",
    ["当前位置：首页 > 政策文件", "首页 > 政务公开 > 通知", "【关闭窗口】", "打印", "分享到：微信 微博", "浏览次数：12",
     "上一篇：某通知", "版权所有 某市科技局", "鲁ICP备05012345号", "鲁公网安备 37010202000001号",
     "网站标识码：3700000001", "字号：大 中 小"],
)  # fmt: skip
def test_lines_of_the_site_are_dropped(line: str):
    assert lines(f"<p>甲。</p><div>{line}</div>") == ["甲。"]


@pytest.mark.parametrize(
    "line",
    ["办公位置：高新区1号楼。", "打印申报书一式三份。", "分享政策红利，关闭落后产能。", "版权所有者可以申请资助。",
     "大中小微企业", "主办单位：某市科技局", "浏览次数超过一万次的平台，给予奖励。"],
)  # fmt: skip
def test_lines_of_the_document_that_sound_like_the_site_stay(line: str):
    assert lines(f"<p>甲。</p><p>{line}</p>") == ["甲。", line]


def test_a_footnote_follows_the_paragraph_that_refers_to_it():
    source = (
        '<p>一、研发费用<sup><a href="#n1" id="r1">[1]</a></sup>按实计。</p><p>二、补助<a href="#n2">②</a>。'
        '见<a href="#top">2</a>。</p>'
        '<ol><li id="n1">按119号文归集。<a href="#r1">↩</a></li></ol><div><p><a name="n2">②</a> 另行通知。</p></div>'
    )
    assert lines(source) == [
        "一、研发费用按实计。", "注1：按119号文归集。", "二、补助。见2。", "注2：另行通知。",
    ]  # fmt: skip


def test_a_document_shown_inside_the_page_is_missed_and_said_so():
    read = read_html('<h1>通知</h1><p>全文如下。</p><iframe src="/files/a.pdf?v=1"></iframe>'.encode())
    assert not read.is_complete
    assert [flag.code for flag in read.flags] == ["part_not_read"]


def test_the_menus_of_a_page_laid_out_in_a_table_are_left_out():
    menu = '<a href="a.htm">通知公告</a><br><a href="b.htm">政策法规</a><br><a href="c.htm">下载中心</a>'
    text = "<table><tr><td>一、甲。</td></tr></table>"
    page = f"<table><tr><td>网站首页 | 政务公开 | 网上办事</td></tr><tr><td>{menu}</td><td>{text}</td></tr></table>"
    assert lines(page) == ["一、甲。"]


def test_links_to_files_and_sentences_about_home_pages_are_no_menu():
    files = "".join(f'<a href="{n}.docx">表{n}</a>' for n in range(1, 4))
    assert lines(f"<table><tr><td>申报书</td><td>{files}</td></tr></table>") == ["申报书 | 表1表2表3"]
    assert lines("<p>首页 | 标题</p>") == ["首页 | 标题"]


def test_a_page_of_pictures_is_incomplete():
    read = read_html('<h1>通知</h1><p><img src="1.jpg"></p><p><img src="icon.png" width="16"></p>'.encode())
    assert not read.is_complete
    assert [flag.code for flag in read.flags] == ["images_without_text"]


def test_pages_that_nest_without_end_are_read():
    assert lines("<div>" * 5_000 + "甲") == ["甲"]
    assert lines("<table><tr><td>" * 100 + "甲") == ["甲"]


TAGS = ["<p>", "</p>", "<table>", "<tr>", "<td rowspan=2>", "<td>", "</table>", "<ol>", "<li>", "</ol>", "<ul>", "甲",
        "<div>", "</div>", "<br>", "<!-- x -->", "<pre>", "<template>", "<b>"]  # fmt: skip


@given(st.lists(st.sampled_from(TAGS), max_size=30))
def test_any_tags_in_any_order_are_read(parts: list[str]):
    read = read_html(("甲" + "".join(parts)).encode())
    assert "甲" in read.text


@given(st.lists(st.text(alphabet="甲乙丙（一）二、。：0123万元%第条\u3000", min_size=1, max_size=20), max_size=10))
def test_no_character_of_a_paragraph_is_lost(paragraphs: list[str]):
    text = "".join(lines("<p>始。</p>" + "".join(f"<p>{words}</p>" for words in paragraphs)))
    assert "".join(text.split()) == "始。" + "".join("".join(paragraphs).split())
