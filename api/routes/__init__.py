"""The routes under /api/v1, one module per area."""

from fastapi import APIRouter

from api.routes import (
    audit,
    comparison,
    compliance,
    corrections,
    deliveries,
    groups,
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
    runs.router,
    comparison.router,
    corrections.router,
    plan.router,
    deliveries.router,
    audit.router,
    sessions.router,
)
