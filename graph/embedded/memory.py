"""How much memory the server gets: a share of the machine's, unless the settings say otherwise."""

import sys
from dataclasses import dataclass
from pathlib import Path

import psutil

from graph.settings import Settings

_CGROUP_LIMITS = (
    Path("/sys/fs/cgroup/memory.max"),
    Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"),
)
_LARGE_MB = 3072


@dataclass(frozen=True)
class Memory:
    """Java heap and Neo4j page cache, in MB."""

    heap: int
    page_cache: int

    @property
    def flags(self) -> list[str]:
        """The JVM's flags for these sizes.

        A large heap is collected in parallel, and lies in huge pages where there are any. A small one is
        collected serially, which takes 100 to 300 MB less and starts sooner.
        """
        collector = "-XX:+UseParallelGC" if self._large else "-XX:+UseSerialGC"
        huge = ["-XX:+UseTransparentHugePages"] if self._huge_pages else []
        return [f"-Xms{self.heap}m", f"-Xmx{self.heap}m", collector, *huge]

    @property
    def environment(self) -> dict[str, str]:
        """What the server's environment says of memory: the page cache in huge pages as well, with glibc."""
        return {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"} if self._huge_pages else {}

    @property
    def _large(self) -> bool:
        return self.heap >= _LARGE_MB

    @property
    def _huge_pages(self) -> bool:
        return self._large and sys.platform == "linux"


def memory_for(settings: Settings, machine_mb: int) -> Memory:
    """Return a quarter of the machine for each: heap 512 MB to 4 GB, page cache 128 MB to 4 GB.

    So both together never take more than 8 GB, and 1M members with 5M orders (a store of
    1.4 GB) fit on a machine of 8 GB. `machine_mb` is the memory there is, in MB.
    """
    quarter = machine_mb // 4
    return Memory(
        heap=settings.upline_heap_mb or min(max(quarter, 512), 4096),
        page_cache=settings.upline_page_cache_mb or min(max(quarter, 128), 4096),
    )


def machine_mb(limits: tuple[Path, ...] = _CGROUP_LIMITS) -> int:
    """Return the memory of this machine in MB, or of its container when that is less."""
    texts = [limit.read_text(encoding="ascii").strip() for limit in limits if limit.is_file()]
    return min([psutil.virtual_memory().total, *(int(text) for text in texts if text.isdigit())]) >> 20
