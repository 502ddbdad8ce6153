"""The routes under /api/v1, one module per area."""

from fastapi import APIRouter

from api.routes import (
    audit,
    comparison,
    compliance,
    groups,
    growth,
    impact,
    members,
    metrics,
    orders,
    payouts,
    plan,
    runs,
    sessions,
)

ROUTERS: tuple[APIRouter, ...] = (
    *members.ROUTERS,
    metrics.router,
    compliance.router,
    impact.router,
    orders.router,
    groups.router,
    growth.router,
    runs.router,
    comparison.router,
    plan.router,
    *payouts.ROUTERS,
    audit.router,
    sessions.router,
)
