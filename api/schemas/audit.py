"""The audit trail as the API gives it."""

from pydantic import AwareDatetime, Field

from api.schemas.base import Cursor, Part


class AuditEvent(Part):
    """Something that happened; what does not apply is null."""

    id: str = Field(description="Unique; sorts by time.", examples=["1767225600000000-1f0c9a3e"])
    at: AwareDatetime = Field(examples=["2026-01-01T00:00:00Z"])
    event: str = Field(description="What happened: docs/audit.md lists them.", examples=["member.read"])
    account: str | None = Field(default=None, description="The account that did it.", examples=["chen"])
    by_key: str | None = Field(default=None, description="Id of the API key that it used.", examples=[None])
    os_user: str | None = Field(
        default=None, description="In commands: the user of the system.", examples=[None]
    )
    address: str | None = Field(
        default=None, description="The client's address; in commands the host.", examples=["192.0.2.7"]
    )
    member_id: str | None = Field(default=None, description="The member that it is about.", examples=["m1"])
    order_id: str | None = Field(default=None, description="The order that it is about.", examples=[None])
    subject: str | None = Field(default=None, description="The account that it is about.", examples=[None])
    key_id: str | None = Field(default=None, description="Id of the key that it is about.", examples=[None])
    route: str | None = Field(
        default=None, description="Where: an address or a command.", examples=["/api/v1/members/{id}"]
    )
    run: int | None = Field(default=None, description="The run whose figures were read.", examples=[7])
    detail: dict[str, str] = Field(
        default={}, description="Filters and the like, by names.", examples=[{"filter": "month=2026-01"}]
    )


class AuditPage(Part):
    """A page of the audit trail, newest first."""

    items: list[AuditEvent]
    next: Cursor
