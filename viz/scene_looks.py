"""How what is in a scene looks, wherever it is drawn: shape, size, mark and written name."""

import math
from collections import Counter
from collections.abc import Mapping

from viz.called import called
from viz.scene import Highlight, Scene, SceneLink, SceneNode
from viz.style import BANDS, PART_STYLES, SHARED_MARK, Style, size_of, style_of

MARKS = {"": "", "appeared": "+ ", "vanished": "− "}
"""Written before what changed between two days, so that colour never says it alone."""


def node_style(node: SceneNode) -> Style:
    """Give the style of a node: of its kind, or of what part it stands for."""
    if node.part is not None:
        return PART_STYLES[node.part]
    return style_of(node.kind, node.classification)


def node_name(node: SceneNode) -> str:
    """Write a node's name with what its shape says too."""
    shared = f"{SHARED_MARK}{node.routes} " if node.is_shared else ""
    name = MARKS[node.change] + shared + called(node.id, node.name)
    if node.part is None:
        return name
    return (
        f"{name} ({node.seen} of {node.size})"
        if node.seen < node.size
        else f"{name} ({node.size})"
    )


def degrees(scene: Scene) -> Mapping[str, int]:
    """Count the links of each node."""
    return Counter(end for link in scene.links for end in (link.tail, link.head))


def node_size(node: SceneNode, degree: int, *, lanes: bool) -> float:
    """Give a node's size in units of the map."""
    return node.radius or (16.0 if lanes else size_of(degree))


def most_steps(scene: Scene) -> int:
    """Give how many steps the heaviest link stands for."""
    return max((link.count for link in scene.links), default=1)


def link_width(link: SceneLink, most: int) -> float:
    """Give a link's width in pixels: by its steps, else by its band."""
    if not link.directed:
        return 0.6 + 6 * math.sqrt(link.count / most)
    return BANDS[link.band]


def has_arrow(scene: Scene, link: SceneLink) -> bool:
    """Say whether a link is drawn with its direction and its label."""
    stands_out = link.highlight not in (
        Highlight.NONE,
        Highlight.APPEARED,
        Highlight.VANISHED,
    )
    return link.directed and (scene.arrows or stands_out)


def legend(scene: Scene) -> list[tuple[Style, int]]:
    """Count the nodes of each style, the most frequent first."""
    counts = Counter(node_style(node) for node in scene.nodes)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0].word))
