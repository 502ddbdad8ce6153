"""Row checks: text in, typed rows and rows with reasons out. No database."""

from etl.validation.rows import Checked, check_rows

__all__ = ["Checked", "check_rows"]
