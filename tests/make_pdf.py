"""Makes seeds/county-page.pdf, a printed page of three columns: `python tests/make_pdf.py`.

Its two articles are LEAD and SECOND. Needs Noto Serif CJK (Debian: fonts-noto-cjk).
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

FONT = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"
OUT = Path(__file__).parents[1] / "seeds" / "county-page.pdf"
MARGIN, COLUMN, GUTTER, LEADING, BODY = 40.0, 155.0, 20.0, 15.0, 10.0

MASTHEAD = ("青岚日报", "中共青岚县委机关报　青岚县融媒体中心出版　2025年8月6日　星期三　第02版：要闻")
LEAD: dict[str, Any] = {
    "title": "青岚县全面启动松溪流域综合治理工程",
    "byline": "本报记者 沈若溪 韩一舟",
    "paragraphs": [
        "本报讯 8月5日上午，青岚县松溪流域综合治理工程在松溪镇正式启动。工程总投资4.6亿元，"
        "计划用三年时间整治河道52公里，新建生态堤岸31公里，惠及沿线五个乡镇的12万余名群众。",
        "据介绍，松溪是青岚县的母亲河，近年来受强降雨影响，部分河段淤积严重，防洪能力不足。"
        "此次治理将河道清淤、堤防加固、湿地修复和村庄污水处理统筹安排，一体推进。",
        "“我们不只是修一条河堤，更要让河流重新回到人们的生活里。”县水利局局长罗云起在启动仪式上说。"
        "按照规划，沿河将建成八处滨水公园和一条贯通全线的慢行步道。",
        "工程分三期实施。一期工程从松溪镇到石桥镇，长18公里，"
        "今年年底前完成清淤；二期和三期工程将于明年春季陆续开工，预计2028年6月全部完工。",
    ],
}
SECOND: dict[str, Any] = {
    "title": "白鹭街道开设社区共享书房",
    "byline": "本报记者 顾晚晴",
    "paragraphs": [
        "本报讯 近日，白鹭街道首批三家社区共享书房向居民开放。书房由闲置的门卫室和车棚改造而成，"
        "共藏书9600册，每天开放十二小时，居民刷身份证即可进入。",
        "“晚饭后带孩子来读半小时书，已经成了我们家的习惯。”家住望湖社区的居民唐小满说。",
        "街道党工委书记孟知秋表示，到明年年底，全街道十一个社区将实现书房全覆盖。",
    ],
}
FORBIDDEN = "，。；：！？、”）》"


def wrap(text: str, width: int) -> list[str]:
    """Lines of `width` characters, none opening with a closing mark."""
    lines = [""]
    for char in text:
        if len(lines[-1]) >= width and char not in FORBIDDEN:
            lines.append("")
        lines[-1] += char
    return lines


def column_lines(article: dict[str, Any]) -> list[str]:
    width = int(COLUMN // BODY) - 1
    lines = wrap(article["byline"], width)
    for paragraph in article["paragraphs"]:
        lines += wrap("　　" + paragraph, width)
    return lines


def set_columns(pdf: Any, lines: list[str], columns: int, left: float, top: float) -> float:
    """Set the lines in equal columns; the height reached."""
    depth = -(-len(lines) // columns)
    for number in range(columns):
        for row, line in enumerate(lines[number * depth : (number + 1) * depth]):
            pdf.text(left + number * (COLUMN + GUTTER), top + row * LEADING, line)
    return top + depth * LEADING


def headline(pdf: Any, text: str, size: float, left: float, top: float) -> None:
    """Bold as old typesetting makes it: printed twice, a hair apart."""
    pdf.set_font(size=size)
    pdf.text(left, top, text)
    pdf.text(left + 0.4, top, text)
    pdf.set_font(size=BODY)


def main() -> None:
    from fpdf import FPDF

    pdf = FPDF(unit="pt", format="A4")
    pdf.set_creation_date(datetime(2025, 8, 6, tzinfo=UTC))
    pdf.add_page()
    pdf.add_font("serif", fname=FONT, collection_font_number=2)
    pdf.set_font("serif", size=26)
    pdf.text(MARGIN, 60, MASTHEAD[0])
    pdf.set_font(size=8)
    pdf.text(MARGIN, 80, MASTHEAD[1])
    headline(pdf, LEAD["title"], 24, MARGIN, 120)
    bottom = set_columns(pdf, column_lines(LEAD), 3, MARGIN, 150)
    headline(pdf, SECOND["title"], 18, MARGIN, bottom + 30)
    set_columns(pdf, column_lines(SECOND), 3, MARGIN, bottom + 58)
    pdf.set_font(size=8)
    pdf.text(MARGIN, 810, "责任编辑：邵知远　版式：钟鸣")
    pdf.output(str(OUT))


if __name__ == "__main__":
    main()
