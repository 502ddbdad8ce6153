"""Payouts: batches and their lines, what is payable, and what members ask for."""

from api.routes.payouts import adjustments, changing, member, reading, statements

ROUTERS = (adjustments.router, changing.router, member.router, reading.router, statements.router)
