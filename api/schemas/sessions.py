"""Signing in, and who is signed in."""

from pydantic import BaseModel, Field

from api.schemas.base import Part
from graph.access import Role
from graph.access.accounts import LONGEST_NAME
from graph.access.passwords import LONGEST, SHORTEST

LONGEST_CODE = 64


class Credentials(BaseModel):
    """What signs in."""

    name: str = Field(
        min_length=1, max_length=LONGEST_NAME, description="Name of the account.", examples=["chen"]
    )
    password: str = Field(min_length=1, max_length=LONGEST, examples=["correct horse battery staple"])
    code: str = Field(
        default="",
        max_length=LONGEST_CODE,
        description="Of the account's authenticator app, or a recovery code, where it has a second step.",
        examples=["123456"],
    )


class PasswordChange(BaseModel):
    """One's own password, and what it shall become."""

    old: str = Field(min_length=1, max_length=LONGEST, examples=["correct horse battery staple"])
    new: str = Field(
        max_length=LONGEST,
        description=f"At least {SHORTEST} characters, and not easily guessed.",
        examples=["staple battery horse correct"],
    )


class Session(Part):
    """Who is signed in, by a session or an API key. It belongs to no run."""

    account: str = Field(description="Name of the account.", examples=["chen"])
    role: Role = Field(
        description="admin, finance and analyst read all, manager its team, member itself, loader nothing.",
        examples=["manager"],
    )
    member_id: str | None = Field(
        description="The root of a manager's team, or the member itself; else null.", examples=["m1"]
    )
