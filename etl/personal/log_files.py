"""The transaction log of the server: it holds what an erasure replaced until its file is deleted."""

import secrets

from graph.database import Database
from graph.embedded.java import LOG_FILE_MB

_BYTES = 1 << 19  # in hexadecimal digits a megabyte


def fill_log_file(database: Database, member_id: str) -> None:
    """Let the server begin a new file of its transaction log.

    With the next checkpoint, within 15 minutes or when it is stopped, the embedded one deletes all files
    before that one (graph.embedded.java); so does another one that is configured alike (docs/privacy.md).
    `member_id`: of a member that is erased.
    """
    for _ in range(LOG_FILE_MB + 1):  # each another text: the same one would change nothing
        database.write("system/personal/fill_log", member=member_id, text=secrets.token_hex(_BYTES))
    database.write("system/personal/fill_log", member=member_id, text=None)
