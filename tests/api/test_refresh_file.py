from datetime import timedelta
from pathlib import Path

import pytest

from api.live import live_names
from api.load import names
from api.load_tables import Reading
from api.refresh_file import Entry, read_entries
from api.refresh_init import TEXT, write_recommended
from graph.errors import InputError


def read(folder: Path, text: str) -> tuple[Entry, ...]:
    place = folder / "sources.toml"
    place.write_text(text, "utf-8")
    return read_entries(place, names(), live_names())


def test_recommended_file_can_be_used(tmp_path: Path) -> None:
    place = tmp_path / "sources.toml"
    write_recommended(place)
    entries = read_entries(place, names(), live_names())
    assert [one.name for one in entries][:2] == ["starter-pack", "ep-members"]
    with pytest.raises(InputError, match="nothing was changed"):
        write_recommended(place)
    assert place.read_text("utf-8") == TEXT


def test_comments_of_the_recommended_file_can_be_used_too(tmp_path: Path) -> None:
    text = (
        TEXT.replace("# files", "files")
        .replace("# [our", "[our")
        .replace("# loader =", "loader =")
    )
    text = text.replace("# from =", "from =").replace('# every = "1 hour"', 'every = "1 hour"')
    (contacts,) = [one for one in read(tmp_path, text) if one.loader == "contacts"]
    assert (contacts.every, contacts.live) == (timedelta(hours=1), False)


def test_every_field_is_read(tmp_path: Path) -> None:
    (live, saved) = read(
        tmp_path,
        """
        [mine]
        loader = "ep-full-list"
        live = true
        address = "https://example.org/x?y=1"
        save_as = "list.xml"
        every = "2 weeks"
        limit = "90 minutes"
        shrink = true
        ["our table"]
        loader = "contacts"
        from = "tables"
        """,
    )
    assert live == Entry(
        "mine", "ep-full-list", True, None, "https://example.org/x?y=1", "list.xml", (),
        timedelta(weeks=2), timedelta(minutes=90), True,
    )  # fmt: skip
    assert (saved.name, saved.path) == ("our table", tmp_path / "tables")


@pytest.mark.parametrize(
    ("line", "text", "said"),
    [
        (2, "[a]\nloader = 3", "loader is 3; expected a loader's name"),
        (2, '[a]\nloader = "nothing"\nlive = true', "expected one of starter-pack"),
        (1, "[nothing]\nlive = true", "loader is 'nothing'"),
        (3, '[ep-members]\nlive = true\nevery = "often"', "expected a time, such as"),
        (3, '[ep-members]\nlive = true\nevery = "0 days"', "expected a time, such as"),
        (3, "[ep-members]\nlive = true\nevery = 3", "expected a time, such as"),
        (3, '[ep-members]\nlive = true\nlimit = "-1 day"', "expected a time, such as"),
        (2, '[ep-members]\nlive = "yes"', "expected true or false"),
        (1, "[ep-members]", "either live = true, or from"),
        (3, '[ep-members]\nlive = true\nfrom = "x"', "and not both"),
        (2, "[contacts]\nlive = true", "a loader that can ask its publisher"),
        (
            3,
            '[ep-members]\nlive = true\nevry = "1 day"',
            "evry is '1 day'; expected one of loader",
        ),
        (3, '[ep-full-list]\nlive = true\naddress = "https://x.org"', "save_as beside it"),
        (
            4,
            '[ep-full-list]\nlive = true\naddress = "https://x.org"\nsave_as = "../x"',
            "without folders",
        ),
        (2, "[a]\nloader", "line 2"),
        (1, "every = 3", "a section such as"),
        (5, "[ep-members]\nlive = true\n\n[ep-bodies]\nlive = 3", "[ep-bodies]: live is 3"),
    ],
)
def test_mistake_is_told_with_its_line_and_what_is_expected(
    tmp_path: Path, line: int, text: str, said: str
) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, text)
    assert said in str(caught.value)
    assert f"line {line}" in str(caught.value)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, "[ep-members]\nlive = 1\n[ep-bodies]\nlive = 2\n")
    assert len(str(caught.value).splitlines()) == 2


def test_missing_file_says_how_to_write_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--init"):
        read_entries(tmp_path / "sources.toml", names(), live_names())


def test_how_a_table_is_to_be_read_is_taken_as_load_takes_it(tmp_path: Path) -> None:
    (entry,) = read(
        tmp_path,
        """
        [centres]
        from = "list.xlsx"
        map = ["Organisation=name", "level:=network"]
        sheet = "Centres"
        encoding = "windows-1252"
        keywords = ["our-field"]
        purpose = "invitations to a hearing"
        """,
    )
    assert entry.reading == Reading(
        maps=("Organisation=name", "level:=network"),
        sheet="Centres",
        encoding="windows-1252",
        keywords=("our-field",),
        purpose="invitations to a hearing",
    )


def test_absurd_depth_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Expected TOML"):
        read(tmp_path, "a = " + "[" * 100_000)
