"""Reports printed as documents: one module a format."""

from data.demo.render.flattened import LAYOUTS, text

__all__ = ["LAYOUTS", "text"]
