"""Makes the sample files that are not plain UTF-8: `python tests/make_samples.py`. The PDF has its own script."""

from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "tests" / "data" / "pages"

GB_PAGE = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=big5">
<title>松溪镇：田间课堂开到地头 - 青岚日报数字报</title></head><body>
<table width="960"><tr><td><table><tr><td>青岚日报</td><td>2025年8月5日</td><td>第03版：乡镇</td></tr></table></td></tr>
<tr><td><div id="title"><h1>松溪镇：田间课堂开到地头</h1></div>
<div id="author">本报记者 梁半夏</div>
<div id="ozoom">
　　8月4日清晨，松溪镇双桥村的稻田边已经围满了人。县农技推广中心高级农艺师贺云亭蹲在田埂上，一边翻看稻叶，一边给二十多位种粮大户讲解病虫害防治要点。<br>
<br>
　　今年入夏以来，青岚县组织32名农技人员分成六个小组，走进田间地头开展技术服务，累计举办“田间课堂”47场，培训农户1800余人次。<br>
<br>
　　“课讲得明白，一听就能用。”种粮大户葛长青说。他今年种了260亩水稻，按照农技人员的建议调整施肥以后，每亩成本下降了45元。<br>
</div></td></tr>
<tr><td>版权所有：青岚县融媒体中心　地址：青岚县白鹭街道望湖路1号</td></tr></table></body></html>
"""

RSS = """<?xml version="1.0" encoding="gb2312"?>
<rss version="2.0"><channel>
<title>青岚日报</title><link>https://news.qinglan.example/</link><description>青岚县要闻</description>
<item><title>青岚县今年新增电动公交车45辆</title><link>https://news.qinglan.example/bus</link>
<pubDate>Wed, 06 Aug 2025 06:30:00 +0800</pubDate>
<description><![CDATA[<p>8月5日，青岚县首批45辆电动公交车投入运营，覆盖12条城乡线路。</p><p>县交通运输局副局长纪南星介绍，到年底全县公交车将全部更换为新能源车辆，每年可减少碳排放约3200吨。</p>]]></description></item>
<item><title>县图书馆暑期延长开放时间</title><link>https://news.qinglan.example/library</link>
<pubDate>Tue, 05 Aug 2025 18:00:00 +0800</pubDate>
<description>从8月6日起，青岚县图书馆每天开放至晚上十点。馆长温知夏说，暑期以来日均到馆读者超过1500人次，比去年同期增长三成。</description></item>
</channel></rss>
"""


def make_docx(path: Path) -> None:
    from docx import Document

    document = Document()
    document.core_properties.created = document.core_properties.modified = datetime(2025, 8, 7, tzinfo=UTC)
    document.core_properties.author = "青岚县融媒体中心"
    document.sections[0].header.paragraphs[0].text = "青岚新闻 供稿"
    document.sections[0].footer.paragraphs[0].text = "青岚县融媒体中心"
    document.add_paragraph("青岚县举办首届山地自行车赛", style="Title")
    document.add_paragraph("记者 简明远")
    document.add_paragraph("8月7日上午，青岚县首届山地自行车赛在石桥镇鸣枪开赛，来自岚州市各县区的326名选手参加角逐。")
    document.add_paragraph(
        "比赛全程42公里，累计爬升1100米，沿途经过五个传统村落。经过两个多小时的比拼，选手易北辰以1小时58分获得男子组冠军。"
    )
    table = document.add_table(rows=2, cols=3)
    for row, texts in zip(table.rows, (("组别", "冠军", "成绩"), ("男子组", "易北辰", "1小时58分")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_paragraph("县文旅局局长苏既白说，青岚县将把赛事办成每年一届的品牌活动，带动乡村旅游发展。")
    document.save(str(path))


def main() -> None:
    PAGES.mkdir(parents=True, exist_ok=True)
    (PAGES / "gb18030.html").write_bytes(GB_PAGE.encode("gb18030"))
    (ROOT / "seeds" / "county-feed.xml").write_bytes(RSS.encode("gb2312"))
    make_docx(PAGES / "race.docx")


if __name__ == "__main__":
    main()
