"""How often somebody may ask: a bucket a caller, refilled steadily. Also counts wrong tokens."""

import math
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

MOST_KEPT = 10_000
WRONG_A_MINUTE = 20
"""Failed tries an address before it has to wait; nobody mistypes a token that often."""


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class Rates:
    """Buckets that hold a minute's worth each. Seconds only grow (a monotonic clock)."""

    def __init__(self, per_minute: int) -> None:
        """Allow so many a minute; 0: any number."""
        self._size = float(per_minute)
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()
        self._lock = Lock()

    def wait(self, key: str, now: float, *, take: bool = True) -> int:
        """Take one from a bucket; gives 0, or the seconds to wait where it is empty.

        ``take=False`` only looks.
        """
        if not self._size:
            return 0
        with self._lock:
            bucket = self._buckets.setdefault(key, _Bucket(self._size, now))
            refilled = bucket.left + (now - bucket.at) * self._size / 60
            bucket.left, bucket.at = min(self._size, refilled), now
            self._buckets.move_to_end(key)
            while len(self._buckets) > MOST_KEPT:
                self._buckets.popitem(last=False)  # the one not heard of for longest
            if bucket.left < 1:
                return math.ceil((1 - bucket.left) * 60 / self._size)
            if take:
                bucket.left -= 1
            return 0
