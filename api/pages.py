"""Lists in pages: each goes on after the last identifier of the one before.

Going on by identifier, not by number, leaves nothing out when something is added meanwhile.
"""

from collections.abc import Sequence
from typing import Annotated

from fastapi import Query, Request, Response

Page = Annotated[
    str, Query(max_length=1000, description="Go on after this id, the last of the page before.")
]


def linked(request: Request, response: Response, ids: Sequence[str], limit: int) -> None:
    """Set the link to the next page (RFC 8288), if the ids found go on beyond this one."""
    if len(ids) > limit:
        asked = request.url.include_query_params(after=ids[limit - 1])
        response.headers["Link"] = f'<{asked.path}?{asked.query}>; rel="next"'
