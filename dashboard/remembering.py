"""Figures of a published run are kept in the memory of the process: only names and channels change."""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import TypeVar, TypeVarTuple, Unpack

from dashboard.asking import Asked

T = TypeVar("T")
K = TypeVarTuple("K")


def remembered(function: Callable[[Asked, Unpack[K]], T], most: int = 64) -> Callable[[Asked, Unpack[K]], T]:
    """Return `function`, whose answers are kept by run, facts, team and arguments.

    For figures of whole companies and large teams, which take a walk over all of them. Safe between threads.
    """
    known: OrderedDict[tuple[object, ...], T] = OrderedDict()
    lock = Lock()

    @wraps(function)
    def call(question: Asked, *given: *K) -> T:
        run = question.run
        key = (run.number, run.finished, question.facts, question.team, *given)
        with lock:
            if key in known:
                known.move_to_end(key)
                return known[key]
        found = function(question, *given)
        with lock:
            known[key] = found
            while len(known) > most:
                known.popitem(last=False)
        return found

    return call
