"""Quoth reads a news article and returns its quotes: who said what, in which role, to whom, with what stance.

Each package is a room: its docstring says what goes in and what comes out, its `__all__` what others may use. Which
room may know which is written in `pyproject.toml`, and `make lint` holds it. `analysis` is the way of the data.
"""

__version__ = "0.1.0"

RULES_VERSION = "2026.11.7"
"""Version of the attribution rules, lexicons and stance rules; stated in every response beside the model's version."""
