"""Pictures of answers and neighbourhoods, as one page each."""

from collections.abc import Collection
from datetime import date

from api.wiring import View
from queries.results import Assignment, RouteAnswer
from viz.answers import of_assignment, of_routes
from viz.layout import place
from viz.page import render
from viz.scene import Scene, neighbourhood


def of_route_answer(view: View, answer: RouteAnswer, *, today: date, title: str) -> str:
    """Draw routes."""
    return _page(of_routes(view.graph, answer, title), today)


def of_assignment_answer(view: View, answer: Assignment, *, today: date, title: str) -> str:
    """Draw who approaches whom."""
    return _page(of_assignment(view.graph, answer, title), today)


def of_neighbourhood(
    view: View, focus: Collection[str], *, as_of: date, today: date, steps: int, most: int
) -> str:
    """Draw what surrounds somebody."""
    scene = neighbourhood(view.graph, focus, as_of=as_of, steps=steps, most=most)
    return _page(scene, today)


def _page(scene: Scene, today: date) -> str:
    return render(scene, place(scene), generated_on=today)
