"""Small scenes for tests; every person in them is invented."""

from dataclasses import replace
from datetime import date

from graph.model import Classification
from graph.period import Period
from graph.snapshot import Snapshot
from queries.routing.question import RouteQuestion
from queries.routing.routes import find_routes
from tests.factories import DAY, body, contact, member, merged, ngo, person
from viz.answers import of_routes
from viz.scene import Scene, SceneNode, neighbourhood

HOSTILE = '<img src=x onerror="alert(1)">'
SCRIPT = "</script><script>alert(2)</script>"


def around() -> Scene:
    """Give a committee with members, one of whom has left."""
    gone = member("gone", "libe", period=Period.between(None, date(2025, 1, 1)))
    graph = merged(
        [person("ada"), person("ben"), person("gone"), body("libe", Classification.COMMITTEE)],
        [member("ada", "libe"), member("ben", "libe"), gone],
    )
    return neighbourhood(graph, ["libe"], as_of=DAY)


def routes(*, reachable: bool = True) -> Scene:
    """Give a route from an NGO over a colleague to a target, or none."""
    ties = [contact("ours", "ada"), contact("ada", "target", invented=True)]
    graph = merged(
        [ngo("ours"), person("ada"), person("target"), person("far")],
        ties if reachable else [ties[0], contact("far", "target")],
    )
    question = RouteQuestion(("ours",), ("target",), DAY)
    return of_routes(graph, find_routes(Snapshot.build(graph), question))


def hostile() -> Scene:
    """Give a scene whose every text would like to run."""
    scene = routes()
    text = f"{HOSTILE}{SCRIPT}{{{{7*7}}}}"

    def poisoned(node: SceneNode) -> SceneNode:
        return replace(node, name=f"{node.id} {text}", facts=((text, text),))

    return replace(
        scene,
        title=text,
        subtitle=text,
        nodes=tuple(poisoned(node) for node in scene.nodes),
        links=tuple(
            replace(
                link,
                label=text,
                lines=tuple(
                    replace(line, text=text, source=text, url="javascript:alert(3)")
                    for line in link.lines
                ),
            )
            for link in scene.links
        ),
        notes=(text,),
        attribution=(text,),
    )


def crowd(count: int) -> Scene:
    """Give as many people in one body."""
    names = [f"p{number:04}" for number in range(count)]
    graph = merged(
        [*(person(name) for name in names), body("all", Classification.COMMITTEE)],
        [member(name, "all") for name in names],
    )
    return neighbourhood(graph, ["all"], as_of=DAY, most=count + 1)
