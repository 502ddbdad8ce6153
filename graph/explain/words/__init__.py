"""Explanations in words and as JSON; english.yaml has the sentences."""

from graph.explain.words.telling import Words, english, spoken, to_json_data

__all__ = ["Words", "english", "spoken", "to_json_data"]
