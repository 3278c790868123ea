"""Made-up reports to try everything on, and the one true report that comes with gongkai.

Screens need `ensure_store` alone, which takes in documents that lie ready. What makes such documents, damages them and
counts how well they were read is only loaded by the commands `demo` and `score`, by tests and by the bench:

folder       the documents of a county, written
county       its reports, with what is planted in them
render       reports as documents; damage: what happens to documents; press: both together
score        what was read of them, against the key
"""

from data.demo.cache import ensure_store

__all__ = ["ensure_store"]
