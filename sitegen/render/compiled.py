"""(template's source, a folder) → its compiled code, read back in the next process instead of being made again."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import marshal
import os
import tempfile
from pathlib import Path
from types import CodeType

import jinja2
from jinja2.bccache import Bucket


class Compiled(jinja2.BytecodeCache):
    """Compiled templates by their source: in memory for environments of the same kind, and in a folder for later processes.

    Each file begins with a digest of all that its code depends on and of the code itself: one that is damaged, cut off,
    or of another Python, Jinja or source is as good as none. Jinja's own cache unpickles what it finds, and fails on damage.
    """

    def __init__(self, folder: Path | None, how: bytes) -> None:
        """`how` stands for everything of sitegen's own that decides what a template is compiled to."""
        self.folder, self.made = folder, dict[tuple[str, str], CodeType]()
        made_by = (importlib.util.MAGIC_NUMBER, jinja2.__version__.encode(), how)
        self.how = hashlib.blake2b(b" ".join(made_by)).digest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """The code, if it was made from this very source."""
        bucket.code = self.made.get((bucket.key, bucket.checksum)) or self._read(bucket)
        if bucket.code:
            self.made[bucket.key, bucket.checksum] = bucket.code

    def _read(self, bucket: Bucket) -> CodeType | None:
        if self.folder is None:
            return None
        try:
            digest, code = _cut((self.folder / bucket.key).read_bytes())
            found = marshal.loads(code) if digest == self._digest(bucket, code) else None
        except (OSError, ValueError, EOFError, TypeError):
            return None
        return found if isinstance(found, CodeType) else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps new code. A folder that cannot be written to costs time in the next process, and nothing else."""
        assert bucket.code
        self.made[bucket.key, bucket.checksum] = bucket.code
        if self.folder is not None:
            code = marshal.dumps(bucket.code)
            with contextlib.suppress(OSError):
                _write(self.folder / bucket.key, self._digest(bucket, code) + code)

    def _digest(self, bucket: Bucket, code: bytes) -> bytes:
        parts = (self.how, bucket.checksum.encode(), code)
        return hashlib.blake2b(b"\0".join(parts), digest_size=_DIGEST, person=b"sitegen template").digest()


_DIGEST = 32


def _cut(content: bytes) -> tuple[bytes, bytes]:
    return content[:_DIGEST], content[_DIGEST:]


def _write(file: Path, content: bytes) -> None:
    """The whole file or none of it, whoever else is writing it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=file.name, dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
        Path(name).replace(file)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
