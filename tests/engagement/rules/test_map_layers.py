"""The desk's map: what comes first, and which number stands where."""

from datetime import UTC, datetime, timedelta

from engagement.rules.map_layers import MapLayer, MapPlace, in_order, numbered

AT = datetime(2026, 3, 2, tzinfo=UTC)


def place(title: str, *, due: int | None = None, late: bool = False, spot: bool = True) -> MapPlace:
    due_at = None if due is None else AT + timedelta(days=due)
    return MapPlace(title, f"/{title}/", due_at=due_at, is_overdue=late, position=(20.5, -49.5) if spot else None)


def test_overdue_ones_come_first_then_the_earliest_promise_and_last_what_nothing_is_promised_on() -> None:
    layer = MapLayer(
        "Concerns", (place("none"), place("late", due=3, late=True), place("soon", due=1), place("b", due=2))
    )
    assert [each.title for each in in_order(layer).places] == ["late", "soon", "b", "none"]


def test_numbers_go_through_all_layers_and_leave_out_what_has_no_place() -> None:
    layers = [MapLayer("Concerns", (place("a"), place("b", spot=False), place("c"))), MapLayer("Pipes", (place("d"),))]
    found = [(layer.title, [(each.number, each.place.title) for each in places]) for layer, places in numbered(layers)]
    assert found == [("Concerns", [(1, "a"), (None, "b"), (2, "c")]), ("Pipes", [(3, "d")])]


def test_a_layer_without_anything_is_left_out_unless_it_says_so() -> None:
    assert numbered([MapLayer("Notices"), MapLayer("Concerns", empty="Nothing is open.")]) == [
        (MapLayer("Concerns", empty="Nothing is open."), [])
    ]
