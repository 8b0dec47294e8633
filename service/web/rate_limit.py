"""So many requests of one client in any minute, counted over all worker processes.

The generic cell rate algorithm (ITU-T I.371): for each client one number, the time at which its past requests would
all be paid for at the permitted rate. The numbers lie in memory that the workers share; a lock on a client's number is
the kernel's, and ends with a process that is killed.
"""

from __future__ import annotations

import fcntl
import math
import mmap
import os
import struct
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryFile
from threading import Lock
from time import monotonic

MINUTE_S = 60.0
SLOTS = 1 << 16
_NUMBER = struct.Struct("d")


class RateLimit:
    """At most `per_minute` requests of one client at once and in any minute. Make it before the workers are forked.

    Two clients share a limit when their names fall into the same one of 65,536 slots, chosen anew at each start.
    """

    def __init__(self, per_minute: int, scratch_dir: Path) -> None:
        self.per_minute = per_minute
        self._interval_s = MINUTE_S / per_minute
        self._salt = os.urandom(16)
        self._file = TemporaryFile(dir=scratch_dir)  # noqa: SIM115  (open as long as the server runs)
        self._file.truncate(SLOTS * _NUMBER.size)
        self._paid_at = mmap.mmap(self._file.fileno(), SLOTS * _NUMBER.size)
        self._threads = Lock()

    def ask(self, client: str) -> int:
        """0 when a request of `client` may pass, and is counted; else the seconds after which to ask again."""
        name = blake2b(client.encode("utf-8", "surrogateescape"), digest_size=8, key=self._salt).digest()
        place = int.from_bytes(name, "big") % SLOTS * _NUMBER.size
        with self._threads:
            fcntl.lockf(self._file, fcntl.LOCK_EX, _NUMBER.size, place)
            try:
                return self._ask(place, monotonic())
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN, _NUMBER.size, place)

    def _ask(self, place: int, now_s: float) -> int:
        stored: float = _NUMBER.unpack_from(self._paid_at, place)[0]
        paid_at = max(now_s, stored) + self._interval_s
        if paid_at > now_s + MINUTE_S:
            return math.ceil(paid_at - now_s - MINUTE_S)
        _NUMBER.pack_into(self._paid_at, place, paid_at)
        return 0
