"""A stored file gives back what was put in, or says that it cannot be used."""

import hashlib
import json
from itertools import accumulate

import numpy as np
import pytest

from graph.errors import StoreDamaged
from graph.stored.package import Package, pack, unpack

KEY: dict[str, str | int] = {"ledger": "one", "level": "office"}
WHOLE = Package(
    KEY,
    {
        "narrow": np.array([1, -2, 3], dtype=np.int8),
        "wide": np.arange(5, dtype=np.int64),
        "none": np.zeros(0, dtype=np.float64),
        "flags": np.array([True, False]),
    },
    {"texts": ["Ünï “A” \n", ""]},
)


def content() -> bytearray:
    return bytearray(b"".join(pack(WHOLE)))


def test_what_is_packed_is_unpacked() -> None:
    read = unpack(content(), KEY)
    assert (read.key, read.texts) == (KEY, WHOLE.texts)
    for name, array in WHOLE.arrays.items():
        assert read.arrays[name].dtype == array.dtype
        assert read.arrays[name].tolist() == array.tolist()


def test_arrays_can_be_handed_to_code_that_wants_them_aligned_and_writable() -> None:
    for array in unpack(content(), KEY).arrays.values():
        assert array.flags.aligned
        assert array.flags.writeable


def test_one_bit_changed_anywhere_is_noticed() -> None:
    for place in range(len(content())):
        changed = content()
        changed[place] ^= 1
        with pytest.raises(StoreDamaged):
            unpack(changed, KEY)


def test_a_file_that_was_cut_anywhere_is_noticed() -> None:
    for length in range(len(content())):
        with pytest.raises(StoreDamaged):
            unpack(content()[:length], KEY)


@pytest.mark.parametrize("name", KEY)
def test_what_was_made_from_something_else_is_not_taken(name: str) -> None:
    with pytest.raises(StoreDamaged, match="something else"):
        unpack(content(), {**KEY, name: "another"})


def test_an_array_of_objects_is_refused_even_where_the_hash_is_right() -> None:
    parts = pack(Package(KEY, {"one": np.zeros(1)}, {}))
    head = json.loads(parts[2])
    head["arrays"]["one"][0] = "object"
    changed = [json.dumps(head).encode() + b"\n", *parts[3:]]
    forged = [*pack(WHOLE)[:1], _hash(changed) + b"\n", *changed]
    with pytest.raises(StoreDamaged, match="type object"):
        unpack(bytearray(b"".join(forged)), KEY)


def test_an_array_longer_than_the_file_is_refused_even_where_the_hash_is_right() -> None:
    parts = pack(Package(KEY, {"one": np.zeros(1)}, {}))
    head = json.loads(parts[2])
    head["arrays"]["one"][1] = 10**9
    changed = [json.dumps(head).encode() + b"\n", *parts[3:]]
    forged = [*pack(WHOLE)[:1], _hash(changed) + b"\n", *changed]
    with pytest.raises(StoreDamaged):
        unpack(bytearray(b"".join(forged)), KEY)


def test_every_array_begins_at_a_multiple_of_eight() -> None:
    ends = list(accumulate(map(len, pack(WHOLE))))
    assert all(end % 8 == 0 for end in ends[2:])


def _hash(parts: list[bytes]) -> bytes:
    return hashlib.sha256(b"".join(parts)).hexdigest().encode()
