"""Damage that published reports were found with, done on purpose: one entry a kind."""

from data.demo.damage.labels import LABELS
from data.demo.damage.proof import Damage, Proof
from data.demo.damage.prose import PROSE
from data.demo.damage.tables import TABLES

DAMAGES: dict[str, Damage] = LABELS | TABLES | PROSE

__all__ = ["DAMAGES", "Damage", "Proof"]
