import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InputError
from loaders.column_map import ColumnMap, key, read_map, read_pairs, suggestions

TOML = b'[columns]\n"Organisation" = "name"\n[values]\nkind = "ngo"\n'
CSV = "\ufeffOrganisation,name\nkind:,ngo\n".encode()


@pytest.mark.parametrize(
    "told",
    [
        read_pairs(["Organisation=name", "kind:=ngo"]),
        read_map(TOML, "m.toml"),
        read_map(CSV, "m.csv"),
    ],
)
def test_a_map_is_the_same_typed_or_kept_in_either_form(told: ColumnMap) -> None:
    assert (dict(told.columns), dict(told.values)) == ({"organisation": "name"}, {"kind": "ngo"})


def test_what_is_typed_wins_over_a_file() -> None:
    joined = read_map(TOML, "m.toml").joined(read_pairs(["kind:=network", "Stadt=city"]))
    assert dict(joined.values) == {"kind": "network"}
    assert dict(joined.columns) == {"organisation": "name", "stadt": "city"}


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"columns = 3", "m.toml"),
        (b"[columns]\nx = 3", "m.toml"),
        (b"[other]\nx = 'y'", "m.toml"),
        (b"\xff", "m.toml"),
        (b"a,b,c\n", "m.csv"),
        (b"a,\n", "m.csv"),
        (b"x" * 300_000, "m.csv"),
    ],
)
def test_a_file_that_is_no_map_is_refused(content: bytes, name: str) -> None:
    with pytest.raises(InputError):
        read_map(content, name)


@pytest.mark.parametrize("pair", ["=name", "Organisation=", "Organisation", ":=x"])
def test_a_pair_that_maps_nothing_is_refused(pair: str) -> None:
    with pytest.raises(InputError, match="maps nothing"):
        read_pairs([pair])


def test_each_column_is_offered_once() -> None:
    found = suggestions(["Organisation", "Nom", "countryiso2"], ["name", "country_iso2", "city"])
    assert found == (("Organisation", "name"), ("countryiso2", "country_iso2"))


@given(st.text(max_size=40))
def test_folding_a_header_twice_changes_nothing(header: str) -> None:
    assert key(key(header)) == key(header)
