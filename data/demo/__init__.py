"""Made-up reports to try everything on, and the one true report that comes with gongkai."""

from data.demo.folder import GENERATOR, write

__all__ = ["GENERATOR", "write"]
