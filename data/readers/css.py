"""What a page's own style sheets and style attributes say of each element: the winning declarations by name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

import cssselect
import tinycss2
from lxml import etree

# What tells whether and how text is seen; all else is passed over.
TOLD = frozenset((
    *("display", "visibility", "opacity", "content-visibility", "mso-element", "mso-hide", "content"),
    *("direction", "unicode-bidi"),
    *("font", "font-size", "font-weight", "font-style", "text-decoration", "text-decoration-line", "vertical-align"),
    *("color", "background", "background-color", "-webkit-text-fill-color"),
    *("position", "top", "bottom", "left", "right", "text-indent", "transform"),
    *(
        "float",
        "order",
        "flex-direction",
        "flex-flow",
        "translate",
        "scale",
        "rotate",
        "zoom",
        "filter",
        "mask",
        "mask-image",
    ),
    *("-webkit-mask", "-webkit-mask-image", "-webkit-text-security", "letter-spacing", "list-style", "list-style-type"),
    *("margin", "margin-left", "margin-right", "padding", "padding-left", "padding-right"),
    *("clip", "clip-path", "overflow", "overflow-x", "overflow-y", "width", "height", "max-width", "max-height"),
))
MOST_MATCHES = 2_000_000  # elements times selectors; what sheets say beyond is passed over
LONGEST_SELECTOR = 300
DEEPEST = 3  # rules within rules
_SIMPLE = re.compile(r"([\w-]+|\*)?(?:\.([\w-]+)|#([\w-]+))?")
_MEDIUM = re.compile(r"\s*(?P<but>not\s+|only\s+)?(?P<kind>[a-z]+)?", re.IGNORECASE)
_SHOWN_ON = frozenset(("all", "screen", "and", ""))  # and the other media: paper, speech
_WIDTH = re.compile(r"\(\s*(?P<side>max|min)-(?:device-)?width\s*:\s*(?P<number>\d+(?:\.\d+)?)(?P<unit>[a-z]*)")
_PREFERRED = re.compile(
    r"prefers-(?:color-scheme\s*:\s*dark|contrast\s*:\s*more)|orientation\s*:\s*portrait", re.IGNORECASE
)
SCREEN = 1280  # pixels: how wide the window is in which a page is looked at
Declarations = dict[str, str]
Weight = tuple[bool, tuple[int, int, int], int]
ELEMENT, BEFORE, AFTER = "", "before", "after"
_SELF = "descendant-or-self::"


class Sheets:
    """The declarations that hold for each element of a page."""

    def __init__(self, root: etree._Element) -> None:
        self._said: dict[tuple[etree._Element, str], dict[str, tuple[Weight, str]]] = defaultdict(dict)
        self._index: dict[tuple[str, str], list[etree._Element]] | None = None
        self._root = root
        self._left, self._order = MOST_MATCHES, 0
        for node in root.iter("style"):
            if (node.get("type") or "text/css").strip().lower() == "text/css" and is_on(node.get("media") or ""):
                self._sheet(tinycss2.parse_stylesheet("".join(node.itertext()), True, True), 0)

    def of(self, node: etree._Element, part: str = ELEMENT) -> Declarations:
        """What is said of an element, its style attribute too, or of what is put before or after its text."""
        said = {name: value for name, (_, value) in self._said.get((node, part), {}).items()}
        if part == ELEMENT and (style := node.get("style")):
            strong = {name for name, (weight, _) in self._said.get((node, part), {}).items() if weight[0]}
            for name, value, important in _declarations(tinycss2.parse_declaration_list(style, True, True)):
                if important or name not in strong:
                    said[name] = value
        return said

    def _sheet(self, rules: Iterable[tinycss2.ast.Node], depth: int) -> None:
        for rule in rules:
            if rule.type == "qualified-rule":
                self._nested(tinycss2.serialize(rule.prelude).strip(), rule.content, depth)
            elif rule.type == "at-rule" and rule.at_keyword in ("media", "supports", "layer") and depth < DEEPEST:
                asked = tinycss2.serialize(rule.prelude).strip().lower()
                if is_on(asked) if rule.at_keyword == "media" else not asked.startswith("not"):
                    self._sheet(tinycss2.parse_rule_list(rule.content or (), True, True), depth + 1)

    def _nested(self, selectors: str, content: list[tinycss2.ast.Node], depth: int) -> None:
        """A rule, and the rules within it, whose selectors go on from its own."""
        inner = tinycss2.parse_blocks_contents(content, True, True)
        if told := list(_declarations(inner)):
            self._rule(selectors, told)
        for rule in inner if depth < DEEPEST else ():
            if rule.type == "qualified-rule":
                own = tinycss2.serialize(rule.prelude).strip()
                outer = f":is({selectors})" if "," in selectors else selectors
                joined = own.replace("&", outer) if "&" in own else f"{outer} {own}"
                self._nested(joined, rule.content, depth + 1)

    def _rule(self, selectors: str, told: list[tuple[str, str, bool]]) -> None:
        self._order += 1
        try:
            parsed = cssselect.parse(selectors) if len(selectors) <= LONGEST_SELECTOR * 10 else []
        except cssselect.SelectorError:
            return
        for selector in parsed:
            part = str(selector.pseudo_element or ELEMENT)
            weight = selector.specificity()
            for node in self._matching(selector) if part in (ELEMENT, BEFORE, AFTER) else ():
                said = self._said[node, part]
                for name, value, important in told:
                    new = (important, weight, self._order)
                    if name not in said or said[name][0] <= new:
                        said[name] = (new, value)

    def _matching(self, selector: cssselect.Selector) -> Iterable[etree._Element]:
        plain = selector.parsed_tree.canonical()
        if found := _SIMPLE.fullmatch(plain):
            return self._simple(found[1], found[2], found[3])
        self._left -= sum(len(nodes) for nodes in self._indexed().values()) // 2
        if self._left < 0 or len(plain) > LONGEST_SELECTOR:
            return ()
        try:
            xpath = cssselect.HTMLTranslator().selector_to_xpath(selector, _SELF, translate_pseudo_elements=False)
            nodes: list[etree._Element] = self._root.xpath(xpath)
            return nodes
        except (cssselect.SelectorError, etree.XPathError):
            return ()

    def _simple(self, tag: str | None, by_class: str | None, by_id: str | None) -> Iterator[etree._Element]:
        key = ("class", by_class) if by_class else ("id", by_id) if by_id else ("tag", tag or "*")
        for node in self._indexed().get((key[0], key[1] or ""), ()):
            if tag in (None, "*") or node.tag == (tag or "").lower():
                yield node

    def _indexed(self) -> dict[tuple[str, str], list[etree._Element]]:
        if self._index is None:
            self._index = defaultdict(list)
            for node in self._root.iter():
                if isinstance(node.tag, str):
                    self._index["tag", node.tag].append(node)
                    self._index["tag", "*"].append(node)
                    if name := node.get("id"):
                        self._index["id", name].append(node)
                    for name in (node.get("class") or "").split():
                        self._index["class", name].append(node)
        return self._index


def is_on(media: str) -> bool:
    """Whether what is said for these media holds on a screen."""
    return any(map(_is_on, media.split(",")))


def _is_on(query: str) -> bool:
    told = _MEDIUM.match(query)
    kind = (told["kind"] or "") if told else ""
    holds = kind.lower() in _SHOWN_ON and not _PREFERRED.search(query)
    for found in _WIDTH.finditer(query.lower()):
        wide = float(found["number"]) * (1 if found["unit"] in ("px", "") else 16)
        holds = holds and (wide >= SCREEN if found["side"] == "max" else wide <= SCREEN)
    return holds != bool(told and (told["but"] or "").strip().lower() == "not")


def _declarations(nodes: Iterable[tinycss2.ast.Node]) -> Iterator[tuple[str, str, bool]]:
    for node in nodes:
        if node.type == "declaration" and (node.lower_name in TOLD or node.name.startswith("--")):
            yield node.lower_name, tinycss2.serialize(node.value).strip().lower(), node.important
