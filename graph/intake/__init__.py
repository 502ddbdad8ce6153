"""Deliveries that come over the network: kept in a folder of the service until a job has loaded them.

Nothing here reads a table: what the files hold is for etl and for the jobs of `upline serve` (cli.jobs).
"""

from graph.intake.receiving import Limits, Receiver
from graph.intake.rules import DeliveryRules
from graph.intake.spool import Spool, spool_of
from graph.intake.upload import ENDED, REPEATABLE, DeliveryState, Review, Upload

__all__ = [
    "ENDED",
    "REPEATABLE",
    "DeliveryRules",
    "DeliveryState",
    "Limits",
    "Receiver",
    "Review",
    "Spool",
    "Upload",
    "spool_of",
]
