"""Explanations: where every cent of an order went, what a member stands at, and why not otherwise.

They are data (frozen dataclasses); `english` and `to_json_data` make sentences and JSON of them. They rest on
what is versioned by run only, so they are true of the run they name while the next one is being calculated.
"""

from graph.explain.member import explain_member
from graph.explain.order import explain_order
from graph.words import english, to_json_data

__all__ = ["english", "explain_member", "explain_order", "to_json_data"]
