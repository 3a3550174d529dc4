"""The typed keys under which the application holds its parts."""

from __future__ import annotations

from aiohttp import web

from bot.contract import Engine
from bot.gateway.bounds import Bounds
from bot.gateway.conversations import Conversations
from bot.gateway.erasing import Eraser
from bot.gateway.limits import Bucket
from bot.gateway.metrics import Metrics
from bot.gateway.pages import Pages
from bot.gateway.parts import Clock, Directory, FirstAid
from bot.gateway.turns import Turns
from bot.settings import Settings
from bot.wording import Wording

SETTINGS = web.AppKey("settings", Settings)
BOUNDS = web.AppKey("bounds", Bounds)
ENGINE = web.AppKey("engine", Engine)
FIRST_AID = web.AppKey("first_aid", FirstAid)
DIRECTORY = web.AppKey("directory", Directory)
WORDING = web.AppKey("wording", Wording)
CLOCK = web.AppKey[Clock]("clock")
CONVERSATIONS = web.AppKey("conversations", Conversations)
ERASER = web.AppKey("eraser", Eraser)
TURNS = web.AppKey("turns", Turns)
METRICS = web.AppKey("metrics", Metrics)
PAGES = web.AppKey("pages", Pages)
OPENINGS = web.AppKey("openings", Bucket)
MESSAGES = web.AppKey("messages", Bucket)
SEARCHES = web.AppKey("searches", Bucket)
