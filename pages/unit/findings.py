"""What a careful reader would remark on, numbered as in the tables."""

from __future__ import annotations

import re
from dataclasses import asdict
from functools import partial
from xml.etree.ElementTree import Element, SubElement, tostring

import streamlit as st

import words
from analytics import brief
from analytics.compared import compared
from analytics.export.form_table import circled
from analytics.sheet import Remark, Sheet
from analytics.titles import findings_title
from data.model import Severity
from pages.unit import exports
from ui import markup, panel, shell
from ui.shell import Shell

HEAD_ENDS = re.compile(r"：|。|: |\. ")  # a finding says what in its first words, and how much after them


def listed(remarks: tuple[Remark, ...], lang: str) -> str:
    """The findings as an HTML list; each that concerns a cell is a link to the first of its cells."""
    items = Element("ol", {"class": "gk-findings"})
    for remark in remarks:
        item = SubElement(items, "li", {"class": f"gk-{remark.severity}"})
        target = SubElement(item, "a", {"data-cell": remark.cells[0]}) if remark.cells else item
        what, *how = HEAD_ENDS.split(remark.say(lang), maxsplit=1)
        SubElement(target, "b").text = f"{circled(remark.number)} {what}"
        if remark.severity is not Severity.ERROR:
            SubElement(target, "i").text = words.say(f"unit.severity_{remark.severity}", lang)
        if how and how[0]:
            SubElement(target, "span").text = how[0]
    return tostring(items, encoding="unicode", method="html")


def show(found: Sheet, now: Shell) -> None:
    """The list, and the 问题单 to send back with."""
    panel.small(words.say("unit.findings_kicker", now.lang))
    st.header(shell.escape_markdown(findings_title(found).say(now.lang)), anchor=False)
    if found.report:
        panel.small(words.say("unit.findings_compared", now.lang, **asdict(compared(now.snapshot, found.report.id))))
    if found.findings:
        markup.show(listed(found.findings, now.lang), key="findings")
        with panel.foot("findings"):
            panel.downloads(
                "findings",
                lambda: exports.findings(found, now),
                words.say("unit.findings_file", now.lang, unit=found.name, year=found.year),
                now,
                label=words.say("unit.findings_form", now.lang),
                also=lambda: _sheets(found, now),
            )


def _sheets(found: Sheet, now: Shell) -> None:
    """The same as a sheet to print and send, a file a format."""
    name = words.say("unit.findings_file", now.lang, unit=found.name, year=found.year)
    for code, form in brief.FORMATS.items():
        data = partial(_written, form, found, now)
        icon = ":material/description:"
        panel.download(now.say(f"brief_{code}"), data, f"{name}.{form.suffix}", form.mime, f"{code}-findings", icon)


def _written(form: brief.Format, found: Sheet, now: Shell) -> bytes:
    return form.write(brief.of_findings(now.snapshot, found.path, found.year, now.lang))
