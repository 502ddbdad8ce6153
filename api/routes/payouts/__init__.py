"""Payouts: batches and their lines, what is payable, and what members ask for."""

from api.routes.payouts import changing, member, reading

ROUTERS = (changing.router, member.router, reading.router)
