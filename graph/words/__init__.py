"""Reasons and explanations in words and as JSON: english.yaml and chinese.yaml have the sentences."""

from graph.words.telling import Reasons, Words, english, spoken, to_json_data, without_names

__all__ = ["Reasons", "Words", "english", "spoken", "to_json_data", "without_names"]
