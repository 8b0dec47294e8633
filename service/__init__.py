"""Quoth reads a news article and returns its quotes: who said what, in which role, to whom, with what stance."""

__version__ = "0.1.0"

RULES_VERSION = "2026.11.4"
"""Version of the attribution rules, lexicons and stance rules; stated in every response beside the model's version."""
