"""What hostile requests are tried on: a service that takes deliveries in (tests.intake)."""

from tests.intake.conftest import client_as, intake

__all__ = ["client_as", "intake"]
