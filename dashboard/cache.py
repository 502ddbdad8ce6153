"""Figures of a published run are kept in the memory of the process: only names and channels change."""

import pickle
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import TypeVar, TypeVarTuple, Unpack

from cachetools import LRUCache, cached
from cachetools.keys import hashkey

from dashboard.context import Context

T = TypeVar("T")
K = TypeVarTuple("K")
_MOST = 64
_BYTES = 8_000_000


def cached_by_run(function: Callable[[Context, Unpack[K]], T]) -> Callable[[Context, Unpack[K]], T]:
    """Return `function`, whose answers are kept by run, facts, team and arguments.

    For figures of whole companies and large teams, which take a walk over all of them. At most 64 answers of
    8 MB together are kept, those last asked for. Safe between threads.
    """

    def key(context: Context, *arguments: *K) -> tuple[object, ...]:
        run = context.run
        return hashkey(run.number, run.finished, context.facts, context.team, *arguments)

    kept: LRUCache[tuple[object, ...], T] = LRUCache(_BYTES, getsizeof=_size)
    answer = cached(kept, key=key, lock=Lock())(function)

    @wraps(function)
    def call(context: Context, *arguments: *K) -> T:
        return answer(context, *arguments)

    return call


def _size(answer: object) -> int:
    """Return how much of the memory an answer takes, at least the share of one of _MOST."""
    return max(len(pickle.dumps(answer)), _BYTES // _MOST)
