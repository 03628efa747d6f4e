"""Reports the browser tests write themselves: a newcomer to the sample city, and a hostile one.

Owns their words. The hostile one says what no report says: tags, formulas, Markdown, addresses.
"""

HOSTILE = (
    "<script>window.struck = 1</script>"
    "<img src=x onerror=\"alert('struck')\">"
    "![pixel](http://evil.example/pixel.png) $\\frac{a}{b}$ **bold** "
    '<iframe src="http://evil.example/"></iframe>'
)
STRANGE = "云岫市城市管理局"  # whose reports are hostile
_REPORT = """{agency}{year}年法治政府建设年度报告

{date} 来源：{agency}

　　{year}年，{agency}深入推进法治政府建设。现将情况报告如下。

　　一、主要举措和成效

　　加强日常监管。全年共开展行政检查{count}次，{words}发现问题均已督促整改到位。

　　二、存在的不足和原因

　　基层执法力量不足，原因是人员流动较快。

　　三、党政主要负责人履行推进法治建设第一责任人职责情况

　　主要负责人带头学法，听取法治工作汇报。

　　四、下一年度安排

　　继续完善执法制度。

{agency}
{date}
"""


def write_report(folder, agency, year, count, words=""):
    """Write a report that states one count of inspections; return its path."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{agency}{year}.txt"
    text = _REPORT.format(
        agency=agency, year=year, count=count, words=words, date=f"{year + 1}年3月1日"
    )
    path.write_text(text, encoding="utf-8")
    return path
