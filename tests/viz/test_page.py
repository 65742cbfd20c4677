import json
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from graph.errors import InvalidQuestion
from tests.viz.scenes import around, crowd, hostile, routes
from viz.layout import place
from viz.page import render, write
from viz.scene import Scene

TODAY = date(2026, 6, 1)


def page_of(scene: Scene) -> str:
    return render(scene, place(scene), generated_on=TODAY)


class Reader(HTMLParser):
    """Collects what a browser would fetch, run or show."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.model = ""
        self._in_model = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._in_model = tag == "script" and dict(attrs).get("id") == "model"

    def handle_data(self, data: str) -> None:
        if self._in_model:
            self.model += data


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


@pytest.mark.parametrize("scene", [around(), routes(), routes(reachable=False), hostile()])
def test_page_names_nothing_outside_itself(scene: Scene) -> None:
    for tag, attributes in read(page_of(scene)).tags:
        assert tag not in ("iframe", "object", "embed", "base", "img", "video", "audio")
        for name in ("src", "href", "action", "srcset", "data"):
            assert (attributes.get(name) or "data:").startswith("data:"), (tag, attributes)
        assert not any(name.startswith("on") for name in attributes)


def test_policy_allows_only_what_is_in_the_page() -> None:
    (policy,) = [
        attributes["content"] or ""
        for tag, attributes in read(page_of(around())).tags
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert "http" not in policy


def test_hostile_texts_stay_texts() -> None:
    page = page_of(hostile())
    reader = read(page)
    assert [tag for tag, _ in reader.tags].count("script") == 3
    assert "<img" not in page
    assert "onerror=&#34;alert(1)&#34;" in page
    assert "49" not in json.loads(reader.model)["nodes"][0]["name"]


def test_same_scene_gives_the_same_bytes() -> None:
    assert page_of(routes()) == page_of(routes())


def test_model_holds_every_node_and_link_with_a_fixed_place() -> None:
    scene = around()
    model = json.loads(read(page_of(scene)).model)
    assert [node["id"] for node in model["nodes"]] == [node.id for node in scene.nodes]
    assert len(model["edges"]) == len(scene.links)
    assert model["options"]["physics"]["enabled"] is False
    assert all({"x", "y"} <= node.keys() for node in model["nodes"])


def test_invented_links_are_dashed_and_the_page_says_so() -> None:
    page = page_of(routes())
    edges = json.loads(read(page).model)["edges"]
    assert [bool(edge["dashes"]) for edge in edges].count(True) == 1
    assert "describe nobody" in page


def test_too_many_actors_are_refused_with_advice() -> None:
    scene = crowd(2_001)
    with pytest.raises(InvalidQuestion, match="at most 2000"):
        render(scene, {}, generated_on=TODAY)


def test_page_is_written_whole_in_utf8(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "page.html"
    write(target, "Łukasz Müller Ελλάδα")
    assert target.read_bytes().decode() == "Łukasz Müller Ελλάδα"
    assert [path.name for path in target.parent.iterdir()] == ["page.html"]
