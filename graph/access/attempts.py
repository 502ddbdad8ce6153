"""Sign-ins that failed, counted per account name and per address, in the memory of one process."""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ipaddress import IPv6Address, ip_address
from math import ceil
from threading import BoundedSemaphore, Lock

from graph.errors import UserError

WINDOW_SECONDS = 300.0
PER_NAME, PER_CLIENT = 10, 50
_MOST = 10_000
_AT_ONCE = 4  # each takes 19 MiB and a core while its password is hashed
_PATIENCE_SECONDS = 5.0
_Counted = tuple[str, str]


class WrongSignInError(UserError):
    """The name or the password is wrong, or the account is disabled: which of them is not told."""


class TooManyAttemptsError(UserError):
    """Too many sign-ins failed, or are going on; good again in `retry_after` seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"too many failed sign-ins: wait {retry_after} seconds, then try again")
        self.retry_after = retry_after


class Attempts:
    """Limits failures to 10 per name and 50 per client in five minutes. Safe between threads.

    An attempt counts as failed while it goes on, so that many at once gain nothing. An IPv6 client is its
    /64 network. At most 10 000 names and clients are kept; the one not seen for longest is forgotten.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failed: OrderedDict[_Counted, list[float]] = OrderedDict()
        self._lock = Lock()
        self._room = BoundedSemaphore(_AT_ONCE)

    @contextmanager
    def attempt(self, name: str, client: str) -> Iterator[None]:
        """Let the block try to sign in; it has failed when it raises WrongSignInError.

        Raises:
            TooManyAttemptsError: before the block, when it must not even try.
        """
        counted = {("name", name): PER_NAME, ("client", client_network(client)): PER_CLIENT}
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
                self._failed[counted] = [*self._failed.pop(counted, [])[1 - limit :], now]
            while len(self._failed) > _MOST:
                self._failed.popitem(last=False)
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
