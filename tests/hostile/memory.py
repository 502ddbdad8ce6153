"""How much memory this process took at its peak while something ran."""

from pathlib import Path

MOST_MB = 100
_SELF = Path("/proc/self")
_FORGET_PEAK = "5"


class Peak:
    """The growth of this process since it was made; the peak of before is forgotten by the kernel."""

    def __init__(self) -> None:
        (_SELF / "clear_refs").write_text(_FORGET_PEAK, encoding="ascii")
        self._before = _mb("VmRSS")

    @property
    def grown_mb(self) -> int:
        """How much larger than at the start the process was at its peak."""
        return _mb("VmHWM") - self._before


def _mb(name: str) -> int:
    lines = (_SELF / "status").read_text(encoding="ascii", errors="replace").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:")) >> 10
