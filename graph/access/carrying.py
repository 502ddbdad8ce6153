"""Accounts and keys over a restore: an older database must not bring back what was revoked since."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from graph.access.writing import now
from graph.database import Database, Row

_OF_USE = frozenset({"version", "last_used", "totp_step", "totp_new"})  # change without anybody's decision
_WORDS = {
    "hash": "another password",
    "role": "another role",
    "member_id": "another member",
    "disabled": "disabled or enabled",
    "must_change": "a password to change",
    "totp": "another second step",
    "recovery": "other recovery codes",
    "revoked": "revoked",
}


@dataclass(frozen=True)
class Access:
    """Who may sign in: the stored properties of all accounts by name and of all keys by id.

    `owners`: the account of each key.
    """

    accounts: Mapping[str, Row]
    keys: Mapping[str, Row]
    owners: Mapping[str, str]

    @classmethod
    def of(cls, database: Database) -> Self:
        """Return what a database holds."""
        accounts: dict[str, Row] = {}
        keys: dict[str, Row] = {}
        owners: dict[str, str] = {}
        for row in database.read("system/access/accounts/carried"):
            if row["label"] == "Account":
                accounts[row["properties"]["name"]] = row["properties"]
            else:
                keys[row["properties"]["id"]] = row["properties"]
                owners[row["properties"]["id"]] = row["account"]
        return cls(accounts, keys, owners)

    def differences(self, backup: "Access") -> Iterator[str]:
        """Yield, in words, what these accounts and keys and those of a backup do not have alike."""
        yield from _differences("account", self.accounts, backup.accounts)
        yield from _differences("key", self.named_keys(), backup.named_keys())

    def named_keys(self) -> dict[str, Row]:
        """Return the keys by what people know them by: id, name and account."""
        return {f"{id_} ({own['name']}) of {self.owners[id_]}": own for id_, own in self.keys.items()}


NOBODY = Access({}, {}, {})


def put(database: Database, access: Access) -> None:
    """Put accounts and keys in place of those of a database, all at once; no session is good afterwards."""
    keys = [{"account": access.owners[id_], "properties": own} for id_, own in access.keys.items()]
    database.ensure_schema("system/schema/access")
    database.write_all(
        [
            ("system/access/accounts/drop_all", {}),
            ("system/access/accounts/put", {"accounts": list(access.accounts.values())}),
            ("system/access/keys/put", {"keys": keys}),
            ("system/access/accounts/raise_versions", {"now": now()}),
        ]
    )


def close_all(database: Database) -> None:
    """Disable all accounts and revoke all keys: nobody knows which of them were good until now."""
    at = now()
    database.write_all(
        [
            ("system/access/accounts/close_all", {"now": at}),
            ("system/access/accounts/raise_versions", {"now": at}),
        ]
    )


def _differences(kind: str, present: Mapping[str, Row], backup: Mapping[str, Row]) -> Iterator[str]:
    for name in sorted(present.keys() | backup.keys()):
        if name not in backup:
            yield f"{kind} {name}: not in the backup"
        elif name not in present:
            yield f"{kind} {name}: in the backup only"
        elif changed := _changed_names(present[name], backup[name]):
            yield f"{kind} {name}: since the backup {', '.join(changed)}"


def _changed_names(present: Row, backup: Row) -> list[str]:
    names = sorted((present.keys() | backup.keys()) - _OF_USE)
    return [_WORDS.get(name, name) for name in names if present.get(name) != backup.get(name)]
