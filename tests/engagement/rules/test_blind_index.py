"""A blind index finds an address and tells nothing about it."""

from engagement.rules.blind_index import blind_index, normalised_email


def test_the_same_address_has_the_same_index_however_it_is_typed() -> None:
    typed = [" Palesa@Example.org ", "palesa@example.org"]
    assert len({blind_index(normalised_email(address), "key") for address in typed}) == 1


def test_another_address_or_another_key_has_another_index() -> None:
    indexes = {blind_index(value, key) for value in ("a@example.org", "b@example.org") for key in ("one", "two")}
    assert len(indexes) == 4
    assert all(len(index) == 64 for index in indexes)
