"""Who in the hall may speak to other machines, and who may start other programs."""

from tests.architecture.sources import HOUSE, files, imports

SPEAKING = {"socket", "http.client", "urllib.request", "smtplib", "requests", "httpx", "apprise", "boto3"}
STARTING = {"subprocess", "multiprocessing", "pty"}
UNSAFE = {"pickle", "marshal", "shelve", "yaml", "xml.sax", "xml.dom.minidom", "lxml"}
# Each with where it speaks to; what members can name is reached through `reach` alone.
SPEAKERS = {
    "kernel/notices/reach.py": "whoever members and the operator name, at public addresses only",
    "kernel/notices/channels.py": "gateways of the operator's, through `reach`",
    "kernel/notices/rounds.py": "the errors of the operator's mail server",
    "kernel/notices/guests.py": "the same",
    "kernel/notices/witnesses.py": "the errors of `reach`",
    "kernel/api/hooks.py": "the errors of `reach`",
    "kernel/matters/cleaning/scanning.py": "the operator's virus scanner",
    "kernel/matters/storage/bucket.py": "the operator's bucket",
    "commands/init.py": "the errors of the operator's mail server",
    "ground/apart/asking.py": "the process of its own that reads files, by a pair of sockets",
    "ground/apart/frames.py": "the same",
    "ground/apart/process.py": "the same",
    "ground/apart/starting.py": "the same",
    "operations/notifying.py": "systemd, by a socket of this machine",
    "running/ports.py": "this machine",
}
# Lifelines for its types; the ballot's count and the hall's processes are forks and start no other program.
PARALLEL = "instruments/ballot/belenios/parallel.py"
APART = "ground/apart/starting.py"
STARTERS = ("database/", "operations/", "running/forks.py", "ground/lifelines.py", APART, PARALLEL)


def _of(names: set[str]) -> set[str]:
    return {
        str(path.relative_to(HOUSE))
        for path in files()
        if any(name == each or name.startswith(f"{each}.") for name in imports(path) for each in names)
    }


def test_only_these_files_speak_to_other_machines() -> None:
    assert _of(SPEAKING) == set(SPEAKERS)


def test_only_the_database_the_operations_the_supervisor_and_what_reads_files_start_programs() -> None:
    assert [name for name in _of(STARTING) if not name.startswith(STARTERS)] == []


def test_nothing_is_read_by_a_way_that_can_run_it() -> None:
    assert _of(UNSAFE) == set()


def test_nothing_that_members_wrote_is_fetched() -> None:
    """Open311's `media_url` is a text: no file that speaks to others knows the word."""
    knowing = {str(path.relative_to(HOUSE)) for path in files() if "media_url" in path.read_text()}
    assert knowing
    assert knowing & set(SPEAKERS) == set()
