"""Putting everything that is encrypted under the newest key, while the site runs."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.apps import apps
from django.db import connection, models
from encrypted_fields.fields import EncryptedFieldMixin, EncryptedJSONField, EncryptedTextField

BATCH = 200
DIGEST_LENGTH = 64
# A row that somebody else writes at the same moment is read anew; nobody writes one row five times in a row.
TRIES = 5


class Keyring:
    """The installation's keys as they are now: the newest writes, all of them read."""

    @cached_property
    def _each(self) -> list[Fernet]:
        return [Fernet(key) for key in EncryptedTextField().keys]

    @cached_property
    def _all(self) -> MultiFernet:
        return MultiFernet(self._each)

    def renewed(self, token: str) -> str:
        """What was encrypted, under the newest key; the same where it lies under that already.

        Raises:
            InvalidToken: no key reads it.
        """
        try:
            self._each[0].decrypt(token.encode())
        except InvalidToken:
            return self._each[0].encrypt(self._all.decrypt(token.encode())).decode()
        return token


@dataclass
class Rotated:
    """What a rotation found in one table.

    Attributes:
        seen: rows that hold something encrypted.
        renewed: rows that lay under another key, or were found by one.
        left: rows that others wrote again and again meanwhile.
        unreadable: rows that no key reads.
        stuck: indexes of which no value is kept, so that they stay under their key.
    """

    table: str
    seen: int = 0
    renewed: int = 0
    left: int = 0
    unreadable: int = 0
    stuck: list[str] = field(default_factory=list)


Progress = Callable[[Rotated], None]


def rotate_keys(*, dry_run: bool = False, batch: int = BATCH, told: Progress = lambda _so_far: None) -> list[Rotated]:
    """Encrypt everything with the first of `FIELD_KEYS`, and find it by the first of `BLIND_INDEX_KEYS`.

    Each row is changed by one statement that holds only if nobody changed it since it was read, so that no write of
    others is lost and nobody waits. What is under the newest keys stays as it is: a run that was broken off goes on
    when it is started again.

    Args:
        dry_run: count alone.
        told: hears how far it is, after each batch.

    Returns:
        What was found in each table.
    """
    keyring = Keyring()
    found = [
        _rotate(_Table(model, keyring), dry_run=dry_run, batch=batch, told=told)
        for model in apps.get_models()
        if _encrypted(model) or _index_columns(model)
    ]
    return [*found, _rotate(_SecondFactors(Authenticator, keyring), dry_run=dry_run, batch=batch, told=told)]


def _encrypted(model: type[models.Model]) -> list[models.Field]:
    fields = [found for found in model._meta.concrete_fields if isinstance(found, EncryptedFieldMixin)]
    if any(isinstance(found, EncryptedJSONField) for found in fields):
        raise NotImplementedError(f"{model._meta.label} encrypts inside JSON, which no rotation reads.")
    return fields


def _indexes(model: type[models.Model]) -> Mapping[str, Callable[[Any], str] | None]:
    """How each index of a model is made anew; None for one whose value is not kept."""
    return getattr(model, "BLIND_INDEXES", {})


def _index_columns(model: type[models.Model]) -> list[str]:
    """The columns of a model that hold a blind index: a digest beside an encrypted value, or in place of it."""
    fields = model._meta.concrete_fields
    declared = set(_indexes(model))
    return [
        found.column
        for found in fields
        if found.name in declared or (found.name.endswith("_index") and found.max_length == DIGEST_LENGTH)
    ]


@dataclass
class _Row:
    """A row as it was read: what stands in each column, and what shall stand there."""

    pk: Any
    was: dict[str, Any]
    shall: dict[str, Any]

    @property
    def changes(self) -> dict[str, Any]:
        return {column: value for column, value in self.shall.items() if value != self.was[column]}


class _Table:
    """A table with encrypted columns, and the indexes beside them."""

    cast = ""

    def __init__(self, model: type[models.Model], keyring: Keyring) -> None:
        self.model, self.keyring = model, keyring
        self.secrets = [found.column for found in _encrypted(model)]
        self.indexes = {model._meta.get_field(name).column: make for name, make in _indexes(model).items() if make}
        self.columns = [*self.secrets, *self.indexes]

    @property
    def name(self) -> str:
        return self.model._meta.label

    def stuck(self) -> list[str]:
        """Columns of indexes that nobody can make anew."""
        return [column for column in _index_columns(self.model) if column not in self.indexes]

    def pks(self, batch: int) -> Iterator[list[Any]]:
        """The keys of all rows, batch by batch, in their order."""
        rows = self.model._base_manager.order_by("pk").values_list("pk", flat=True)
        last = None
        while found := list((rows.filter(pk__gt=last) if last is not None else rows)[:batch]):
            yield found
            last = found[-1]

    def read(self, pks: list[Any]) -> list[tuple[Any, dict[str, Any]]]:
        """What stands in the columns of some rows, as it lies there."""
        quoted = ", ".join(_quoted(column) for column in self.columns)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {self.pk}, {quoted} FROM {self.table} WHERE {self.pk} = ANY(%s)",  # noqa: S608
                [pks],
            )
            return [(pk, dict(zip(self.columns, values, strict=True))) for pk, *values in cursor.fetchall()]

    def planned(self, pks: list[Any]) -> Iterator[_Row | None]:
        """Each row with what shall stand there; None for one that no key reads.

        The columns are read before the values that the indexes are made of: what others wrote in between makes the
        condition of the change fail.
        """
        raw = self.read(pks) if self.columns else [(pk, {}) for pk in pks]
        instances = self.model._base_manager.in_bulk(pks) if self.indexes else {}
        for pk, was in raw:
            try:
                shall = self.renewed(was)
            except InvalidToken:
                yield None
                continue
            if pk in instances:
                shall |= {column: make(instances[pk]) for column, make in self.indexes.items()}
            yield _Row(pk, was, was | shall)

    def renewed(self, was: dict[str, Any]) -> dict[str, Any]:
        return {column: self.keyring.renewed(was[column]) for column in self.secrets if was[column]}

    def write(self, row: _Row) -> bool:
        """Change a row unless somebody changed it since it was read."""
        sets = ", ".join(f"{_quoted(column)} = %s{self.cast}" for column in row.changes)
        same = " AND ".join(f"{_quoted(column)} IS NOT DISTINCT FROM %s{self.cast}" for column in row.was)
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {self.table} SET {sets} WHERE {self.pk} = %s AND {same}",  # noqa: S608
                [*row.changes.values(), row.pk, *row.was.values()],
            )
            return cursor.rowcount == 1

    @property
    def table(self) -> str:
        return _quoted(self.model._meta.db_table)

    @property
    def pk(self) -> str:
        return _quoted(self.model._meta.pk.column)


class _SecondFactors(_Table):
    """allauth keeps secrets of second factors inside JSON; `engagement.adapters` encrypts them."""

    cast = "::jsonb"

    def __init__(self, model: type[models.Model], keyring: Keyring) -> None:
        super().__init__(model, keyring)
        self.secrets = self.columns = ["data"]

    def renewed(self, was: dict[str, Any]) -> dict[str, Any]:
        held = json.loads(was["data"])
        secrets = {name: self.keyring.renewed(held[name]) for name in ("secret", "seed") if held.get(name)}
        shall = held | secrets
        return {"data": was["data"] if shall == held else json.dumps(shall)}


def _rotate(table: _Table, *, dry_run: bool, batch: int, told: Progress) -> Rotated:
    so_far = Rotated(table.name, stuck=table.stuck())
    for pks in table.pks(batch):
        for _try in range(TRIES):
            pks = _renew(table, pks, so_far, dry_run=dry_run)
            if not pks:
                break
        so_far.left += len(pks)
        told(so_far)
    return so_far


def _renew(table: _Table, pks: list[Any], so_far: Rotated, *, dry_run: bool) -> list[Any]:
    """Renew some rows. Returns those that others changed meanwhile."""
    lost = []
    for row in table.planned(pks):
        if row is not None and row.changes and not dry_run and not table.write(row):
            lost.append(row.pk)
            continue
        so_far.seen += 1
        so_far.unreadable += row is None
        so_far.renewed += row is not None and bool(row.changes)
    return lost


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
