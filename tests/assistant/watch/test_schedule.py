"""Changes are waited out, failures are tried again less and less often."""

from assistant.watch.schedule import BuildSchedule


def test_nothing_noted_is_nothing_to_build() -> None:
    assert not BuildSchedule().is_due(1e9)


def test_a_change_is_built_once_no_other_has_come_for_a_while() -> None:
    schedule = BuildSchedule(quiet=2)
    schedule.note_change(10.0)
    schedule.note_change(11.5)
    assert not schedule.is_due(13.4)
    assert schedule.is_due(13.5)


def test_changes_that_never_rest_are_built_all_the_same() -> None:
    schedule = BuildSchedule(quiet=2, longest=10)
    for second in range(100, 111):
        schedule.note_change(float(second))
    assert schedule.is_due(110.0)


def test_what_changes_during_a_build_is_for_the_next_one() -> None:
    schedule = BuildSchedule(quiet=2)
    schedule.note_change(10.0)
    schedule.begin()
    assert not schedule.is_due(1e9)
    schedule.note_change(13.0)
    schedule.succeed()
    assert schedule.is_due(15.0)


def test_a_failed_build_is_tried_again_less_and_less_often() -> None:
    schedule = BuildSchedule(first_retry=30, last_retry=100)
    waits: list[float] = []
    for _ in range(4):
        schedule.begin()
        waits.append(schedule.fail(0.0))
    assert waits == [30, 60, 100, 100]
    assert not schedule.is_due(99.0)
    assert schedule.is_due(100.0)


def test_a_change_after_a_failure_does_not_wait_for_the_retry() -> None:
    schedule = BuildSchedule(quiet=2, first_retry=30)
    schedule.begin()
    schedule.fail(0.0)
    schedule.note_change(5.0)
    assert schedule.is_due(7.0)
    schedule.begin()
    assert schedule.fail(7.0) == 30


def test_a_success_forgets_earlier_failures() -> None:
    schedule = BuildSchedule(first_retry=30)
    for _ in range(3):
        schedule.begin()
        schedule.fail(0.0)
    schedule.begin()
    schedule.succeed()
    schedule.begin()
    assert schedule.fail(0.0) == 30
