"""A clock that stands still until it is told otherwise."""


class Clock:
    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds

    def micros(self) -> int:
        """The same, for what counts microseconds since 1970."""
        return int(self.seconds * 1_000_000)

    def wait(self, seconds: float) -> None:
        self.seconds += seconds
