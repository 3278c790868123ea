"""Made-up reports to try everything on, and the one true report that comes with gongkai."""

from data.demo.folder import FIRST_FORM, GENERATOR, LAST_YEAR, SEED, TOWNSHIPS, YEARS, write

__all__ = ["FIRST_FORM", "GENERATOR", "LAST_YEAR", "SEED", "TOWNSHIPS", "YEARS", "write"]
