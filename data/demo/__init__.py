"""Made-up reports to try everything on, and the one true report that comes with gongkai."""

from data.demo.cache import ensure_store
from data.demo.folder import FIRST_FORM, LAST_YEAR, SEED, TOWNSHIPS, YEARS, write

__all__ = ["FIRST_FORM", "LAST_YEAR", "SEED", "TOWNSHIPS", "YEARS", "ensure_store", "write"]
