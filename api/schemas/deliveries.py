"""Deliveries that were handed in: how far each is, and what became of its rows."""

from typing import Any

from pydantic import AwareDatetime, Field

from api.schemas.base import Part
from graph.intake import DeliveryState

_ID = Field(description="Known by the content: the same files have the same.", examples=["5d41402abc4b2a76"])


class DeliveredFile(Part):
    """A file as it was handed in."""

    name: str = Field(examples=["orders.csv"])
    bytes: int = Field(examples=[18230])


class DeliveredTable(Part):
    """What became of the rows of a table."""

    table: str = Field(examples=["orders"])
    loaded: int = Field(description="New facts.", examples=[812])
    changed: int = Field(description="Facts of which a name, channel or category was replaced.", examples=[0])
    unchanged: int = Field(description="Rows that were there already.", examples=[3])
    quarantined: int = Field(description="Rows that wait, with a reason.", examples=[2])
    woken: int = Field(
        description="Rows of earlier deliveries that had waited and are loaded now.", examples=[0]
    )
    withdrawn: int = Field(
        description="Facts that no longer stand beside this delivery and wait.", examples=[0]
    )


class WaitingReason(Part):
    """Why rows of a table wait: alike reasons together, with the first row."""

    table: str = Field(examples=["orders"])
    rows: int = Field(examples=[2])
    reason: str = Field(description="A stable name.", examples=["row_unknown"])
    values: dict[str, Any] = Field(description="What the sentence is made of.", examples=[{}])
    text: str = Field(
        description="In words.", examples=['buyer_id "m9" is unknown: deliver the member or customer first']
    )
    file: str = Field(examples=["orders.csv"])
    row: int = Field(description="As a spreadsheet shows it: the header is row 1.", examples=[17])


class Delivery(Part):
    """A delivery that was handed in. It belongs to no run but the one that has it first."""

    id: str = _ID
    state: DeliveryState = Field(
        description="held: until somebody says that it is to be loaded. waiting, loading. loaded: in the next"
        " run. published: in `run`. failed: nothing of it is loaded, unless `tables` says so. cancelled.",
        examples=["published"],
    )
    account: str = Field(description="Who handed it in.", examples=["shop"])
    received: AwareDatetime = Field(examples=["2026-01-05T18:30:02Z"])
    ended: AwareDatetime | None = Field(examples=["2026-01-05T18:30:41Z"])
    files: list[DeliveredFile]
    mapping: list[str] = Field(description="The mappings that its files are read by.", examples=[["shopify"]])
    own_mapping: bool = Field(description="Whether it brought one of its own.", examples=[False])
    publish: bool = Field(description="Whether a run is calculated after it.", examples=[True])
    reason: str | None = Field(description="What went wrong, and what to do.", examples=[None])
    run: int | None = Field(description="The published run that has it first.", examples=[8])
    tables: list[DeliveredTable] = Field(description="Empty until it is loaded.")
    quarantined: int = Field(description="Rows of it that were put into the quarantine.", examples=[2])
    waiting: int | None = Field(description="All rows in the quarantine after it.", examples=[2])
    notices: list[str] = Field(description="What was left alone, and how files were read.", examples=[[]])
    reasons: list[WaitingReason] = Field(description="Why rows of it wait, most first; for thirty days.")


class Deliveries(Part):
    """The deliveries that were handed in, newest first; at most 1 000 are told of."""

    items: list[Delivery]
