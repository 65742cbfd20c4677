"""The workbench: one page and its code, the same for everybody. What it shows it asks for itself.

Neither holds any data, so no token is needed for them; the page asks for one where the service
wants one. Only the files that were built are served, by their own names.
"""

import re
from functools import lru_cache
from importlib.resources import files
from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import RedirectResponse, Response

from api.access import open_to_all
from graph.errors import UnknownEntity
from viz.inline import hash_source

router = APIRouter(include_in_schema=False)

POLICY = (
    "default-src 'none'; script-src 'self'{hashes}; style-src 'self'; "
    "img-src 'self' data: blob:; connect-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_TYPES = {
    "js": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
}
_FOLDER = files("api") / "static" / "workbench"
_ALWAYS = {"Cache-Control": "public, max-age=31536000, immutable"}
_ASK_AGAIN = {"Cache-Control": "no-cache"}


@router.get("/")
@open_to_all
def page() -> Response:
    """Give the workbench; where it was not built, the forms that need none of it."""
    index = _FOLDER / "index.html"
    if not index.is_file():
        return RedirectResponse("/plain", 307)
    text = index.read_text(encoding="utf-8")
    headers = {"Content-Security-Policy": policy_of(text), **_ASK_AGAIN}
    return Response(text, media_type="text/html; charset=utf-8", headers=headers)


@lru_cache(maxsize=1)
def policy_of(page: str) -> str:
    """Give the policy of the built page: its own files, and by hash the code written in it."""
    return POLICY.format(hashes="".join(f" {hash_source(one)}" for one in _INLINE.findall(page)))


@router.get("/workbench/{name}")
@open_to_all
def code(name: Annotated[str, Path(max_length=100)]) -> Response:
    """Give one file of the workbench.

    Raises:
        UnknownEntity: no such file was built.
    """
    known = {one.name: one for one in _FOLDER.iterdir()} if _FOLDER.is_dir() else {}
    kind = name.rpartition(".")[2]
    if name not in known or kind not in _TYPES:
        raise UnknownEntity(name)
    # A name with a hash in it stands for one content for good.
    headers = _ALWAYS if "-" in name and kind in ("js", "css") else _ASK_AGAIN
    return Response(known[name].read_bytes(), media_type=_TYPES[kind], headers=headers)
