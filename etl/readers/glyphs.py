"""Characters that look like others: PDFs name a glyph by its radical or by a compatibility form.

Owns the way back to the ordinary Chinese character. Refuses every other normalisation: full-width
digits and punctuation stay as published.
"""

import re
import unicodedata

# Radicals whose ordinary character NFKC does not know (EquivalentUnifiedIdeograph of Unicode),
# as far as the ordinary one is a word of its own.
_RADICALS = dict(
    zip(
        "⺁⺇⺈⺊⺍⺎⺒⺓⺝⺟⺠⺡⺢⺣⺤⺥⺩⺪⺫⺬⺭⺮⺯⺱⺲⺳⺴⺵⺶⺸⺻⺼⺽⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂几刀卜小兀巳幺月母民水水火爪爪王疋目示示竹糸网网网网网羊羊聿肉臼艸虎衣覀西见角角讠贝足车辵辵辵邑金長長长门阜阜雨青韦页风飞食食飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
_LOOKALIKES = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")


def restore(text: str) -> str:
    """Return `text` with ordinary characters for radicals and compatibility forms."""
    return _LOOKALIKES.sub(lambda found: _restore_one(found[0]), text)


def _restore_one(character: str) -> str:
    known = _RADICALS.get(character)
    return known if known is not None else unicodedata.normalize("NFKC", character)
