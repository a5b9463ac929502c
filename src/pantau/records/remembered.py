"""What was read once and holds until something of it is written: kept in the process under a stamp of the record."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Generic, TypeVar

Kept = TypeVar("Kept")


class Remembered(Generic[Kept]):
    """The last so many things, each with the stamp under which it was read."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, tuple[Any, Kept]] = OrderedDict()
        self._lock, self._reading = Lock(), Lock()

    def get(self, key: Hashable, *, stamp: Any, read: Callable[[], Kept]) -> Kept:
        """What stands under this key, read anew where the stamp is another by now.

        The stamp was taken before. Of several who ask at once for what is not there, one reads and the others wait.
        Raises what `read` raises.
        """
        found = self._look(key, stamp)
        if found is None:
            with self._reading:
                found = self._look(key, stamp)
                if found is None:
                    found = read()
                    self._put(key, found, stamp)
        return found

    def _look(self, key: Hashable, stamp: Any) -> Kept | None:
        with self._lock:
            before, kept = self._kept.get(key, (None, None))
            if kept is None or before != stamp:
                return None
            self._kept.move_to_end(key)
            return kept

    def _put(self, key: Hashable, kept: Kept, stamp: Any) -> None:
        with self._lock:
            self._kept[key] = (stamp, kept)
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
