"""Whom a stretch of text is about: the writer, somebody else, nobody real (film, game, dream)."""

from __future__ import annotations

from typing import Literal

from bot.language.matches import Matches

About = Literal["self", "other", "fiction"]
FICTION_REACH = 20  # words


def about_words(matches: Matches) -> list[About]:
    """One answer for each word of the message."""
    invented = fiction_words(matches)
    others = _other_sentences(matches)
    about: list[About] = []
    for place, token in enumerate(matches.tokens):
        if place in invented:
            about.append("fiction")
        else:
            about.append("other" if token.sentence in others else "self")
    return about


def fiction_words(matches: Matches) -> set[int]:
    """The places of words about a film, a game, a book, a dream or homework: those near where it
    is named, and the sentences that go on with it without coming back to the writer's own life."""
    frames = matches.spans("<fiksjon>")
    if not frames:
        return set()
    tokens = matches.tokens
    invented: set[int] = set()
    for start, end in frames:
        sentence = tokens[start].sentence
        near = range(max(0, start - FICTION_REACH), min(len(tokens), end + FICTION_REACH))
        invented.update(place for place in near if tokens[place].sentence == sentence)
    going_on = {tokens[place].sentence for place in invented}
    real = matches.sentences("fra_eget_liv")
    first = min(going_on)
    for sentence in range(first + 1, tokens[-1].sentence + 1):
        if sentence not in going_on and sentence - 1 in going_on and sentence not in real:
            going_on.add(sentence)
            invented.update(p for p, token in enumerate(tokens) if token.sentence == sentence)
    return invented


def _other_sentences(matches: Matches) -> set[int]:
    """Sentences about another person than the writer."""
    if not matches.tokens:
        return set()
    named = matches.sentences("annen_person")
    own = matches.sentences("skriver_selv")
    they = matches.sentences("tredje_person")
    others: set[int] = set()
    for sentence in range(matches.tokens[-1].sentence + 1):
        goes_on = sentence in they and sentence - 1 in others
        if (sentence in named or goes_on) and sentence not in own:
            others.add(sentence)
    return others
