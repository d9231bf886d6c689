"""An election kept by `belenios-tool`, the program that isn't ours."""

import json
import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import programs

UUID = "11111111111111"


@dataclass
class ToolElection:
    """A folder in which the tool keeps one election as `<uuid>.bel`."""

    folder: Path
    uuid: str = UUID

    @property
    def archive(self) -> Path:
        return self.folder / f"{self.uuid}.bel"

    def run(self, *words: str, said: str = "") -> str:
        """What the tool prints; AssertionError with its complaint when it refuses."""
        command = [programs.find("belenios-tool"), *words]
        done = subprocess.run(
            command,
            check=False,
            cwd=self.folder,
            input=said,
            capture_output=True,
            text=True,
            env={**os.environ, "BELENIOS_USE_URANDOM": "1"},
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def begin(self, election: str, trustees: str, credentials: str) -> None:
        """Write the three texts and let the tool begin the archive."""
        for name, text in {"election": election, "trustees": trustees, "public_creds": credentials}.items():
            (self.folder / f"{name}.json").write_text(text, "utf-8")
        self.run("archive", "init")

    def cast(self, ballot: str) -> None:
        self.add("Ballot", f"{ballot}\n")

    def close(self) -> None:
        """End voting and record the encrypted tally."""
        self.add("EndBallots")
        self.add("EncryptedTally", self.run("election", "compute-encrypted-tally"))

    def decrypt(self, owner: int, text: str, digest: str) -> None:
        """Append a partial decryption made elsewhere; `digest` is its SHA-256 in hexadecimal."""
        summary = json.dumps({"owner": owner, "payload": digest}, separators=(",", ":"))
        self.add("PartialDecryption", f"{text}\n{summary}\n")

    def result(self) -> list[list[int]]:
        """Let the tool combine the decryptions, append the result and verify the whole archive."""
        found = self.run("election", "compute-result")
        self.add("Result", found)
        self.verify()
        counts: list[list[int]] = json.loads(found)["result"]
        return counts

    def verify(self) -> None:
        self.run("election", "verify", "--dir", ".")

    def ballot(self, credential: str, choices: Sequence[Sequence[int]]) -> str:
        """A ballot that the tool makes."""
        (self.folder / "credential").write_text(credential)
        (self.folder / "choices").write_text(json.dumps(choices))
        words = ("--privcred", "credential", "--ballot", "choices", "--dir", ".")
        return self.run("election", "generate-ballot", *words).strip()

    def add(self, kind: str, said: str = "") -> None:
        self.run("archive", "add-event", f"--type={kind}", said=said)


def election_text(key: str, questions: list[dict[str, Any]], uuid: str = UUID) -> str:
    """An election as it is archived; `questions` have their fields in the archive's order."""
    fields = {
        "version": 1,
        "description": "Who speaks for the night shift?",
        "name": 'Steward of "Mill Lane" / été',
        "group": "BELENIOS-2048",
        "public_key": key,
        "questions": questions,
        "uuid": uuid,
    }
    return json.dumps(fields, separators=(",", ":"), ensure_ascii=False)


def question(answers: int, least: int, most: int, *, blank: bool = False) -> dict[str, Any]:
    head: dict[str, Any] = {"answers": [f"Answer {number}" for number in range(1, answers + 1)]}
    allowed = {"blank": True} if blank else {}
    return {**head, **allowed, "min": least, "max": most, "question": "Who?"}
