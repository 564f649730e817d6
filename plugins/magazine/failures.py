"""Failures of the machine in plain words: a full disk, a file that vanished, a worker that died.

What is wrong with a contributor's file is a problem of that file (`content.problem`); this is about everything else
that ends a build, and that nobody can look for before.
"""

import errno

from mkdocs.exceptions import PluginError

from magazine.cache.workers import WorkerDied
from magazine.locales import Locale
from magazine.publishing.site_folder import FolderBusy

_SENTENCES = {
    errno.ENOSPC: "failure.disk-full",
    errno.EDQUOT: "failure.disk-full",
    errno.ENOENT: "failure.vanished",
    errno.EACCES: "failure.not-allowed",
    errno.EPERM: "failure.not-allowed",
    errno.EROFS: "failure.not-allowed",
}


def in_plain_words(error: BaseException, locale: Locale) -> None:
    """Raise a failure of the machine again with a sentence about it and what to do; do nothing for other errors.

    Raises:
        PluginError: It is one. MkDocs prints its text, and no traceback.
    """
    if sentence := _sentence(error, locale):
        raise PluginError(sentence) from None


def _sentence(error: BaseException, locale: Locale) -> str | None:
    if isinstance(error, WorkerDied):
        return locale("failure.worker", what=getattr(error.item, "path", error.item))
    if isinstance(error, FolderBusy):
        return locale("failure.busy", folder=error.folder)
    if isinstance(error, MemoryError):
        return locale("failure.memory")
    if isinstance(error, OSError):
        sentence = _SENTENCES.get(error.errno or 0, "failure.system")
        return locale(sentence, file=error.filename or "", reason=error.strerror or str(error))
    return None
