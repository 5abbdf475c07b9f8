"""A reading process whose reader does what the file's name says."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from knowledge.readers import child
from knowledge.readers.types import Flag, ReadText, UncertainLine


def misbehave(name, data, on_page):
    if name == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if name == "out of memory":
        _ = bytearray(8 * 1024**3)
    if name == "killed by the system":
        os.kill(os.getpid(), signal.SIGKILL)
    if name == "stopped by its allocator":
        os.kill(os.getpid(), signal.SIGTRAP)
    if name == "endless":
        time.sleep(60)
    if name == "busy":
        while True:
            pass
    if name == "leaves a program behind":
        program = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        Path(data.decode()).write_text(str(program.pid))
        time.sleep(60)
    if name == "many pages":
        for page in range(6):
            on_page(page + 1, 6)
            time.sleep(0.25)
    if name == "prints":
        sys.stdout.write("chatter of a library")
        sys.stdout.flush()
        os.write(1, b"more of it")
    if name == "garbage":
        os.write(3 if os.fstat(3) else 1, b"\0" * 7 + b"\x05nope!")
    if name == "too much":
        os.write(3, (2**40).to_bytes(8, "big"))
        time.sleep(60)
    if name == "error":
        raise RuntimeError("nobody foresaw this")
    if name == "environment":
        return ReadText(repr((dict(os.environ), str(Path.cwd()))), "txt")
    if name == "empty":
        return ReadText(" \n", "txt")
    if name == "surrogate":
        return ReadText("half of a \ud800 character", "txt")
    if name == "everything":
        return ReadText("甲\n乙", "pdf", (Flag("a", "b"),), False, (UncertainLine("甲", 0.5),), "题")
    return ReadText(f"{name} {os.getpid()} {len(data)}", "txt")


if __name__ == "__main__":
    child.read = misbehave
    child.main()
