"""The routes under /api/v1, one module per area."""

from fastapi import APIRouter

from api.routes import audit, comparison, compliance, groups, members, metrics, orders, plan, runs, sessions

ROUTERS: tuple[APIRouter, ...] = (
    *members.ROUTERS,
    metrics.router,
    compliance.router,
    orders.router,
    groups.router,
    runs.router,
    comparison.router,
    plan.router,
    audit.router,
    sessions.router,
)
