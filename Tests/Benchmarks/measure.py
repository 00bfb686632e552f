"""Running a command and knowing what it took; the files that benchmarks leave behind."""
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

# What the user has set up for Sinergi is not what is measured.
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("SINERGI_")}


class Failed(Exception):
    """A command did not do its work; what it wrote says why."""


class Sample:
    """The runs of one contestant at one piece of work."""

    def __init__(self):
        self.seconds, self.peak_kib = [], []

    def add(self, seconds, peak_kib):
        self.seconds.append(seconds)
        self.peak_kib.append(peak_kib)

    @property
    def median(self):
        return statistics.median(self.seconds)

    @property
    def megabytes(self):
        return max(self.peak_kib) * 1024 / 1e6

    def record(self):
        return {"median_s": round(self.median, 4), "runs_s": [round(s, 4) for s in self.seconds],
                "peak_mb": round(self.megabytes, 1)}


def run(arguments, cwd=None, accept=(0,), stdin=subprocess.DEVNULL):
    """Runs a command to its end. Returns wall seconds from before its start to after its end, the peak of its resident
    memory in KiB (what the kernel says at its end, the same figure as VmHWM), and its standard output."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        process = subprocess.Popen(arguments, cwd=cwd, env=ENVIRONMENT, stdin=stdin, stdout=out, stderr=err)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        text, complaint = out.read().decode(errors="replace"), err.read().decode(errors="replace")
    if process.returncode not in accept:
        raise Failed(f"{' '.join(map(str, arguments))}: exit {process.returncode}\n{(complaint or text)[-2000:]}")
    return seconds, usage.ru_maxrss, text


def say(text):
    print(f"... {text}", file=sys.stderr, flush=True)


def lines_of(path):
    with open(path, "rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))


def remove(path):
    for suffix in ("", "-wal", "-shm", ".wal"):
        if os.path.exists(path + suffix):
            os.remove(path + suffix)


def settle(path):
    """Folds the write-ahead log into the file, so that the file alone is the store."""
    run(["sqlite3", path, "pragma wal_checkpoint(truncate)"])


def clone(source, target):
    remove(target)
    shutil.copyfile(source, target)


def quiet_disk():
    """What earlier runs wrote goes to the disk before the clock starts, not during."""
    os.sync()


def stored_rows(path, table="data_idm"):
    return int(run(["sqlite3", "-readonly", path, f"select count(*) from {table}"])[2])
