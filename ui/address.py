"""The address of a view as people and programs write it: codes, or the words of either language.

The controls of the bar are bound to the address and write the words they show (`?m=新收申请`). Links made elsewhere
carry codes that never change (`?m=applications_new`). So what arrives is read as either, checked, and written back
in the words of the language in use before the first control is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import words

Query = dict[str, list[str]]
Label = Callable[[str, str], str]  # (code, language) → the word a control shows


def read(given: Mapping[str, Iterable[str]], known: Mapping[str, Iterable[str]], label: Mapping[str, Label]) -> Query:
    """The query in codes: a word of any language becomes its code, anything else stays as it came."""
    found: Query = {}
    for key, values in given.items():
        codes = (
            {label[key](code, lang): code for lang in reversed(words.LANGUAGES) for code in known.get(key, ())}
            if key in label
            else {}
        )
        found[key] = [codes.get(value, value) for value in values]
    return found


def written(query: Mapping[str, Iterable[str]], label: Mapping[str, Label], lang: str) -> Query:
    """The query in the words that the controls show in this language; what no control shows stays as it is."""
    return {
        key: [label[key](code, lang) for code in codes] if key in label else list(codes) for key, codes in query.items()
    }
