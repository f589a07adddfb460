"""Changes are waited out, failures are tried again less and less often."""

from assistant.watch.schedule import Agenda


def test_nothing_noted_is_nothing_to_build() -> None:
    assert not Agenda().is_time(1e9)


def test_a_change_is_built_once_no_other_has_come_for_a_while() -> None:
    agenda = Agenda(quiet=2)
    agenda.note_change(10.0)
    agenda.note_change(11.5)
    assert not agenda.is_time(13.4)
    assert agenda.is_time(13.5)


def test_changes_that_never_rest_are_built_all_the_same() -> None:
    agenda = Agenda(quiet=2, longest=10)
    for second in range(100, 111):
        agenda.note_change(float(second))
    assert agenda.is_time(110.0)


def test_what_changes_during_a_build_is_for_the_next_one() -> None:
    agenda = Agenda(quiet=2)
    agenda.note_change(10.0)
    agenda.begin()
    assert not agenda.is_time(1e9)
    agenda.note_change(13.0)
    agenda.succeed()
    assert agenda.is_time(15.0)


def test_a_failed_build_is_tried_again_less_and_less_often() -> None:
    agenda = Agenda(first_retry=30, last_retry=100)
    waits: list[float] = []
    for _ in range(4):
        agenda.begin()
        waits.append(agenda.fail(0.0))
    assert waits == [30, 60, 100, 100]
    assert not agenda.is_time(99.0)
    assert agenda.is_time(100.0)


def test_a_change_after_a_failure_does_not_wait_for_the_retry() -> None:
    agenda = Agenda(quiet=2, first_retry=30)
    agenda.begin()
    agenda.fail(0.0)
    agenda.note_change(5.0)
    assert agenda.is_time(7.0)
    agenda.begin()
    assert agenda.fail(7.0) == 30


def test_a_success_forgets_earlier_failures() -> None:
    agenda = Agenda(first_retry=30)
    for _ in range(3):
        agenda.begin()
        agenda.fail(0.0)
    agenda.begin()
    agenda.succeed()
    agenda.begin()
    assert agenda.fail(0.0) == 30
