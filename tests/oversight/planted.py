"""What was planted in the sample city (its README): check, rule and file of every case."""

CERTAIN = {
    ("duties", "rol.public", "yunxiu-shengtai-rol-2021"),
    ("duties", "rol.public", "yunxiu-jiaoyu-rol-2021"),
    ("duties", "rol.shortcomings", "yunxiu-shengtai-rol-2020"),
    ("duties", "rol.next_year_plan", "yunxiu-scjg-rol-2021"),
    ("duties", "rol.first_responsible_person", "yunxiu-jiaoyu-rol-2020"),
    ("duties", "rol.first_responsible_person", "yunxiu-keji-rol-2021"),
    ("duties", "rol.first_responsible_person", "yunxiu-shengtai-rol-2021"),
    ("duties", "rol.first_responsible_person", "yunxiu-jiaotong-rol-2024"),
    ("agreement", "contradiction", "yunxiu-scjg-rol-2023"),
    ("agreement", "parts", "yunxiu-scjg-rol-2024"),
    ("agreement", "impossible_year", "yunxiu-jiaoyu-rol-2024"),
    ("agreement", "I1", "yunxiu-scjg-dis-2023"),
    ("agreement", "I7", "yunxiu-shengtai-dis-2024"),
    ("agreement", "I5", "yunxiu-jiaotong-dis-2023"),
    ("agreement", "reports", "yunxiu-keji-rol-2024"),
}
FACTS = {
    ("likeness", "earlier", "yunxiu-jiaotong-rol-2022"),
    ("likeness", "shared", "yunxiu-shengtai-rol-2023"),
}
PLANNED = "出台《云岫市行政执法监督员管理办法》"
