"""What the operator sets about files: where they lie, who looks at them first, how many a matter may have."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from unionhall.environment.variables import WrongSetting, number, port_of, split
from unionhall.ground.apart import Limits

BUCKETS = ("s3://", "s3+http://")


@dataclass(frozen=True)
class Files:
    """`most` and `megabytes` are what one matter may have in all, `reading` what reading one file may take.

    `address` is a folder or a bucket (`s3://…`), `clamd` a socket's path or `host:port`, empty without one.
    """

    address: str = field(repr=False)
    clamd: str
    most: int
    megabytes: int
    reading: Limits

    @property
    def is_bucket(self) -> bool:
        return self.address.startswith(BUCKETS)


def read_files(variables: Mapping[str, str], home: Path) -> Files:
    """The settings in `variables`; raises WrongSetting."""
    return Files(
        address=_address(variables, home),
        clamd=_clamd(variables),
        most=number(variables, "UNIONHALL_MATTER_FILES", 30, 1, 10_000),
        megabytes=number(variables, "UNIONHALL_MATTER_MEGABYTES", 50, 1, 100_000),
        reading=Limits(
            megabytes=number(variables, "UNIONHALL_READING_MEGABYTES", 1_024, 64, 100_000),
            seconds=number(variables, "UNIONHALL_READING_SECONDS", 30, 1, 3_600),
        ),
    )


def _address(variables: Mapping[str, str], home: Path) -> str:
    address = variables.get("UNIONHALL_FILES") or str(home / "files")
    if address.startswith(BUCKETS):
        parts = split("UNIONHALL_FILES", address)
        port_of("UNIONHALL_FILES", parts)
        bucket = parts.path.strip("/")
        if bucket and "/" not in bucket:
            return address
    elif Path(address).is_absolute():
        return address
    raise WrongSetting("UNIONHALL_FILES must be the full path of a folder or s3://key:secret@host/bucket.")


def _clamd(variables: Mapping[str, str]) -> str:
    address = variables.get("UNIONHALL_CLAMD", "")
    host, _, port = address.rpartition(":")
    if not address or address.startswith("/") or (host and port.isascii() and port.isdigit()):
        return address
    raise WrongSetting("UNIONHALL_CLAMD must be the full path of a socket or host:port.")
