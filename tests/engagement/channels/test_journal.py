"""What providers acknowledged outlives whoever noted it, and is handed to nobody while its worker lives."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from engagement.channels.journal import Acknowledgement, Journal, acknowledged, left_behind

AT = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)


def died(folder: Path, *message_ids: UUID) -> Path:
    """A worker noted these and died. Returns its file."""
    with pytest.raises(KeyboardInterrupt), Journal(folder) as journal:
        for message_id in message_ids:
            journal.note(Acknowledgement(message_id, AT, "provider-7"))
        raise KeyboardInterrupt
    [file] = folder.iterdir()
    return file


def test_what_a_dead_worker_noted_is_handed_out_once(tmp_path: Path) -> None:
    first, second = uuid4(), uuid4()
    died(tmp_path, first, second)
    with left_behind(tmp_path) as left:
        assert left == [Acknowledgement(each, AT, "provider-7") for each in (first, second)]
        with left_behind(tmp_path) as nothing:
            assert nothing == []
    with left_behind(tmp_path) as left:
        assert left == []
    assert list(tmp_path.iterdir()) == []


def test_what_could_not_be_recorded_is_handed_out_again(tmp_path: Path) -> None:
    died(tmp_path, uuid4())
    with pytest.raises(ZeroDivisionError), left_behind(tmp_path):
        raise ZeroDivisionError
    with left_behind(tmp_path) as left:
        assert len(left) == 1


def test_a_living_workers_notes_are_read_and_left_to_it(tmp_path: Path) -> None:
    message_id = uuid4()
    with Journal(tmp_path) as journal:
        journal.note(Acknowledgement(message_id, AT))
        with left_behind(tmp_path) as left:
            assert left == []
        assert acknowledged(tmp_path) == {message_id: Acknowledgement(message_id, AT)}
    assert acknowledged(tmp_path) == {}


def test_a_line_that_a_crash_cut_off_spoils_no_other(tmp_path: Path) -> None:
    message_id = uuid4()
    file = died(tmp_path, message_id)
    file.write_bytes(file.read_bytes() + b'["cut')
    assert set(acknowledged(tmp_path)) == {message_id}


def test_a_batch_without_an_acknowledgement_touches_no_disk(tmp_path: Path) -> None:
    with Journal(tmp_path / "none"):
        pass
    assert acknowledged(tmp_path / "none") == {}
    assert not (tmp_path / "none").exists()


def test_only_the_workers_may_read_it(tmp_path: Path) -> None:
    with Journal(tmp_path / "journal") as journal:
        journal.note(Acknowledgement(uuid4(), AT))
        assert (tmp_path / "journal").stat().st_mode & 0o077 == 0
