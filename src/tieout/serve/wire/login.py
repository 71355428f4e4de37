"""Logging in with a browser, which cannot send a bearer token with a page: the token is kept in a cookie instead."""

from typing import Final
from urllib.parse import parse_qs

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from tieout.serve.wire.access import COOKIE, Access

_PAGE: Final = """<!doctype html>
<html lang="en">
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Tieout</title>
<body style="font: 1rem/1.5 system-ui, sans-serif; max-width: 24rem; margin: 15vh auto; padding: 0 1rem">
<h1 style="font-size: 1.25rem">Tieout</h1>
<form method="post" action="/login">
<label for="token">Access token of this server</label>
<input id="token" name="token" type="password" required autofocus autocomplete="current-password"
 style="font: inherit; width: 100%; box-sizing: border-box; margin: .25rem 0 .75rem">
<button style="font: inherit">Log in</button> <span role="alert">{message}</span>
</form>
"""
_DAYS: Final = 7


def login_router(access: Access) -> APIRouter:
    """The page ``/login``; a cookie is given for the right token alone."""
    router = APIRouter(include_in_schema=False)

    @router.get("/login")
    def page() -> HTMLResponse:
        return HTMLResponse(_PAGE.format(message=""))

    @router.post("/login")
    async def log_in(request: Request) -> Response:
        fields = parse_qs((await request.body()).decode("utf-8", "replace"))
        given = fields.get("token", [""])[0]
        if not access.is_token(given):
            return HTMLResponse(_PAGE.format(message="That is not the token."), status_code=401)
        answer = RedirectResponse("/web", status_code=303)
        secure = request.url.scheme == "https"
        answer.set_cookie(COOKIE, given, max_age=_DAYS * 86_400, httponly=True, samesite="strict", secure=secure)
        return answer

    return router
