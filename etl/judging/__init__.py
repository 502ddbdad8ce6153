"""Judging: which rows of a delivery, and of what waits, stand together. Pure; no database."""

from etl.judging.case import Case, Stored, Verdict
from etl.judging.judge import judge

__all__ = ["Case", "Stored", "Verdict", "judge"]
