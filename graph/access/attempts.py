"""Sign-ins that failed, counted per account name and network, in the memory of one process."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv6Address, ip_address
from math import ceil
from threading import BoundedSemaphore, Lock

from cachetools import LRUCache

from graph.errors import UserError

WINDOW_SECONDS = 300.0
PER_NAME, PER_CLIENT, PER_NAME_ANYWHERE = 10, 50, 100
_MOST = 30_000
_AT_ONCE = 4  # each takes 19 MiB and a core while its password is hashed
_PATIENCE_SECONDS = 5.0
_Counted = tuple[str, ...]


class WrongSignInError(UserError):
    """The name or the password is wrong, or the account is disabled: which of them is not told."""


class TooManyAttemptsError(UserError):
    """Too many sign-ins failed, or are going on; good again in `retry_after` seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(
            "too many failed sign-ins: wait {seconds} seconds, then try again", seconds=retry_after
        )
        self.retry_after = retry_after


class Step(StrEnum):
    """What is tried: the password, or the code of the second step."""

    PASSWORD = "password"  # noqa: S105 - the name of a step
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an attempt comes from: the address, and the device if the account signed in on it before."""

    client: str
    device: str = ""

    def limits(self, name: str, step: Step) -> dict[_Counted, int]:
        """Return what is counted of an attempt, and how often each may fail.

        A device that signed in before has a count of its own: nobody can use it up from elsewhere. For all
        others a password is counted per name and network, per network, and per name. Codes have six digits
        only and are tried by who knows the password, so they are counted per name, wherever they come from.
        """
        if self.device:
            return {("device", step, name, self.device): PER_NAME}
        if step is Step.CODE:
            return {("code", name): PER_NAME}
        network = client_network(self.client)
        return {
            ("name", name, network): PER_NAME,
            ("network", network): PER_CLIENT,
            ("name", name): PER_NAME_ANYWHERE,
        }


class Attempts:
    """Limits failures in five minutes: 10 per name and network, 50 per network, 100 per name.

    An attempt counts as failed while it goes on, so that many at once gain nothing. An IPv6 network is a /64.
    At most 30 000 counts are kept; the one not touched for longest is forgotten. Safe between threads.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failed: LRUCache[_Counted, list[float]] = LRUCache(_MOST)
        self._lock = Lock()
        self._room = BoundedSemaphore(_AT_ONCE)

    @contextmanager
    def attempt(self, name: str, origin: Origin, step: Step = Step.PASSWORD) -> Iterator[None]:
        """Let the block try to sign in; it has failed when it raises WrongSignInError.

        Raises:
            TooManyAttemptsError: before the block, when it must not even try.
        """
        counted = origin.limits(name, step)
        began = self._begin(counted)
        try:
            yield
        except WrongSignInError:
            raise
        except BaseException:
            self._forget(counted, began)
            raise
        self._forget(counted, began)

    @contextmanager
    def room(self) -> Iterator[None]:
        """Let the block hash a password, four at once in a process.

        Raises:
            TooManyAttemptsError: when there is no room within five seconds.
        """
        if not self._room.acquire(timeout=_PATIENCE_SECONDS):
            raise TooManyAttemptsError(ceil(_PATIENCE_SECONDS))
        try:
            yield
        finally:
            self._room.release()

    def _begin(self, limits: dict[_Counted, int]) -> float:
        with self._lock:
            now = self._clock()
            waits = [0.0]
            for counted, limit in limits.items():
                failed = [at for at in self._failed.get(counted, []) if at > now - WINDOW_SECONDS]
                if len(failed) >= limit:
                    waits.append(failed[-limit] + WINDOW_SECONDS - now)
            if max(waits) > 0:
                raise TooManyAttemptsError(ceil(max(waits)))
            for counted, limit in limits.items():
                self._failed[counted] = [*self._failed.get(counted, [])[1 - limit :], now]
            return now

    def _forget(self, limits: dict[_Counted, int], began: float) -> None:
        with self._lock:
            for counted in limits:
                failed = self._failed.get(counted, [])
                if began in failed:
                    failed.remove(began)
                if not failed:
                    self._failed.pop(counted, None)


def client_network(client: str) -> str:
    """Return what a client is counted by: its address, of IPv6 the /64 network."""
    try:
        address = ip_address(client.partition("%")[0])
    except ValueError:
        return client  # a socket's path, or no address at all
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return str(int(address) >> 64)
    return client
