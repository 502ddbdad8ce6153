"""The routes under /api/v1, one module per area."""

from fastapi import APIRouter

from api.routes import (
    audit,
    comparison,
    compliance,
    corrections,
    deliveries,
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
    *payouts.ROUTERS,  # statements before members, whose ids may have slashes
    *members.ROUTERS,
    metrics.router,
    compliance.router,
    impact.router,
    orders.router,
    groups.router,
    growth.router,
    runs.router,
    comparison.router,
    corrections.router,
    plan.router,
    deliveries.router,
    audit.router,
    sessions.router,
)
