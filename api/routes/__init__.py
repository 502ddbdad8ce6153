"""The routes under /api/v1, one module per area."""

from fastapi import APIRouter

from api.routes import orders, plan, runs, sessions

ROUTERS: tuple[APIRouter, ...] = (orders.router, runs.router, plan.router, sessions.router)
