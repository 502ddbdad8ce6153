"""Typed reads of published runs: one read, one function, one statement under cypher/read/.

A caller takes `published_run` (or `run_numbered`) once and hands it to every read, so that one answer
never mixes two runs.
"""
