"""Word documents written by hand, part by part, for what python-docx cannot make."""

import zipfile
from io import BytesIO

USUAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
LONG = "芦汀县水利局全年出动执法人员1,240人次，检查取水户312户次，立案查处涉水违法案件17件。"


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    inner = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def box(*paragraphs: str) -> str:
    """A text box as Word stores it: twice, once for old versions."""
    held = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{held}</wps:txbx>'
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{held}</v:textbox>"
        "</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def pack(parts: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def relations(*targets: tuple[str, str]) -> str:
    items = "".join(f'<Relationship Type="{OFFICE}/{kind}" Target="{to}"/>' for kind, to in targets)
    return f"<Relationships>{items}</Relationships>"


def make(
    *body: str, styles: str = "", numbering: str = "", space: str = USUAL, main: str = "document"
) -> bytes:
    """A document with the given blocks in its body."""

    def part(root: str, content: str) -> str:
        return f'<?xml version="1.0"?><w:{root} xmlns:w="{space}" {SPACES}>{content}</w:{root}>'

    return pack(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": relations(("officeDocument", f"word/{main}.xml")),
            f"word/_rels/{main}.xml.rels": relations(
                ("styles", "styles.xml"), ("numbering", "numbering.xml")
            ),
            f"word/{main}.xml": part("document", f"<w:body>{''.join(body)}</w:body>"),
            "word/styles.xml": part("styles", styles),
            "word/numbering.xml": part("numbering", numbering),
            "word/footer1.xml": part("ftr", paragraph("- 1 -")),
        }
    )
