"""The clock of every rule: points in the sequence (paid_at, order_id), and the plan's days and months.

A point is one string that sorts by code point: the shifted microseconds, a blank, the
order's id. NEVER and BEGINNING sort after and before every order.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SHIFT = 2_000_000_000_000_000
BEGINNING = ""
NEVER = "~"
OPEN = 2**63 - 1  # to_run of a version that still stands
FIRST_DAY = date(1970, 1, 1)
END_DAY = date(2200, 1, 1)
"""Nothing happens before the first day, nor on this one or later: no such time is loaded."""
WAITING = 7_999_999_999_999_999
"""When an order counts whose group has not succeeded (R12): after END_DAY. Its point is as long as any."""
_DIGITS = len(str(SHIFT))
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def to_micros(moment: datetime) -> int:
    """Return an aware time as microseconds since 1970 in UTC."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def from_micros(micros: int, zone: ZoneInfo) -> datetime:
    """Return microseconds since 1970 in UTC as an aware time in `zone`."""
    return (_EPOCH + timedelta(microseconds=micros)).astimezone(zone)


def point(micros: int, order_id: str = "") -> str:
    """Return the point of an order on the clock; without an id, the instant before its orders."""
    return f"{micros + SHIFT} {order_id}" if order_id else f"{micros + SHIFT}"


def order_of(at: str) -> str:
    """Return the id of the order at a point on the clock; "" for an instant before orders and the opening."""
    return at[_DIGITS + 1 :]


def day_start(day: date, zone: ZoneInfo) -> int:
    """Return the first microsecond of a calendar day in `zone`."""
    return to_micros(datetime.combine(day, time.min, tzinfo=zone))


def day_of(micros: int, zone: ZoneInfo) -> date:
    """Return the calendar day in `zone` on which a time falls."""
    return from_micros(micros, zone).date()
