"""Doubled type and scrambled quotation marks: repaired where printing is at fault, ordinary Chinese left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.flow import cut
from service.repair import is_dense, reorder_quotes, repair, undouble


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("县政协召开主席会议县政协召开主席会议", "县政协召开主席会议"),
        ("关于深化科技创新关于深化科技创新““德清模式德清模式””", "关于深化科技创新“德清模式”"),
        ("《《决定决定((讨论稿讨论稿))》》", "《决定(讨论稿)》"),
        ("县县政政协协召召开开主主席席会会议议", "县政协召开主席会议"),
        ("投投资资1122..88亿亿元元项项目目开开工工", "投资12.8亿元项目开工"),
        ("天天向上天天向上 高高兴兴高高兴兴", "天天向上 高高兴兴"),
        ("县委常委会主持县委常委会主持 县委书记讲话县委书记讲话", "县委常委会主持 县委书记讲话"),
    ],
)
def test_doubled_type(printed: str, meant: str) -> None:
    assert is_dense(printed)
    assert undouble(printed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "我德清德清发布",
        "医疗费、护理费、护工",
        "分管领导班子、市直有关领导班子、市直有关",
        "天天",
        "高高兴兴",
        "干干净净迎新年",
        "研究研究再说",
        "一件一件抓落实，一步一步往前走",
        "人人参与、人人尽力、人人享有",
        "8月1日，县委召开会议。",
        "12.12.12.12",
        "",
    ],
)
def test_ordinary_doubling_is_left_alone(text: str) -> None:
    assert undouble(text) == text


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("“强城”“兴村“”融合”", "“强城”“兴村”“融合”"),
        ("“强城”“兴村”“融合”", "“强城”“兴村”“融合”"),
        ("“他说‘好’”", "“他说‘好’”"),
        ("“缺一半", "“缺一半"),
        ("”开头就错“", "”开头就错“"),
        ("没有引号", "没有引号"),
    ],
)
def test_quotation_marks_out_of_order(printed: str, meant: str) -> None:
    assert reorder_quotes(printed)[0] == meant


@given(st.text("县政协天天向上“”《》，。﹁﹂ 12ab", max_size=40), st.text("县政协“”", max_size=5))
def test_every_change_is_recorded_where_it_was_made(text: str, around: str) -> None:
    source = around + text + around
    flow = cut(source, len(around), len(around) + len(text))
    fixed, repairs = repair(flow, source)
    assert all(source[r.span.start : r.span.end] == r.before != r.after for r in repairs)
    if not repairs:
        assert fixed == flow.text


@given(st.text("县政协召开主席会议部署工作", min_size=6, max_size=20))
def test_a_line_printed_twice_is_read_once(text: str) -> None:
    assert undouble(text + text) in (text, undouble(text))
