"""Pages around one invented report, in the shapes government sites took from 2009 to 2025.

芦汀县 does not exist, and the report's wording is ours. Each shape is a function from the
report's lines to a page; `SHAPES` names them all.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

TITLE = "芦汀县水利局2019年度法治政府建设情况报告"
SIGNATURE = ("芦汀县水利局", "2020年1月16日")
LINES = (
    "2019年，芦汀县水利局围绕治水管水护水，把依法行政贯穿河湖管理全过程，现将一年来的情况报告如下。",
    "一、主要做法和成效",
    "（一）压实责任，健全推进机制",
    "局党组会专题研究法治工作3次，局长带头讲法治课，把河道采砂、取水许可等事项的合法性审核列入必经程序，"
    "全年完成合法性审核26件。",
    "（二）规范执法，守住河湖底线",
    "出动执法人员1,240人次，开展河道巡查，检查取水户312户次，立案查处涉水违法案件17件，罚款46.5万元；"
    "对情节轻微且及时改正的，依法不予处罚。",
    "（三）公开透明，接受社会监督",
    "全年主动公开政府信息208条，收到依申请公开4件，均按期答复；没有发生行政复议和行政诉讼案件。",
    "二、存在的不足和原因",
    "基层水管站专职执法人员偏少，巡查频次与河道长度不相适应，主要原因是人员编制多年没有增加。",
    "三、主要负责人履行推进法治建设第一责任人职责情况",
    "局长坚持重要工作亲自部署，主持修订局工作规则，推动法律顾问参加采砂权出让合同谈判。",
    "四、2020年工作打算",
    "计划新增巡查点位20处，力争水事纠纷化解率达到98%以上，并组织两期执法业务培训。",
)
SITE = "芦汀县水利局"
NAV = (
    "网站首页",
    "新闻动态",
    "政务公开",
    "办事服务",
    "互动交流",
    "专题专栏",
    "水情信息",
    "联系我们",
)
CATALOGUE = (
    "政府信息公开指南",
    "政府信息公开制度",
    "法定主动公开内容",
    "政府信息公开年报",
    "机构职能",
)
OLD_REPORTS = tuple(f"芦汀县水利局{year}年度法治政府建设情况报告" for year in range(2013, 2019))
FOOT = "主办单位：芦汀县水利局　地址：芦汀县湖滨路1号　○ICP备00000000号　网站标识码：0000000000"


@dataclass(frozen=True)
class Shape:
    """A page, and what reading it must give."""

    html: str
    lines: tuple[str, ...] = (*LINES, *SIGNATURE)
    published: str | None = "2020-02-18"
    publisher: str | None = SITE
    signed: str | None = None
    encoding: str = "utf-8"
    title: str = TITLE
    tables: int = 0
    titles_on_page: bool = field(default=True)


def links(texts: tuple[str, ...], tag: str = "li") -> str:
    return "\n".join(f'<{tag}><a href="/x/{n}.html">{t}</a></{tag}>' for n, t in enumerate(texts))


def paragraphs(texts: tuple[str, ...], style: str = "text-indent:2em") -> str:
    return "\n".join(f'<p style="{style}"><span>{text}</span></p>' for text in texts)


def page(body: str, head: str = f"<title>{TITLE}_{SITE}</title>") -> str:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'
    )


def tables_of_2009() -> Shape:
    """Layout tables in capitals, paragraphs made of line breaks and blanks, GB2312."""
    body = "<BR><BR>\r\n".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{line}" for line in LINES)
    menu = "".join(f'<TD align=center><A href="/{n}/">{t}</A></TD>' for n, t in enumerate(NAV))
    side = "".join(f'<TR><TD><A href="/c{n}/">{t}</A></TD></TR>' for n, t in enumerate(CATALOGUE))
    old = "<BR>".join(f'·<A href="/o{n}.htm">{t}</A>' for n, t in enumerate(OLD_REPORTS))
    html = f"""<HTML><HEAD><META http-equiv=Content-Type content="text/html; charset=gb2312">
<TITLE>{TITLE}</TITLE></HEAD><BODY bgColor=#ffffff><TABLE width=980 border=0><TBODY>
<TR><TD colSpan=2><TABLE><TR>{menu}</TR></TABLE></TD></TR>
<TR><TD vAlign=top width=200><TABLE>{side}</TABLE></TD>
<TD vAlign=top><TABLE width="100%"><TR><TD align=middle><B><FONT size=5>{TITLE}</FONT></B></TD></TR>
<TR><TD align=middle>〖发布日期：2020-02-18〗〖来源：{SITE}〗〖点击：66次〗</TD></TR>
<TR><TD class=content><FONT size=3>{body}<BR><BR><DIV align=right>{SIGNATURE[0]}<BR>{SIGNATURE[1]}
</DIV></FONT></TD></TR><TR><TD align=right>【<A href="javascript:print()">打印</A>】
【<A href="javascript:close()">关闭</A>】</TD></TR>
<TR><TD>相关文章<BR>{old}</TD></TR></TABLE></TD></TR>
<TR><TD colSpan=2 align=middle>{FOOT}</TD></TR></TBODY></TABLE></BODY></HTML>"""
    return Shape(html, encoding="gb18030")


def zoom_of_jcms() -> Shape:
    html = page(
        f"""<div class="head"><ul>{links(NAV)}</ul></div><div class="wz">当前位置：<a href="/">首页</a> >
<a href="/a/">政务公开</a></div><table class="xxgk"><tr><td>索 引 号</td><td>LT0001/2020-1</td>
<td>发布机构</td><td>{SITE}</td></tr><tr><td>公开日期</td><td>2020-02-18</td><td>文 号</td><td></td></tr>
</table><div class="title">{TITLE}</div><div class="sub">发布时间：2020-02-18 09:30　信息来源：{SITE}
　浏览次数：<span id="hits">12</span></div><div id="zoom"><!--ZJEG_RSS.content.begin-->
<meta name="ContentStart">{paragraphs(LINES)}{paragraphs(SIGNATURE, "text-align:right")}
<meta name="ContentEnd"><!--ZJEG_RSS.content.end--></div>
<div class="bshare">分享到：<a href="#">微信</a><a href="#">微博</a></div>
<div>上一篇：<a href="/1.html">芦汀县节水型社会建设成效明显，全县用水总量下降。</a></div>
<div>下一篇：<a href="/2.html">关于加强汛期值守的通知</a></div><div class="foot">{FOOT}</div>"""
    )
    return Shape(html, published="2020-02-18 09:30")


def trs_editor() -> Shape:
    html = page(
        f"""<div class="nav"><ul>{links(NAV)}</ul></div><div class="main"><h2>{TITLE}</h2>
<div class="from"><span>2020-02-18 09:30</span><span>来源：{SITE}</span><span>【字体：
<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>】</span></div>
<div class="TRS_Editor"><style>.TRS_Editor P{{margin:0}}</style><div class="Custom_UnionStyle">
{paragraphs(LINES)}<p align="right">{SIGNATURE[0]}</p><p align="right">{SIGNATURE[1]}</p></div></div>
<script>document.write("已有<b>100件</b>信息公开，行政处罚999件。")</script>
<div class="fj">附件：<a href="./P020.doc">{TITLE}.doc</a></div>
<div class="ewm"><p>扫一扫在手机打开当前页</p></div></div>
<div class="right"><h3>热点信息</h3><ul>{links(OLD_REPORTS)}</ul></div><div>{FOOT}</div>""",
        f'<title>{SITE} 政务公开 {TITLE}</title><meta name="ArticleTitle" content="{TITLE}">'
        f'<meta name="PubDate" content="2020-02-18 09:30"><meta name="ContentSource" content="{SITE}">'
        '<meta name="Url" content="http://slj.luting.example/1.html">',
    )
    return Shape(html, published="2020-02-18 09:30")


def ucap() -> Shape:
    html = page(
        f"""<div class="top"><ul>{links(NAV)}</ul></div><div class="detail"><ul class="headInfo">
<li><b>索引号：</b><span>LT0001/2020-1</span></li><li><b>主题分类：</b><span>水利</span></li>
<li><b>发布机构：</b><span>{SITE}</span></li><li><b>成文日期：</b><span>2020年01月16日</span></li>
<li><b>发布日期：</b><span>2020年02月18日</span></li></ul><h1><ucaptitle>{TITLE}</ucaptitle></h1>
<div class="share">分享：</div><span id="zoom"><ucapcontent>{paragraphs(LINES)}
{paragraphs(SIGNATURE)}</ucapcontent></span>
<div class="tools"><a href="#">打印</a> <a href="#">收藏</a> <a href="#">关闭</a></div></div>
<div class="footer">{FOOT}</div>"""
    )
    return Shape(html, published="2020年02月18日", signed="2020年01月16日")


def twin_blocks() -> Shape:
    """One body in two blocks of one class, a picture and a share bar between them."""
    html = page(
        f"""<ul>{links(NAV)}</ul><h1>{TITLE}</h1><p class="i">日期：2020-02-18　来源：{SITE}</p>
<div class="con_text">{paragraphs(LINES[:10])}</div><div class="pic"><img src="a.jpg"><p>分享到：
<a href="#">微信</a> <a href="#">微博</a></p></div><div class="con_text">{paragraphs(LINES[10:])}
{paragraphs(SIGNATURE)}</div><div class="more"><h4>相关阅读</h4><ul>{links(OLD_REPORTS)}</ul></div>
<div>{FOOT}</div>"""
    )
    return Shape(html)


def blocks_around_a_list() -> Shape:
    """A body in three blocks of different classes, with a list of links floating in it."""
    html = page(
        f"""<ul>{links(NAV)}</ul><div class="wrap"><h1>{TITLE}</h1><p class="i">发布时间：2020-02-18
来源：{SITE}</p><div class="lead">{paragraphs(LINES[:2])}</div><div class="text-a">
{paragraphs(LINES[2:8])}</div><div class="box"><h5>相关链接</h5><ul>{links(OLD_REPORTS[:4])}</ul></div>
<div class="text-b">{paragraphs(LINES[8:])}</div><div class="luokuan"><p>{SIGNATURE[0]}</p>
<p>{SIGNATURE[1]}</p></div></div><div>{FOOT}</div>"""
    )
    return Shape(html)


def table_rows() -> Shape:
    """Each paragraph a row of a table, the signature a row of its own."""
    rows = "".join(f'<tr><td height="30">　　{line}</td></tr>' for line in LINES)
    html = page(
        f"""<table><tr><td><a href="/">首页</a> | <a href="/b">政务</a></td></tr></table>
<table width="900"><tr><td align="center"><strong>{TITLE}</strong></td></tr><tr><td align="center">
添加时间：2020-02-18　文章来源：{SITE}　点击数：15</td></tr><tr><td><table width="100%">{rows}
<tr><td align="right">{SIGNATURE[0]}</td></tr><tr><td align="right">{SIGNATURE[1]}</td></tr></table>
</td></tr></table><table><tr><td>{FOOT}</td></tr></table>"""
    )
    return Shape(html)


def whole_page_form() -> Shape:
    """An ASP.NET page: one form around everything, spans and double breaks for paragraphs."""
    body = "<br/><br/>".join(f"<span>　　{line}</span>" for line in LINES)
    html = page(
        f"""<form id="aspnetForm"><input type="hidden" name="__VIEWSTATE" value="xx"><div>
{links(NAV, "span")}</div><div id="lblTitle">{TITLE}</div><div>作者：办公室 发布时间：2020-02-18 阅读：3
次</div><div id="content">{body}<br/><br/><span>{SIGNATURE[0]}</span><br/><span>{SIGNATURE[1]}</span>
</div><input type="button" value="打印"><select><option>友情链接</option><option>水利部</option>
</select><div>{FOOT}</div></form>"""
    )
    return Shape(html, publisher=None)


def wrapped_paragraphs() -> Shape:
    """Every paragraph in a block of its own, as page builders make them."""
    blocks = "".join(f'<div class="row"><div class="col"><div>{t}</div></div></div>' for t in LINES)
    signed = "".join(
        f'<div class="row"><div class="col"><div>{t}</div></div></div>' for t in SIGNATURE
    )
    html = page(
        f"""<header><nav>{links(NAV, "span")}</nav></header><main><h1>{TITLE}</h1><div class="meta">
<span>发布日期：2020-02-18</span><span>来源：{SITE}</span></div><section>{blocks}{signed}</section></main>
<aside><h3>往年报告</h3><ul>{links(OLD_REPORTS)}</ul></aside><footer>{FOOT}</footer>"""
    )
    return Shape(html)


def article_footer() -> Shape:
    """The signature in the footer of the article, the site's words in the footer of the page."""
    html = page(
        f"""<header><nav>{links(NAV, "span")}</nav></header><main><article><h1>{TITLE}</h1>
<p class="meta">发布日期：2020-02-18 来源：{SITE}</p>{paragraphs(LINES)}
<footer>{paragraphs(SIGNATURE)}</footer></article></main><footer>{FOOT}</footer>"""
    )
    return Shape(html)


def title_within() -> Shape:
    """No title but in the body itself, on two lines; the page calls itself by the site's name."""
    html = page(
        f"""<ul>{links(NAV)}</ul><div class="c"><p align="center"><b>芦汀县水利局</b></p>
<p align="center"><b>2019年度法治政府建设情况报告</b></p>{paragraphs(LINES)}{paragraphs(SIGNATURE)}</div>
<p>责任编辑：周某</p><div>{FOOT}</div>""",
        f'<title>{SITE}</title><meta name="SiteName" content="{SITE}">'
        '<meta name="PubDate" content="2020-02-18 10:00:00">',
    )
    return Shape(html, published="2020-02-18 10:00:00", publisher=None)


def word_paste() -> Shape:
    """Pasted from Word, with an annex table behind the signature."""
    body = "".join(
        f'<p class="MsoNormal" style="margin:0cm"><span lang="EN-US"><o:p></o:p></span>'
        f"<span style='font-family:仿宋_GB2312'>{line}</span></p>\n"
        for line in (*LINES, *SIGNATURE)
    )
    table = (
        '<table class="MsoTableGrid" border="1"><tr><td><p class="MsoNormal">项目</p></td><td><p>单位</p>'
        "</td><td><p>数量</p></td></tr><tr><td><p>检查取水户</p></td><td><p>户次</p></td><td><p>312</p></td>"
        "</tr></table>"
    )
    html = page(
        f"""<div id="nav"><ul>{links(NAV)}</ul></div><div class="news_title"><h3>{TITLE}</h3></div>
<div class="news_info">[ 发布日期：2020-02-18 | 来源：{SITE} | 浏览：7 ]</div><div class="Section1">
<!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]-->{body}{table}</div>
<div class="link">友情链接：{links(NAV, "span")}</div><div>{FOOT}</div>"""
    )
    annex = ("项目\t单位\t数量", "检查取水户\t户次\t312")
    return Shape(html, lines=(*LINES, *SIGNATURE, *annex), tables=1)


def preformatted() -> Shape:
    text = "\n".join(f"　　{line}" for line in (*LINES, *SIGNATURE))
    html = page(
        f"<ul>{links(NAV)}</ul><h2>{TITLE}</h2><p>发布日期：2020-02-18 来源：{SITE}</p><pre>{text}</pre>"
        f"<p>{FOOT}</p>"
    )
    return Shape(html)


def news_before() -> Shape:
    """A column of news with abstracts stands before the body in the page's source."""
    story = "我县召开水利工作会议，总结全年工作，部署明年任务，强调要抓好河湖长制各项措施落实。"
    cards = "".join(
        f'<li><h4><a href="/n{n}.html">水利动态第{n}期发布</a></h4><p>{story}</p></li>'
        for n in range(4)
    )
    html = page(
        f"""<ul>{links(NAV)}</ul><div class="left"><h3>热点新闻</h3><ul>{cards}</ul></div>
<div class="right"><div class="pos">您的位置：<a href="/">首页</a> > 正文</div><h1>{TITLE}</h1>
<div class="inf">来源：{SITE} 发布时间：2020-02-18</div><div class="nr">{paragraphs(LINES)}
{paragraphs(SIGNATURE)}</div></div><div>{FOOT}</div>"""
    )
    return Shape(html)


def stories_behind() -> Shape:
    """Recommended stories with abstracts, comments and a disclaimer stand behind the body."""
    story = "近日，我县水利部门深入乡镇开展水法宣传，发放资料三千余份，受到群众普遍欢迎。"
    cards = "".join(
        f'<div><a href="/n{n}"><h4>水法宣传{n}</h4></a><p>{story}</p></div>' for n in range(6)
    )
    html = page(
        f"""<ul>{links(NAV)}</ul><h1>{TITLE}</h1><div>来源：{SITE} 发布时间：2020-02-18</div>
<div class="article-content">{paragraphs(LINES)}{paragraphs(SIGNATURE)}</div>
<p>（责任编辑：周某）</p><div class="tj"><h3>相关新闻</h3>{cards}</div><div class="pl"><h3>网友评论</h3>
<p>水利局工作很扎实，希望明年把村口的小河也治理好，让大家有个散步的地方。</p></div>
<div>免责声明：本网站登载的信息仅供参考，转载请注明出处，如有侵权请联系我们处理。</div><div>{FOOT}</div>"""
    )
    return Shape(html)


def hidden_rivals() -> Shape:
    """Last year's report is in the page too, hidden in four ways."""
    rival = paragraphs(tuple(line.replace("2019", "2018").replace("312", "999") for line in LINES))
    html = page(
        f"""<noscript>{rival}</noscript><ul>{links(NAV)}</ul><div style="display: none">{rival}</div>
<div hidden>{rival}</div><template>{rival}</template><h1>{TITLE}</h1><p>发布时间：2020-02-18 来源：{SITE}</p>
<div class="text">{paragraphs(LINES[:6])}<p>其中<span style="font-size:0">检查取水户999户次</span></p>
{paragraphs(LINES[6:])}{paragraphs(SIGNATURE)}</div><textarea>{rival}</textarea><div>{FOOT}</div>"""
    )
    return Shape(html, lines=(*LINES[:6], "其中", *LINES[6:], *SIGNATURE))


def unclosed_tags() -> Shape:
    """Tags left open: paragraphs, fonts, an anchor around everything that follows."""
    body = "".join(f"<p><font face=宋体><b>{line}</b>" for line in LINES)
    html = page(
        f"""<ul><li><a href=/>首页</a><li><a href=/z>政务</a><li><a href=/b>办事</a></ul><a name=top>
<center><h3>{TITLE}</h3></center><div align=center>发布时间：2020-02-18 来源：{SITE}</div><div>{body}
<p align=right>{SIGNATURE[0]}<p align=right>{SIGNATURE[1]}</div><center>{FOOT}"""
    )
    return Shape(html)


def attachments_within() -> Shape:
    """Attachments stand in the body's own block, before the signature."""
    html = page(
        f"""<ul>{links(NAV)}</ul><h1>{TITLE}</h1><div>发布时间：2020-02-18 来源：{SITE}</div><div id="c">
{paragraphs(LINES)}<p><a href="/a.xls">附件1：执法统计表.xls</a></p><p>{SIGNATURE[0]}</p><p>{SIGNATURE[1]}
</p></div><div class="pagebar"><a href="#">上一页</a> 1 <a href="#">2</a> <a href="#">下一页</a></div>
<div>{FOOT}</div>"""
    )
    return Shape(html)


def data_table_in_layout() -> Shape:
    """A table of data with merged cells, within a page laid out in tables."""
    table = """<table border=1><tr><td rowspan=2>类别</td><td colspan=2>数量</td></tr><tr><td>本年</td>
<td>上年</td></tr><tr><td>行政处罚</td><td>17</td><td></td></tr><tr><td>行政<br>许可</td><td>55</td>
<td>&nbsp;</td></tr></table>"""
    html = page(
        f"""<table><tr><td width=200><ul>{links(CATALOGUE)}</ul></td><td><h1>{TITLE}</h1><p>来源：{SITE}
发布时间：2020-02-18</p>{paragraphs(LINES[:8])}{table}{paragraphs(LINES[8:])}{paragraphs(SIGNATURE)}</td>
</tr></table><p>{FOOT}</p>"""
    )
    rows = ("类别\t数量", "本年\t上年", "行政处罚\t17\t", "行政 许可\t55\t")
    return Shape(html, lines=(*LINES[:8], *rows, *LINES[8:], *SIGNATURE), tables=1)


def short_report() -> Shape:
    """A body of three lines against a long footer."""
    lines = (
        "2019年，我局没有行政执法职责，未开展行政检查。",
        "全年公开信息12条，收到依申请公开0件。",
        "特此报告。",
    )
    html = page(
        f"""<ul>{links(NAV)}</ul><h1>{TITLE}</h1><div>来源：{SITE} 发布时间：2020-02-18</div>
<div class="view">{paragraphs(lines)}{paragraphs(SIGNATURE)}</div><div class="footer"><p>网站声明：本站所载
内容由各单位提供，版权归原作者所有，未经许可不得转载，如发现错误，请及时告知，我们将认真核实并尽快处理，
感谢您的支持与理解，欢迎提出宝贵意见和建议，共同把网站办好。</p><p>{FOOT}</p></div>"""
    )
    return Shape(html, lines=(*lines, *SIGNATURE))


def index_behind() -> Shape:
    """The index table and the info line stand behind the body."""
    html = page(
        f"""<ul>{links(NAV)}</ul><h1>{TITLE}</h1><div class="view">{paragraphs(LINES)}{paragraphs(SIGNATURE)}
</div><div>发布时间：2020-02-18　点击：15</div><dl><dt>索引号</dt><dd>LT1</dd><dt>发布机构</dt><dd>{SITE}</dd>
<dt>成文日期</dt><dd>2020-01-16</dd><dt>有效性</dt><dd>有效</dd></dl><div>{FOOT}</div>"""
    )
    return Shape(html, signed="2020-01-16")


def letter() -> Shape:
    """The document number and the salutation belong to the body, chapter headings are links."""
    lines = ("芦水〔2020〕5号", "县人民政府：", *LINES)
    html_lines = "".join(
        f'<p><a href="#top">{line}</a></p>' if line[1:2] == "、" else f"<p>{line}</p>"
        for line in lines
    )
    toc = "".join(f'<li><a href="#c">{line}</a></li>' for line in LINES if line[1:2] == "、")
    html = page(
        f"""<ul>{links(NAV)}</ul><h1>{TITLE}</h1><ul class="info"><li>来源：{SITE}</li><li>时间：2020-02-18
10:11</li><li>浏览：5</li></ul><div class="toc">{toc}</div><div class="c">{html_lines}
{paragraphs(SIGNATURE)}</div><p>地址：芦汀县湖滨路1号　邮编：000000</p><div>{FOOT}</div>"""
    )
    return Shape(html, lines=(*lines, *SIGNATURE), published="2020-02-18 10:11")


def flat() -> Shape:
    """No block but the page itself; an address without a mark stands behind the signature."""
    html = page(
        f"""<p><a href="/">首页</a></p><p>{TITLE}</p><p>2020-02-18</p>{paragraphs(LINES)}
{paragraphs(SIGNATURE)}<p>地址：芦汀县湖滨路1号　邮编：000000</p><p>{FOOT}</p>"""
    )
    return Shape(html, publisher=None)


def one_paragraph() -> Shape:
    """The whole report in one paragraph, gaps closed by size, with links to laws in it."""
    body = "".join(line if line[-1] == "。" else f"{line}。" for line in LINES)
    linked = body.replace("依法行政", '<a href="/law">依法行政</a>')
    html = page(
        f"""<ul>{links(NAV)}</ul><div style="font-size: 0"><h1 style="font-size:20px">{TITLE}</h1>
<div style="font-size:14px">发布时间：2020-02-18 来源：{SITE}</div><div class="n" style="font-size:16px">
<p>{linked}</p></div></div><div>{FOOT}</div>"""
    )
    return Shape(html, lines=(body,))


def inline_pieces() -> Shape:
    """Words and numbers in pieces of their own, source lines broken within words."""
    pieces = "".join(
        "<p>"
        + "".join(f"<span>{c}</span>" if n % 3 else f"<b>{c}</b>" for n, c in enumerate(line))
        + "</p>"
        for line in LINES
    ).replace("河湖", "河\n      湖")
    html = page(
        f"""<ul>{links(NAV)}</ul><h1>{TITLE}</h1><div><span>发布时间：2020-02-18</span><span>来源：{SITE}
</span></div><div>{pieces}{paragraphs(SIGNATURE)}</div><div>{FOOT}</div>"""
    )
    return Shape(html)


def framed_chapters() -> Shape:
    """Each chapter in a frame of its own, a table of one cell."""
    cut = (0, 8, 10, 12, len(LINES))
    frames = "".join(
        f'<table border="1"><tr><td>{paragraphs(LINES[a:b])}</td></tr></table>'
        for a, b in zip(cut, cut[1:], strict=False)
    )
    html = page(
        f"""<ul>{links(NAV)}</ul><h1>{TITLE}</h1><div>发布时间：2020-02-18 来源：{SITE}</div>{frames}
<table><tr><td align="right">{SIGNATURE[0]}<br>{SIGNATURE[1]}</td></tr></table><div>{FOOT}</div>"""
    )
    return Shape(html)


SHAPES: dict[str, Callable[[], Shape]] = {
    shape.__name__: shape
    for shape in (
        tables_of_2009,
        zoom_of_jcms,
        trs_editor,
        ucap,
        twin_blocks,
        blocks_around_a_list,
        table_rows,
        whole_page_form,
        wrapped_paragraphs,
        article_footer,
        title_within,
        word_paste,
        preformatted,
        news_before,
        stories_behind,
        hidden_rivals,
        unclosed_tags,
        attachments_within,
        data_table_in_layout,
        short_report,
        index_behind,
        letter,
        flat,
        one_paragraph,
        inline_pieces,
        framed_chapters,
    )
}
