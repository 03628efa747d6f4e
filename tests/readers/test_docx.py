"""Word documents: what a reader of the final version sees, in its order, and nothing else."""

import zipfile
from io import BytesIO

import docx
import pytest
from docx_files import LONG, STRICT, USUAL, box, make, pack, paragraph, relations, run
from hypothesis import given, settings
from hypothesis import strategies as st
from renditions import make_docx, read_sample

from etl.errors import Rejected, RejectionKind
from etl.model import Document, Media
from etl.readers import read_bytes
from etl.readers.docx_numbering import write_number

TITLE = "芦汀县水利局2019年度法治政府建设情况报告"


def read(*body: str, **parts: str) -> Document:
    return read_bytes(make(*body, **parts), "甲.docx")


def lines(*body: str, **parts: str) -> list[str]:
    """The lines of the body, without the last paragraph that makes it one."""
    document = read(*body, paragraph(LONG), **parts)
    return document.body.cut(document.text).split("\n")[:-1]


def rejected(data: bytes) -> Rejected:
    with pytest.raises(Rejected) as caught:
        read_bytes(data, "甲.docx")
    assert caught.value.message.startswith("甲.docx：")
    assert caught.value.message.endswith("。")
    return caught.value


def test_title_body_and_signature() -> None:
    signed = (paragraph("芦汀县水利局"), paragraph("2020年1月16日"))
    document = read(paragraph(TITLE), paragraph(LONG), *signed)
    assert document.media is Media.DOCX
    assert document.text == f"{TITLE}\n\n{LONG}\n芦汀县水利局\n2020年1月16日"
    assert document.page.titles == (TITLE,)
    assert document.body.cut(document.text) == f"{LONG}\n芦汀县水利局\n2020年1月16日"


def test_a_title_on_two_lines_below_a_document_number() -> None:
    number, first, second = "芦水〔2020〕3号", "芦汀县水利局", "2019年度法治政府建设情况报告"
    title = paragraph(run(first), "<w:r><w:br/></w:r>", run(second))
    document = read(paragraph(number), title, paragraph(LONG))
    assert document.text == f"{number}\n{first}{second}\n\n{LONG}"


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (paragraph("检查", "12", "次"), ["检查12次"]),
        (paragraph("甲", "<w:r><w:tab/></w:r>", "乙"), ["甲\t乙"]),
        (paragraph("甲", "<w:r><w:br/></w:r>", "乙"), ["甲", "乙"]),
        (paragraph("甲", '<w:r><w:br w:type="page"/></w:r>', "乙"), ["甲乙"]),
        (paragraph("甲", '<w:r><w:noBreakHyphen/><w:sym w:char="2014"/></w:r>'), ["甲-—"]),
        (paragraph("甲", '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'), ["甲"]),
        (paragraph(f"<w:ins>{run('十')}</w:ins>", "次"), ["十次"]),
        (paragraph("<w:del><w:r><w:delText>九</w:delText></w:r></w:del>", "次"), ["次"]),
        (paragraph(f"<w:moveFrom>{run('九')}</w:moveFrom>", "次"), ["次"]),
        (paragraph(f"<w:moveTo>{run('九')}</w:moveTo>", "次"), ["九次"]),
        (paragraph(run("九", "<w:rPr><w:vanish/></w:rPr>"), "次"), ["次"]),
        (paragraph(run("九", '<w:rPr><w:vanish w:val="0"/></w:rPr>'), "次"), ["九次"]),
        (paragraph(f'<w:hyperlink r="x">{run("链接")}</w:hyperlink>'), ["链接"]),
        (paragraph(f"<w:sdt><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>"), ["控件"]),
        (f"<w:sdt><w:sdtContent>{paragraph('整段')}</w:sdtContent></w:sdt>", ["整段"]),
        (paragraph("<w:r><w:instrText> DATE \\@ yyyy </w:instrText></w:r>", "今"), ["今"]),
        (paragraph("甲", "<w:r><w:footnoteReference/></w:r>"), ["甲"]),
        (paragraph(f"<w:r><w:ruby><w:rt>{run('yin')}</w:rt><w:rubyBase>{run('音')}</w:rubyBase></w:ruby></w:r>"), ["音"]),
        (paragraph("<m:oMath><m:r><m:t>95%</m:t></m:r></m:oMath>", "以上"), ["95%以上"]),
        (paragraph("段落", box(paragraph("框中"), paragraph("两段"))), ["段落", "框中", "两段"]),
        (paragraph(box(paragraph("只有框"))), ["只有框"]),
        (paragraph("　　") + paragraph("甲"), ["甲"]),
        (f'<mc:AlternateContent><mc:Choice Requires="x">{paragraph("新")}</mc:Choice><mc:Fallback>'
         f"{paragraph('旧')}</mc:Fallback></mc:AlternateContent>", ["新"]),
        (f'<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
         f"</w:sdtPr><w:sdtContent>{paragraph('目录一')}</w:sdtContent></w:sdt>{paragraph('甲')}", ["甲"]),
    ],
)  # fmt: skip
def test_what_a_paragraph_shows(block: str, expected: list[str]) -> None:
    assert lines(block) == expected


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    assert lines(paragraph("检查", properties=gone), paragraph("12次")) == ["检查12次"]


def test_styles_that_hide_or_list_contents() -> None:
    styles = (
        '<w:style w:styleId="a"><w:name w:val="Hidden"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="b"><w:name w:val="Below"/><w:basedOn w:val="a"/></w:style>'
        '<w:style w:styleId="11"><w:name w:val="toc 1"/></w:style>'
    )
    body = (
        paragraph("藏", properties='<w:pStyle w:val="b"/>'),
        paragraph("一、目录\t3", properties='<w:pStyle w:val="11"/>'),
        paragraph(run("藏", '<w:rPr><w:rStyle w:val="a"/></w:rPr>'), "见"),
    )
    assert lines(*body, styles=styles) == ["见"]


def numbered(text: str, level: int, list_id: int = 1) -> str:
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return paragraph(text, properties=place)


def level(number: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


NUMBERING = (
    '<w:abstractNum w:abstractNumId="7">'
    + level(0, "chineseCountingThousand", "%1、", '<w:pStyle w:val="h"/>')
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "bullet", "•")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="2">'
    '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def test_automatic_numbers_are_part_of_the_text() -> None:
    body = (
        numbered("总体情况", 0),
        numbered("组织领导", 1),
        numbered("2019年检查", 2),
        numbered("公开", 2),
        numbered("点", 3),
        numbered("制度", 1),
        numbered("公开", 2),
        numbered("存在问题", 0),
        numbered("不足", 1),
        numbered("无编号", 0, 0),
    )
    assert lines(*body, numbering=NUMBERING) == [
        *("一、总体情况", "（一）组织领导", "1. 2019年检查", "2.公开", "点", "（二）制度"),
        *("1.公开", "二、存在问题", "（一）不足", "无编号"),
    ]


def test_numbers_by_style_and_lists_that_start_again() -> None:
    styles = (
        '<w:style w:styleId="h"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/>'
        '</w:numPr></w:pPr></w:style><w:style w:styleId="k"><w:basedOn w:val="h"/></w:style>'
    )
    body = (
        paragraph("甲", properties='<w:pStyle w:val="h"/>'),
        numbered("子", 2),
        numbered("丑", 2),
        numbered("寅", 2, 2),
        paragraph("乙", properties='<w:pStyle w:val="k"/>'),
    )
    found = lines(*body, styles=styles, numbering=NUMBERING)
    assert found == ["一、甲", "1.子", "2.丑", "1.寅", "二、乙"]


@pytest.mark.parametrize(
    ("number", "form", "written"),
    [
        *((10, "chineseCounting", "十"), (21, "japaneseCounting", "二十一")),
        *((105, "chineseCountingThousand", "一百零五"), (12, "chineseLegalSimplified", "壹拾贰")),
        *((3, "decimalEnclosedCircle", "③"), (99, "decimalEnclosedCircle", "99")),
        *((20, "ideographDigital", "二〇"), (4, "lowerRoman", "iv"), (2, "ideographTraditional", "乙")),
        *((7, "unheardOf", "7"), (3, "decimalZero", "03"), (0, "chineseCounting", "0")),
    ],
)  # fmt: skip
def test_number_forms(number: int, form: str, written: str) -> None:
    assert write_number(number, form) == written


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text) if text else '<w:p/>'}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


DOWN, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_merged_cells_and_deleted_rows() -> None:
    made = table(
        row(cell("类别", DOWN), cell("数量", '<w:gridSpan w:val="2"/>')),
        row(cell("", GOES_ON), cell("本年"), cell("上年")),
        row(cell("处罚"), cell("17"), cell("")),
        row(cell("删去"), cell("9"), cell("9"), properties="<w:trPr><w:del/></w:trPr>"),
        row(cell("许可"), cell("55"), properties='<w:trPr><w:gridBefore w:val="1"/></w:trPr>'),
    )
    document = read(paragraph(LONG), made)
    (found,) = document.tables
    places = [(c.row, c.column, c.row_span, c.column_span, c.text) for c in found.cells]
    assert places == [
        *((0, 0, 2, 1, "类别"), (0, 1, 1, 2, "数量"), (1, 1, 1, 1, "本年"), (1, 2, 1, 1, "上年")),
        *((2, 0, 1, 1, "处罚"), (2, 1, 1, 1, "17"), (2, 2, 1, 1, "")),
        *((3, 1, 1, 1, "许可"), (3, 2, 1, 1, "55")),
    ]
    assert all(each.span.cut(document.text) == each.text for each in found.cells)
    assert document.text.endswith("类别\t数量\n本年\t上年\n处罚\t17\t\n许可\t55")


def test_a_table_that_only_lays_out_a_text_is_read_as_paragraphs() -> None:
    held = f"<w:tc>{paragraph(LONG)}{paragraph(LONG)}</w:tc>"
    document = read(paragraph(TITLE), table(row(held), row(cell("芦汀县水利局"))))
    assert document.tables == ()
    assert document.text.endswith(f"{LONG}\n{LONG}\n芦汀县水利局")


def test_columns_of_automatic_numbers() -> None:
    number = '<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>'
    empty = f"<w:tc>{paragraph(properties=number)}</w:tc>"
    made = table(
        row(cell("序号"), cell("事项")), row(empty, cell("检查")), row(empty, cell("处罚"))
    )
    document = read(paragraph(LONG), made, numbering=NUMBERING)
    assert [each.text for each in document.tables[0].cells][2::2] == ["1.", "2."]


def test_the_strict_form_and_other_names_for_the_main_part() -> None:
    strict = read_bytes(make(paragraph("甲"), paragraph(LONG), space=STRICT), "a")
    renamed = read_bytes(make(paragraph("甲"), paragraph(LONG), main="document2"), "a")
    assert strict.text == renamed.text == f"甲\n{LONG}"


def test_python_docx_agrees_on_a_sample() -> None:
    data = make_docx(read_sample("yunxiu-keji-rol-2024.html"))
    oracle = [each.text for each in docx.Document(BytesIO(data)).paragraphs]
    document = read_bytes(data, "a")
    assert [line for line in document.text.split("\n") if line] == oracle


def test_nothing_but_pictures() -> None:
    verdict = rejected(make("<w:p><w:r><w:drawing/></w:r></w:p>"))
    assert verdict.kind is RejectionKind.EMPTY
    assert "OCR" in verdict.message


@pytest.mark.parametrize(
    "data",
    [
        make(paragraph(LONG))[:-400],
        pack({"word/document.xml": "<w:document"}),
        pack({"word/document.xml": "文".encode("utf-16")}),
        pack({"word/document2.xml": "<a/>"}),
    ],
    ids=["cut", "markup", "encoding", "no main part"],
)
def test_damaged_documents(data: bytes) -> None:
    verdict = rejected(data)
    assert verdict.kind is RejectionKind.UNREADABLE
    assert "修复" in verdict.message


def bomb() -> bytes:
    return pack({"word/document.xml": "<w:document/>", "word/media/x.bin": bytes(60 * 1024 * 1024)})


def many() -> bytes:
    return pack({f"word/document{number}": "" for number in range(21_000)}, zipfile.ZIP_STORED)


@pytest.mark.parametrize(("data", "word"), [(bomb(), "200 倍"), (many(), "20000 个")])
def test_documents_that_would_unpack_beyond_reason(data: bytes, word: str) -> None:
    verdict = rejected(data)
    assert verdict.kind is RejectionKind.TOO_LARGE
    assert word in verdict.message


def laughs() -> str:
    entities = '<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">' + "".join(
        f'<!ENTITY {chr(97 + n)} "{f"&{chr(96 + n)};" * 10}">' for n in range(1, 12)
    )
    text = paragraph("&l;") + paragraph(LONG)
    return (
        f'<?xml version="1.0"?><!DOCTYPE w:document [{entities}]><w:document xmlns:w="{USUAL}">'
        f"<w:body>{text}</w:body></w:document>"
    )


def foreign_entity() -> str:
    return (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        f'<w:document xmlns:w="{USUAL}"><w:body>{paragraph("&f;" + LONG)}</w:body></w:document>'
    )


@pytest.mark.parametrize("document", [laughs(), foreign_entity()], ids=["laughs", "file"])
def test_xml_entities_are_refused(document: str) -> None:
    verdict = rejected(pack({"word/document.xml": document}))
    assert verdict.kind is RejectionKind.UNREADABLE
    assert "root:" not in verdict.message


@pytest.mark.parametrize("tag", ["w:ins", "w:tbl><w:tr><w:tc"])
def test_nesting_beyond_reason(tag: str) -> None:
    opening = f"<{tag}>" * 400
    closing = "".join(f"</{each}>" for each in reversed(tag.split("><"))) * 400
    rejected(make(opening + paragraph(LONG) + closing))


PARTS = zipfile.ZipFile(BytesIO(make(paragraph(TITLE), paragraph(LONG), numbering=NUMBERING)))
CONTENTS = {name: PARTS.read(name) for name in PARTS.namelist()}


@given(st.sampled_from(sorted(CONTENTS)), st.data())
@settings(max_examples=150, deadline=None)
def test_damage_anywhere_gives_a_document_or_a_rejection(name: str, data: st.DataObject) -> None:
    content = CONTENTS[name]
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, len(content)))
    piece = data.draw(st.sampled_from([b"", b"<w:p>", b"\xff\x00", b"&x;", content[start:end] * 2]))
    whole = pack({**CONTENTS, name: content[:start] + piece + content[end:]})
    cut = data.draw(st.integers(0, len(whole)))
    for damaged in (whole, whole[:cut], whole[:cut] + b"\x00" + whole[cut + 1 :]):
        try:
            document = read_bytes(damaged, "甲")
        except Rejected as verdict:
            assert verdict.message.endswith("。")
        else:
            assert document.body.cut(document.text).strip()


def test_relations_that_point_nowhere() -> None:
    parts = {"_rels/.rels": relations(("officeDocument", "../../etc/passwd")), **CONTENTS}
    assert LONG in read_bytes(pack({**CONTENTS, **parts}), "a").text
