"""Signing in, and who is signed in."""

from pydantic import BaseModel, Field

from api.schemas.base import Part
from graph.access import Role
from graph.access.accounts import LONGEST_NAME
from graph.access.passwords import LONGEST


class Credentials(BaseModel):
    """What signs in."""

    name: str = Field(
        min_length=1, max_length=LONGEST_NAME, description="Name of the account.", examples=["chen"]
    )
    password: str = Field(min_length=1, max_length=LONGEST, examples=["correct horse battery staple"])


class Session(Part):
    """Who is signed in, by a session or an API key. It belongs to no run."""

    account: str = Field(description="Name of the account.", examples=["chen"])
    role: Role = Field(
        description="admin and analyst read all, manager its own team, member itself.", examples=["manager"]
    )
    member_id: str | None = Field(
        description="The root of a manager's team, or the member itself; else null.", examples=["m1"]
    )
