"""Every page in both languages, light and dark, and on paper, to be looked at: `python docs/screens.py FOLDER`.

Whole pages at the width of an office screen and of a phone, and A4 as a black-and-white printer gives it. Demo data,
unless a store is named: `python docs/screens.py FOLDER STORE`.
"""

from __future__ import annotations

import sys
import tempfile
from itertools import product
from pathlib import Path

from bench.browser import chromium
from docs.pictures import DRAWN, HEIGHT, WIDTH, tall
from tests.browser import screen
from tests.conftest import serving
from ui.shell import PAGES

PHONE = 390
LOOKS = [("light", WIDTH), ("dark", WIDTH), ("light", PHONE)]


def main(folder: Path, *store: str) -> None:
    """One PNG per page, language and look, one PDF per page and language."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as logs, serving(Path(logs)) as serve, chromium() as browser:
        url = serve(*(("--store", *store) if store else ("--demo",)))
        for name, lang, (mode, width) in product(PAGES, ("zh", "en"), LOOKS):
            with browser.new_context(viewport={"width": width, "height": HEIGHT}, color_scheme=mode) as context:
                page = context.new_page()
                screen.visit(page, f"{url}/{'' if name == PAGES[0] else name}?lang={lang}")
                page.wait_for_timeout(DRAWN)
                if (mode, width) == LOOKS[0]:
                    page.pdf(path=folder / f"{name}_{lang}.pdf", format="A4")
                page.set_viewport_size({"width": width, "height": tall(page)})
                page.wait_for_timeout(DRAWN)
                page.screenshot(path=folder / f"{name}_{lang}_{mode}_{width}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
