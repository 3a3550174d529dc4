"""Counts and times for Prometheus, on a port of their own. No label follows a person: only
the route's template, the class of the status, and the kind of answer."""

from __future__ import annotations

import time
from collections.abc import Callable

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, exposition

from bot.gateway.headers import on_prepare

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """The counters of one application, in a registry of their own."""

    def __init__(self, live: Callable[[], float], ready: Callable[[], float]) -> None:
        self.registry = CollectorRegistry(auto_describe=False)
        self._requests = Counter(
            "veiviser_requests",
            "Requests by route and class of status",
            ("route", "status"),
            registry=self.registry,
        )
        self._seconds = Histogram(
            "veiviser_request_seconds",
            "Time to answer",
            ("route",),
            buckets=SECONDS,
            registry=self.registry,
        )
        self._answers = Counter(
            "veiviser_answers", "Answers by kind", ("kind",), registry=self.registry
        )
        self._gauge("veiviser_conversations", "Conversations going on", live)
        self._gauge("veiviser_ready", "Whether the model answers", ready)

    def answer(self, kind: str) -> None:
        """Counts an answer. `kind` is a word of the code, never of a person."""
        self._answers.labels(kind).inc()

    def request(self, route: str, status: int, seconds: float) -> None:
        """Counts a request and its time."""
        self._requests.labels(route, f"{status // 100}xx").inc()
        self._seconds.labels(route).observe(seconds)

    def _gauge(self, name: str, text: str, value: Callable[[], float]) -> None:
        Gauge(name, text, registry=self.registry).set_function(value)


def middleware(metrics: Metrics) -> Middleware:
    """Counts every request, also those that fail."""

    @web.middleware
    async def measure(request: web.Request, handler: Handler) -> web.StreamResponse:
        begun, status = time.perf_counter(), 500
        try:
            response = await handler(request)
            status = response.status
            return response
        finally:
            metrics.request(route_of(request), status, time.perf_counter() - begun)

    return measure


def route_of(request: web.Request) -> str:
    """The template of the route, or `other`: never a path that someone has typed."""
    resource = request.match_info.route.resource
    return "other" if resource is None else resource.canonical


def create_metrics_app(metrics: Metrics) -> web.Application:
    """The application of the metrics port: `GET /metrics`."""

    async def show(_: web.Request) -> web.Response:
        body = exposition.generate_latest(metrics.registry)
        return web.Response(body=body, headers={"Content-Type": exposition.CONTENT_TYPE_LATEST})

    app = web.Application()
    app.router.add_get("/metrics", show)
    app.on_response_prepare.append(on_prepare)
    return app
