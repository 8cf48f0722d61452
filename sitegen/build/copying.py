"""All other files of the site → what keeps copies of its editions on devices: it knows each file's digest, and so it is made last."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from .. import publish
from ..model.artifact import Artifact
from ..model.views import Reader
from ..render import Copies, Renderer


class Copying:
    """Decides whose copy is another than before, and has its page and its worker made."""

    def __init__(self, renderer: Renderer, readers: Sequence[Reader], staging: publish.Staging | None, pictures: Callable[[Reader], Iterable[str]]) -> None:
        self.renderer, self.readers, self.staging = renderer, readers, staging
        self.copies = Copies([reader.folder for reader in readers], [reader.language_folder for reader in readers], pictures)

    def artifacts(self, everything: bool, finished: Callable[[Artifact], bytes]) -> Iterator[Artifact]:
        """The page of each edition whose files have changed, and its worker, which no copy on a disk needs. `finished` tells a file's own bytes.

        May raise Broken.
        """
        files = self.staging.standing(rest=not everything) if self.staging else {}
        for reader in self.readers:
            if self.staging and not everything and not any(self.copies.holds(reader, path) for path in self.staging.changed):
                continue
            page = self.renderer.keep(reader, self.copies.of(reader, files))
            yield page
            if self.staging and not self.renderer.copied:
                content = finished(page)
                files[page.path] = (publish.digest(content), len(content))
                yield self.renderer.worker(reader, self.copies.of(reader, files))
