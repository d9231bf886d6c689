"""Files in a bucket that speaks the protocol of S3, as Ceph, Garage, MinIO and many providers do."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

CONNECT_SECONDS, READ_SECONDS, TRIES = 5, 30, 3


class Bucket:
    """The keys are those of the folder, `ab/abcdef…`, so that one can be copied into the other."""

    def __init__(self, address: str) -> None:
        """`address` is s3://key:secret@host:port/bucket?region=…, without TLS s3+http://….

        Without a key it is found where Amazon's tools look for it; without a host it is Amazon's.
        """
        self.name = urlsplit(address).path.strip("/")
        self.client = _client(address)

    def put(self, digest: str, content: bytes) -> None:
        """Lay it by; what is there already begins its time anew. Raises OSError, as a folder would."""
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            self.client.put_object(Bucket=self.name, Key=_key(digest), Body=content)
        except (BotoCoreError, ClientError) as error:
            raise OSError(str(error)) from error

    def has(self, digest: str) -> bool:
        return self._laid_at(digest) is not None

    def open(self, digest: str) -> Any:
        """The content as a stream."""
        return self.client.get_object(Bucket=self.name, Key=_key(digest))["Body"]

    def older_than(self, moment: datetime) -> Iterator[str]:
        """Names of what was laid by before."""
        for page in self.client.get_paginator("list_objects_v2").paginate(Bucket=self.name):
            for found in page.get("Contents", ()):
                if found["LastModified"] < moment:
                    yield found["Key"].rpartition("/")[2]

    def drop(self, name: str, moment: datetime) -> None:
        """Take it away, unless somebody laid it by again meanwhile."""
        laid_at = self._laid_at(name)
        if laid_at and laid_at < moment:
            self.client.delete_object(Bucket=self.name, Key=_key(name))

    def _laid_at(self, digest: str) -> datetime | None:
        from botocore.exceptions import ClientError

        try:
            found = self.client.head_object(Bucket=self.name, Key=_key(digest))
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
                return None
            raise
        laid_at: datetime = found["LastModified"]
        return laid_at


def _key(digest: str) -> str:
    return f"{digest[:2]}/{digest}"


def _client(address: str) -> Any:
    """Loaded here, since only a hall with a bucket needs the library, and it is slow to load."""
    import boto3
    from botocore.config import Config

    parts = urlsplit(address)
    host, scheme = parts.netloc.rpartition("@")[2], "http" if parts.scheme == "s3+http" else "https"
    return boto3.client(
        "s3",
        endpoint_url=f"{scheme}://{host}" if host else None,
        region_name=parse_qs(parts.query).get("region", [None])[0] or "us-east-1",
        aws_access_key_id=unquote(parts.username) if parts.username else None,
        aws_secret_access_key=unquote(parts.password) if parts.password else None,
        config=Config(
            connect_timeout=CONNECT_SECONDS,
            read_timeout=READ_SECONDS,
            retries={"max_attempts": TRIES},
            s3={"addressing_style": "path" if host else "auto"},
            request_checksum_calculation="when_required",  # other makers' buckets don't know the newer sums
            response_checksum_validation="when_required",
        ),
    )
