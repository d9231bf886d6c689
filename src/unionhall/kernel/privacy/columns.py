"""Every column of every table, with the holding that its model says it belongs to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models

from unionhall.kernel.privacy.holdings import (
    CONTACT,
    JOBS,
    MACHINERY,
    ORDER,
    SIGN_IN,
    Holding,
    Holds,
    Impersonal,
)


@dataclass(frozen=True)
class Column:
    """A column of a model, with what is declared about it."""

    model: type[models.Model]
    name: str
    holding: Holding | Impersonal | None

    def __str__(self) -> str:
        return f"{self.model._meta.label}.{self.name}"


FOREIGN: dict[str, Holds] = {
    "account.EmailAddress": {CONTACT: "user email verified primary"},
    "account.EmailConfirmation": {CONTACT: "email_address created sent key"},
    "mfa.Authenticator": {SIGN_IN: "user type data created_at last_used_at"},
    "socialaccount.SocialAccount": {SIGN_IN: "user provider uid last_login date_joined extra_data"},
    "socialaccount.SocialToken": {SIGN_IN: "app account token token_secret expires_at"},
    "socialaccount.SocialApp": {MACHINERY: "provider provider_id name client_id secret key settings"},
    "procrastinate.ProcrastinateJob": {
        JOBS: (
            "queue_name task_name lock args status scheduled_at queueing_lock priority attempts "
            "abort_requested worker"
        )
    },
    "procrastinate.ProcrastinateEvent": {JOBS: "job type at"},
    "procrastinate.ProcrastinatePeriodicDefer": {MACHINERY: "task_name job periodic_id defer_timestamp"},
    "procrastinate.ProcrastinateWorker": {MACHINERY: "last_heartbeat"},
    "auth.Permission": {MACHINERY: "name content_type codename"},
    "auth.Group": {MACHINERY: "name"},
    "contenttypes.ContentType": {MACHINERY: "app_label model"},
    "sessions.Session": {MACHINERY: "session_data expire_date"},
}
"""Models of the libraries that the hall is built on; Django's own sessions and groups stay empty."""


def columns(tables: Iterable[type[models.Model]] | None = None) -> Iterator[Column]:
    """Every column of every table but its primary key, with its declaration."""
    for model in apps.get_models() if tables is None else tables:
        declared = {name: holding for holding, names in holds_of(model).items() for name in names.split()}
        for column in model._meta.local_concrete_fields:
            if not column.primary_key:
                yield Column(model, column.name, declared.get(column.name))


def holds_of(model: type[models.Model]) -> Holds:
    """What a model says it holds; nothing where it says nothing."""
    own: Holds = FOREIGN.get(model._meta.label, {})
    for part in reversed(model.__mro__):
        own = {**own, **_merged(own, part.__dict__.get("holds", {}))}
    return own


def _merged(first: Holds, second: Holds) -> Holds:
    return {holding: f"{first.get(holding, '')} {names}" for holding, names in second.items()}


def order(holding: Holding) -> int:
    """Where a holding stands on the page: what a member meets first, what a room adds last."""
    return ORDER.index(holding) if holding in ORDER else len(ORDER)


def holdings() -> dict[Holding, list[Column]]:
    """What is held, each with its columns, in the order of the tables."""
    found: dict[Holding, list[Column]] = {}
    for column in columns():
        if isinstance(column.holding, Holding):
            found.setdefault(column.holding, []).append(column)
    return found
