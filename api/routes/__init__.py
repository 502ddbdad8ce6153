"""The routes under /api/v1, one module per area."""

from fastapi import APIRouter

from api.routes import plan, runs

ROUTERS: tuple[APIRouter, ...] = (runs.router, plan.router)
