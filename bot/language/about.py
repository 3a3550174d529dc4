"""Whom a sentence is about: the writer, somebody else, or nobody real (film, game, dream)."""

from __future__ import annotations

from typing import Literal

from bot.language.matching import Matches

About = Literal["self", "other", "fiction"]


def about_sentences(matches: Matches) -> list[About]:
    """One answer for each sentence of the message."""
    if not matches.tokens:
        return []
    count = matches.tokens[-1].sentence + 1
    invented = fiction_sentences(matches)
    others = matches.sentences("annen_person")
    own = matches.sentences("skriver_selv")
    they = matches.sentences("tredje_person")
    about: list[About] = []
    for sentence in range(count):
        if sentence in invented:
            about.append("fiction")
        elif sentence in others and sentence not in own:
            about.append("other")
        elif sentence in they and sentence not in own and about[-1:] == ["other"]:
            about.append("other")
        else:
            about.append("self")
    return about


def fiction_sentences(matches: Matches) -> set[int]:
    """Sentences about a film, a game, a book, a dream or homework, and those that go on with it."""
    invented = set(matches.sentences("fiksjon"))
    if not invented or not matches.tokens:
        return invented
    real = matches.sentences("fra_eget_liv")
    for sentence in range(min(invented), matches.tokens[-1].sentence + 1):
        if sentence - 1 in invented and sentence not in real:
            invented.add(sentence)
    return invented - real
