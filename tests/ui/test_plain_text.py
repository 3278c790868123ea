"""Names and values stay plain text where Streamlit reads Markdown, and where Plotly reads its own HTML."""

from __future__ import annotations

import re

import pytest

from analytics.scenes.scene import Axis, Bars, Scene, Word
from tests.ui.tables import tokens
from ui.charts.printer import printed
from ui.shell import escape_markdown

JOINT = ":small[]"  # an element without text: on the screen nothing


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        (
            "2019–2024年云山镇：3.5件（共18个），2024-01-02，22/30",
            "2019–2024年云山镇：3.5件（共18个），2024-01-02，22/30",
        ),
        ("[a](//a.cn) *b* `c` $d$ ~e~ <f> |", r"\[a\](//a.cn) \*b\* \`c\` \$d\$ \~e\~ \<f\> \|"),
        ("&lt;甲&gt; #乙 丙_丁 \\", r"\&lt;甲\&gt; \#乙 丙\_丁 \\"),
        ("- 甲", r"\- 甲"),
        ("+ 甲", r"\+ 甲"),
        ("12. 甲", r"12\. 甲"),
        ("3) 甲", r"3\) 甲"),
        ("===", r"\==="),
        ("  甲\n\n# 乙\r\n丙", r"甲 \# 乙 丙"),
    ],
)
def test_marks_of_markdown_are_escaped(text: str, escaped: str) -> None:
    assert escape_markdown(text) == escaped


@pytest.mark.parametrize(
    "text",
    [
        *("www.evil.example", "WWW.evil.example", "http://evil.example", "HTTPS://evil.example", "a.b+c@evil.example"),
        *(
            ":smile:",
            ":+1:",
            ":material/face:",
            ":streamlit:",
            "甲 -> 乙",
            "甲 <= 乙",
            "甲 -- 乙",
            "mailto:a@evil.example",
        ),
    ],
)
def test_what_streamlit_finds_in_plain_text_is_taken_apart(text: str) -> None:
    """In no run of text between the joints stands anything that Streamlit makes more of."""
    found = escape_markdown(f"甲 {text} 乙").replace("\\", "")
    assert JOINT in found and found.replace(JOINT, "") == f"甲 {text} 乙"
    made = r"https?://|www\.\w|\w@\w+\.\w|:[\w+-]+:|:material/|(^|\s)(<->|->|<-|--|>=|<=|~=)(\s|$)"
    assert not any(re.search(made, run, re.IGNORECASE) for run in found.split(JOINT))


def test_a_chart_makes_no_link_of_a_name() -> None:
    name = '<a href="https://evil.example">云山</a><b onmouseover=x>镇'
    bars = Bars("bars", [1], [0], ["context"], 0.6, [(name, 2024)], [f"{name}<br><b>3</b>"], texts=[name])
    scene = Scene(200, 10, 10, marks=[bars], words=[Word(f"<b>{name}</b>", 0, 0)], x=Axis(0, 1))
    scene.names([name])
    figure = printed(scene, tokens())
    data, layout = figure.data[0], figure.layout
    texts = data.hovertext[0], layout.yaxis.ticktext[0], layout.annotations[0].text, data.text[0]
    assert all("<a" not in text and "<b on" not in text and "&lt;a href" in text for text in texts)
    assert texts[0].endswith("<br><b>3</b>") and texts[2].startswith("<b>&lt;a")
