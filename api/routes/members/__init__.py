"""Members: finding them, and everything about one. An id may have slashes, so its own address comes last."""

from fastapi import APIRouter

from api.routes.members import one, rewards, search, team, volume, why

ROUTERS: tuple[APIRouter, ...] = (
    search.router,
    volume.router,
    team.router,
    rewards.router,
    why.router,
    one.router,
)
