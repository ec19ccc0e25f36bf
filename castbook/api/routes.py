"""All routes in one list, with /castbook before them; what catches the rest comes last."""

from __future__ import annotations

import dataclasses

from . import (
    characters,
    describers,
    designs,
    exchange,
    generations,
    models,
    page,
    productions,
    scripts,
    shapes,
    versions,
)
from .guard import Route

_MODULES = (productions, designs, characters, versions, scripts, exchange, describers, generations, models, page)

ROUTES: tuple[Route, ...] = tuple(
    dataclasses.replace(route, path=shapes.ROOT + route.path) for module in _MODULES for route in module.routes
)
PAGE_ROUTES: tuple[Route, ...] = tuple(page.page_routes)
