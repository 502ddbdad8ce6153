"""What writes nothing that others touch may go beside other work: a core for each on a small machine."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

_AT_ONCE = 2
Item = TypeVar("Item")
Result = TypeVar("Result")


def each(function: Callable[[Item], Result], items: Iterable[Item]) -> list[Result]:
    """Return what a function makes of each item, in their order, two at a time. Raises what it raises."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(function, items))


@contextmanager
def beside(function: Callable[[Item], object], items: Iterable[Item]) -> Iterator[None]:
    """Do something with each item in turn, beside the block; all has ended when the block has.

    Raises what either raises. When it is the block, the items not begun are left out.
    """
    with ThreadPoolExecutor(1) as pool:
        begun = [pool.submit(function, item) for item in items]
        try:
            yield
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
        for one in begun:
            one.result()
