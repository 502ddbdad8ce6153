"""HTTP as it comes in from the network: a request has a size and a deadline before anybody reads it.

uvicorn with httptools keeps headers of any size and waits for the rest of a request for ever. This is its
protocol with bounds; they hold for who has no account yet, and without a proxy in front.
"""

import time
from asyncio import TimerHandle, Transport
from typing import Any, Final

from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from web.limits import Limits
from web.problems import problem

_HEADERS, _BODY, _IDLE = "headers", "body", "idle"
_LINGER_SECONDS: Final = 2.0
_FRAME: Final = 4  # a header's colon, blank and end of line
_HEADERS_OF_REFUSALS: Final = {"Connection": "close", "X-Content-Type-Options": "nosniff"}
_TOO_SLOW: Final = 408
_PROBLEMS: Final = {
    400: ("bad-request", "this is no HTTP request: send it as RFC 9112 has it"),
    _TOO_SLOW: ("too-slow", "the request did not arrive in time: send it again, all at once"),
    431: ("headers-too-large", "the address and the headers are too large, or too many: send less"),
}


class HeadersTooLargeError(ValueError):
    """A request has more or larger headers than the limits allow."""


class TwoHostsError(ValueError):
    """A request says twice which host it is for (RFC 9112, 3.2)."""


class BoundedProtocol(HttpToolsProtocol):
    """Answers 431 and 408 and closes before a request costs more than its limits.

    One timer serves all requests of a connection: it looks at `_due`, None while we wait for nothing. What
    came whole in one piece, as most requests do, needs no deadline.
    """

    def __init__(self, *positional: Any, limits: Limits, **named: Any) -> None:  # noqa: ANN401 - uvicorn's own
        super().__init__(*positional, **named)
        self._limits = limits
        self._phase = _HEADERS
        self._arrived = 0  # bytes of this phase
        self._seen = 0  # of these, those that there were at the last look
        self.silent_since = time.monotonic()  # or since the last answer, where it is silent
        self._due: float | None = None
        self._timer: TimerHandle | None = None
        self._untaken: TimerHandle | None = None
        self._refusal = 400  # what a request is answered that the parser does not take
        self._refused = False
        self._answered: RequestResponseCycle | None = None  # `cycle` is the last of those that wait

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Take a connection; where there are too many, the one that has been silent for longest goes."""
        super().connection_made(transport)
        self._expect(self._limits.header_seconds)
        if len(self.connections) > self._limits.connections:
            silent = [one for one in self.connections if isinstance(one, BoundedProtocol) and one.is_silent]
            min(silent, key=lambda connection: connection.silent_since).cut_off()

    @property
    def is_silent(self) -> bool:
        """Whether the client owes us headers, its first ones or those of another request."""
        return self._phase != _BODY and not self._is_answering

    @property
    def _is_answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def cut_off(self) -> None:
        """Close at once, without an answer; who still writes or reads learns that nobody is there."""
        self.connections.discard(self)
        self.pipeline.clear()
        for cycle in filter(None, (self._answered, self.cycle)):
            cycle.disconnected = True
            cycle.message_event.set()
        self.transport.abort()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        self._answered = cycle
        super()._start_asgi_task(cycle, app)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the timers."""
        for timer in (self._timer, self._untaken):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take a piece, and count what may go on for ever: headers, trailers, framing of chunks."""
        if self._refused:
            return
        phase, scope = self._phase, self.scope
        super().data_received(data)
        if self._refused or self.transport.is_closing():
            return
        if self._phase != phase or self.scope is not scope:  # what began within this piece is no larger
            self._arrived = self._seen = 0
            self._expect_rest()
            return
        self._arrived += len(data)
        if self._due is None:  # blank lines between requests
            self._expect(self._limits.header_seconds)
        if phase == _HEADERS and self._arrived > self._limits.header_bytes:
            self._refuse(431)
        elif phase == _BODY and self._arrived > self._most_body:
            self.cut_off()

    @property
    def _is_uploading(self) -> bool:
        """Whether a delivery is being handed in, to which nothing was answered yet."""
        path = self.scope["path"] if self._phase == _BODY and self._is_answering else ""
        return path in self._limits.upload_paths

    @property
    def _most_body(self) -> int:
        return self._limits.upload_bytes if self._is_uploading else self._limits.body_bytes

    def _expect_rest(self) -> None:
        """Set when the rest of what has begun is due; what is whole is not."""
        if self._phase == _HEADERS:
            self._expect(self._limits.header_seconds)
        elif self._phase == _BODY:
            self._expect(self._limits.body_seconds)
        else:
            self._due = None

    def on_message_begin(self) -> None:
        """Begin a request."""
        super().on_message_begin()
        self._phase = _HEADERS

    def on_headers_complete(self) -> None:
        """Look at the headers as a whole, then let the application answer.

        Raises:
            HeadersTooLargeError, TwoHostsError: to the parser, which goes no further.
        """
        headers = self.headers
        hosts, size = 0, len(self.url) + _FRAME * len(headers)
        for name, value in headers:
            size += len(name) + len(value)
            hosts += name == b"host"
        if len(headers) > self._limits.headers or size > self._limits.header_bytes:
            self._refusal = 431
            raise HeadersTooLargeError
        if hosts > 1:
            raise TwoHostsError
        super().on_headers_complete()  # refuses an address that is none, while these are headers yet
        self._phase = _BODY
        self.headers = list(headers)  # what comes behind a body (trailers) never reaches the scope

    def on_message_complete(self) -> None:
        """End a request."""
        super().on_message_complete()
        self._phase = _IDLE

    def on_response_complete(self) -> None:
        """Go on to the next request."""
        self.silent_since = time.monotonic()
        self._watch_taking()
        super().on_response_complete()

    def _expect(self, seconds: float) -> None:
        self._due = self.loop.time() + seconds
        if self._timer is None:
            self._timer = self.loop.call_at(self._due, self._look)

    def _look(self) -> None:
        """Refuse what is overdue; where we ourselves keep a client waiting, it has as long again."""
        self._timer = None
        if self._due is None or self._refused or self.transport.is_closing():
            return
        ours = self.flow.read_paused or (self._phase != _BODY and self._is_answering)
        if ours:
            self._expect(self._limits.header_seconds)
        elif self._due > self.loop.time():
            self._timer = self.loop.call_at(self._due, self._look)
        elif self._is_uploading and self._arrived - self._seen >= self._limits.upload_least:
            self._seen = self._arrived
            self._expect(self._limits.body_seconds)
        else:
            self._refuse(_TOO_SLOW)

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - uvicorn's words
        """Refuse what the parser did not take."""
        self._refuse(self._refusal)

    def _refuse(self, status: int) -> None:
        """Say what is wrong, unless nothing was asked or an answer is on its way, and close."""
        if self._phase != _BODY and self._is_answering:
            self.cycle.keep_alive = False  # the request before still gets its answer, then it closes
            self.flow.pause_reading()
            return
        silent = status == _TOO_SLOW and (self.headers is None or self._phase == _IDLE)
        if self._phase == _BODY:
            silent = self.cycle.response_started
            self.cycle.disconnected = True  # who waits for the rest of this body learns that it will not come
            self.cycle.message_event.set()
        if silent:
            self.cut_off()
            return
        self.transport.write(_answer(status, self.server_state.default_headers))
        # Closed at once, what is still on its way to us would cut off the answer on its way back.
        self._refused = True
        self.transport.write_eof()
        self.loop.call_later(_LINGER_SECONDS, self.transport.abort)

    def timeout_keep_alive_handler(self) -> None:
        """Close a connection on which no other request came."""
        self._watch_taking()
        super().timeout_keep_alive_handler()

    def pause_writing(self) -> None:
        """Wait until the client takes more of its answer, but not for ever."""
        super().pause_writing()
        self._watch_taking()

    def _watch_taking(self) -> None:
        waiting = self.transport.get_write_buffer_size()
        if waiting and self._untaken is None:
            self._untaken = self.loop.call_later(self._limits.taking_seconds, self._look_at_taking, waiting)

    def _look_at_taking(self, before: int) -> None:
        """Cut off a client that has taken nothing since."""
        self._untaken = None
        if self.transport.get_write_buffer_size() < before:
            self._watch_taking()
        else:
            self.cut_off()


def _answer(status: int, default_headers: list[tuple[bytes, bytes]]) -> bytes:
    kind, detail = _PROBLEMS[status]
    answer = problem({}, status, kind, detail, headers=_HEADERS_OF_REFUSALS)
    headers = b"".join(b"%s: %s\r\n" % each for each in (*default_headers, *answer.raw_headers))
    return STATUS_LINE[status] + headers + b"\r\n" + bytes(answer.body)
