"""Rows that wait in the quarantine: the id that the graph knows them by."""

import hashlib


def waiting_id(table: str, key: str, payload: str) -> str:
    """Return the id of a waiting row: the same for the same row of the same table, wherever it was."""
    digest = hashlib.blake2b(digest_size=16)
    for part in (table, key, payload):
        encoded = part.encode()
        digest.update(len(encoded).to_bytes(8, "big") + encoded)
    return digest.hexdigest()
