"""Which services for which need, in which order. Pure; every choice of policy is in the data.

1. Danger now, or being abroad, puts its own row first.
2. The rows of the situations are weighed together: a service that serves more of them comes
   first; among equals the sum of weight / place in the row, where the first situation weighs
   1, the second 1/2, the third 1/3. A situation that only goes beside others does not weigh
   unless it is the first.
3. Then other services whose own topics fit.
4. If none of the first three answers now, one that does is put second."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from bot.contract import Age, Perspective
from bot.directory.channels import of_use
from bot.directory.query import Query
from bot.directory.routing import Routing, Row, pick, weave
from bot.directory.service import Service

FIRST = 3  # services shown at a time
SUICIDE = "selvmordstanker"


def order(
    query: Query,
    services: Mapping[str, Service],
    routing: Routing,
    answers: Callable[[Service], bool],
) -> list[Service]:
    """All fitting services, best first; never empty as long as there is one of use."""
    routed = [*urgent(query, routing), *weighed(query, services, routing)]
    place = "abroad" if query.outside else "norway"
    ids = [*routed, *rest(query, services, routing), *routing.last[place]]
    found = [services[i] for i in dict.fromkeys(ids) if _allowed(i, query, services, routing)]
    return _with_one_that_answers(found, query, services, routing, answers)


def urgent(query: Query, routing: Routing) -> list[str]:
    """The ids that stand before all else: for those abroad, and for danger now."""
    if query.outside:
        return weave(_special_rows(query, routing.abroad, routing))
    if not query.acute:
        return []
    # Someone else is held abroad: those who can act there come before help in Norway.
    held = "etterlatt_i_utlandet" in query.situations
    there = pick(routing.abroad["default"], query) if held else []
    return [*there, *weave(_special_rows(query, routing.acute, routing))]


def weighed(query: Query, services: Mapping[str, Service], routing: Routing) -> list[str]:
    """The ids of the situations' rows, weighed together; then those of the situations that only
    go beside others."""
    known = known_cases(query, routing)
    if not known:
        return pick(routing.none, query)
    cases = [case for case in known if case == known[0] or case not in routing.beside]
    beside = [
        i for case in known if case not in cases for i in pick(routing.situations[case], query)
    ]
    picked = (pick(routing.situations[case], query) for case in cases)
    rows = [[service for service in row if service in services] for row in picked]
    score: dict[str, float] = {}
    for weight, row in enumerate(rows, start=1):
        for place, service in enumerate(row, start=1):
            score[service] = score.get(service, 0) + 1 / weight / place
    serves = {
        service: sum(
            service in row or _topical(services[service], case, routing)
            for case, row in zip(cases, rows, strict=True)
        )
        for service in score
    }
    return [*sorted(score, key=lambda service: (-serves[service], -score[service])), *beside]


def rest(query: Query, services: Mapping[str, Service], routing: Routing) -> list[str]:
    """Ids of other services that fit by their own topics, in the order of `others`; for
    professionals those that are only for them first."""
    cases = known_cases(query, routing) or ("none",)
    weights = {case: 1 / n for n, case in enumerate(cases, start=1)}
    score = {
        service.id: sum(w for case, w in weights.items() if _topical(service, case, routing))
        for service in services.values()
        if meant_for(service, query.perspective, query.age)
    }
    fitting = [service for service, points in score.items() if points]
    place = {service: n for n, service in enumerate(routing.others)}

    def rank(i: str) -> tuple[bool, float, int]:
        own = query.perspective == "professional" and services[i].audience == {"professional"}
        return not own, -score[i], place.get(i, len(place))

    return sorted(fitting, key=rank)


def known_cases(query: Query, routing: Routing) -> tuple[str, ...]:
    """The situations that the table knows, once each, in order."""
    return tuple(case for case in dict.fromkeys(query.cases) if case in routing.situations)


def pressing(query: Query, routing: Routing) -> tuple[str, ...]:
    """The situations that decide who comes first in danger. With thoughts of suicide these are
    the danger, unless another situation in which others threaten is told of as well."""
    if SUICIDE not in query.cases:
        return query.cases
    return tuple(case for case in query.cases if case == SUICIDE or case in routing.threats)


def _special_rows(query: Query, table: Mapping[str, Row], routing: Routing) -> list[list[str]]:
    """The rows of `table` for the situations, in their order; `default` for those without."""
    cases = pressing(query, routing)
    names = [case if case in table else "default" for case in cases] or ["default"]
    return [pick(table[name], query) for name in dict.fromkeys(names)]


def _topical(service: Service, case: str, routing: Routing) -> bool:
    only = routing.only_for.get(service.id)
    fits = bool(service.topics & routing.topics.get(case, frozenset()))
    return fits and (only is None or case in only)


def meant_for(service: Service, perspective: Perspective | None, age: Age | None) -> bool:
    """Whether the service is for these (None: for anyone). The age is the writer's, so it only
    counts for those who write about themselves."""
    of_age = age in (None, "unknown") or age in service.bands
    if perspective is None:
        return of_age
    return perspective in service.audience and (of_age or perspective != "self")


def _allowed(service: str, query: Query, services: Mapping[str, Service], routing: Routing) -> bool:
    known = service in services and service not in routing.never
    return known and of_use(services[service], query.outside)


def _with_one_that_answers(
    found: list[Service],
    query: Query,
    services: Mapping[str, Service],
    routing: Routing,
    answers: Callable[[Service], bool],
) -> list[Service]:
    if any(answers(service) for service in found[:FIRST]):
        return found
    known = pick(routing.answers_now, query)
    preferred = [services[i] for i in known if _allowed(i, query, services, routing)]
    cases = known_cases(query, routing) or ("none",)
    fitting = [s for s in preferred if any(_topical(s, case, routing) for case in cases)]
    emergency = set(routing.last["norway"])
    usual = [service for service in found if service.id not in emergency]
    one = _first((*fitting, *usual, *preferred, *found), answers)
    return found if one is None else [*found[:1], one, *(s for s in found[1:] if s is not one)]


def _first(candidates: Iterable[Service], answers: Callable[[Service], bool]) -> Service | None:
    return next((service for service in candidates if answers(service)), None)
