"""A code stands in addresses, so that some codes cannot be taken."""

from urllib.parse import unquote

import pytest
from django.urls import resolve, reverse
from hypothesis import given
from hypothesis import strategies as st

from wards.rules.codes import RESERVED, is_address_safe


@pytest.mark.parametrize("code", ["79800001", "KE-7", "MURANG'A", "TAITA TAVETA", "Ñandú", "map1", "IN", "a.b"])
def test_codes_as_countries_write_them(code) -> None:
    assert is_address_safe(code)


@pytest.mark.parametrize("code", ["", "A/B", "A\\B", "A?", "A#1", "5%", " A", "A ", "A\nB", "A\x00", "in", "map", ".."])
def test_codes_that_break_an_address(code) -> None:
    assert not is_address_safe(code)


@pytest.mark.parametrize("code", sorted(RESERVED))
def test_words_that_addresses_use_are_reserved(code) -> None:
    assert not is_address_safe(code)


@given(st.text(max_size=12).filter(is_address_safe))
def test_every_safe_code_has_an_address_that_leads_back_to_it(code) -> None:
    for name, argument, key in (("ward", code, "code"), ("municipality", f"ZZ-{code}", "key")):
        match = resolve(unquote(reverse(f"wards:{name}", args=[argument])))
        assert (match.view_name, match.kwargs) == (f"wards:{name}", {key: argument})
