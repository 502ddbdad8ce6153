"""Resolution: which rows of a delivery, and of what waits, stand together. Pure; no database."""

from etl.resolution.case import Case, Resolution, Stored
from etl.resolution.resolve import resolve

__all__ = ["Case", "Resolution", "Stored", "resolve"]
