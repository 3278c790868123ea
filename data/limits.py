"""What a process that reads a document may take: so much memory, and no longer than its parent lives.

Linux      the process looks at itself, and the system refuses what would be far too much at once
macOS      the process looks at itself
Windows    a job object, which the parent holds: it refuses memory, and all in it end with the parent
"""

from __future__ import annotations

import ctypes
import os
import sys
import threading
import time
from multiprocessing.process import BaseProcess
from pathlib import Path

MEMORY = 512 * 2**20  # bytes that a process holds when it is ended; true reports stay below half
AT_ONCE = 192 * 2**20  # bytes above that, which a single step may ask for before anybody looked
TOO_MUCH = 77  # exit code of a process that ended itself for the memory it held
_LOOK = 0.03  # seconds; at a gigabyte a second a process takes 30 MB in that time
_STATM = Path("/proc/self/statm")
_KILL_ON_CLOSE, _PROCESS_MEMORY, _NO_DIALOG, _EXTENDED = 0x2000, 0x100, 0x400, 9  # JOB_OBJECT_LIMIT_…


def confine(parent: int, memory: int) -> None:
    """From now on this process ends itself when it holds more, or when `parent` is no more its parent."""
    if sys.platform == "win32":
        return  # its parent has put it in a job
    import resource

    most = resource.getrlimit(resource.RLIMIT_DATA)[1]
    asked = memory + AT_ONCE
    resource.setrlimit(resource.RLIMIT_DATA, (asked if most < 0 else min(asked, most), most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash leaves no file behind
    threading.Thread(target=_watch, args=(parent, memory), daemon=True).start()


def _watch(parent: int, memory: int) -> None:
    while os.getppid() == parent and held() <= memory:
        time.sleep(_LOOK)
    os._exit(TOO_MUCH)


def held() -> int:
    """Bytes of memory that this process holds now; where the system does not tell, the most it ever held."""
    if sys.platform == "win32":
        return 0
    if _STATM.exists():
        return int(_STATM.read_bytes().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


class _Basic(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_set", ctypes.c_size_t),
        ("most_set", ctypes.c_size_t),
        ("processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class Extended(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("basic", _Basic),
        ("io", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("process_peak", ctypes.c_size_t),
        ("job_peak", ctypes.c_size_t),
    )


class Job:
    """On Windows the job that a process is put in, with all that it starts; elsewhere nothing."""

    def __init__(self, process: BaseProcess, memory: int) -> None:
        self._handle = 0
        if sys.platform == "win32":
            kernel = ctypes.WinDLL("kernel32", use_last_error=True)
            kernel.CreateJobObjectW.restype = ctypes.c_void_p
            limits = Extended(process_memory=memory + AT_ONCE)
            limits.basic.flags = _KILL_ON_CLOSE | _PROCESS_MEMORY | _NO_DIALOG
            self._handle = kernel.CreateJobObjectW(None, None) or 0
            job = ctypes.c_void_p(self._handle)
            kernel.SetInformationJobObject(job, _EXTENDED, ctypes.byref(limits), ctypes.sizeof(limits))
            kernel.AssignProcessToJobObject(job, ctypes.c_void_p(process.sentinel))

    def close(self) -> None:
        """End whatever is left in it."""
        if sys.platform == "win32" and self._handle:
            ctypes.WinDLL("kernel32").CloseHandle(ctypes.c_void_p(self._handle))
            self._handle = 0
