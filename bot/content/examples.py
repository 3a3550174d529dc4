"""Training examples as they stand in `data/nlu/`, each with its line. Reads Rasa's YAML without
Rasa, and says what in it cannot be used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from bot.content.problem import Problem, extract, name_in
from bot.contract import OTHER_INTENTS, SITUATIONS

PERSPECTIVES = ("self", "friend", "professional")
DANGERS = ("none", "worry", "acute")
VARIETIES = ("nb", "nn", "nord", "trond", "vest", "slang", "mix", "en", "other")
GENDERS = ("jente", "gutt")
FAMILIES = ("innvandrer", "norsk", "trossamfunn")
CLOSED: Mapping[str, tuple[str, ...]] = {
    "situasjon": SITUATIONS,
    "perspektiv": PERSPECTIVES,
    "fare": DANGERS,
    "i_utlandet": ("ja", "nei"),
    "variant": VARIETIES,
    "kjonn": GENDERS,
    "familie": FAMILIES,
}


@dataclass(frozen=True)
class Example:
    """A message and what is known of it. `labels` are its situations, main first, or its one
    other intent; an empty `gender` or `family` is not known."""

    file: str
    line: int
    text: str
    labels: tuple[str, ...]
    perspective: str = "self"
    danger: str = "none"
    abroad: bool = False
    variety: str = "nb"
    gender: str = ""
    family: str = ""

    @property
    def situations(self) -> tuple[str, ...]:
        """The situations it carries; empty for every other intent."""
        return tuple(label for label in self.labels if label in SITUATIONS)

    @property
    def words(self) -> int:
        """Length in words."""
        return len(self.text.split())

    @property
    def place(self) -> str:
        """Where it stands, as `file:line`."""
        return f"{self.file}:{self.line}"


Found = tuple[list[Example], list[Problem]]


def read(data: Path) -> Found:
    """All examples below `data`/nlu in file order, and what is wrong with the rest. Files that
    are no YAML at all give nothing here."""
    examples: list[Example] = []
    problems: list[Problem] = []
    for file in sorted((data / "nlu").rglob("*.yml")):
        name = name_in(data, file)
        for one in _read_file(name, file):
            if isinstance(one, Example):
                examples.append(one)
            else:
                problems.append(one)
    return examples, problems


def _read_file(name: str, file: Path) -> Iterator[Example | Problem]:
    try:
        with file.open(encoding="utf-8") as stream:
            root = YAML(typ="safe").compose(stream)
    except (YAMLError, UnicodeDecodeError):
        return
    blocks = _children(root).get("nlu")
    if not isinstance(blocks, SequenceNode):
        yield Problem(name, 0, "ingen_nlu")
        return
    for block in blocks.value:
        yield from _read_block(name, block)


def _read_block(name: str, block: Node) -> Iterator[Example | Problem]:
    parts = _children(block)
    intent = _plain(parts.get("intent"))
    if intent != "situasjon" and intent not in OTHER_INTENTS:
        yield Problem(name, _line(block), "ukjent_intensjon", {"verdi": intent})
        return
    said = _plain(parts.get("metadata")) or {}
    examples = parts.get("examples")
    if not isinstance(examples, SequenceNode) or not isinstance(said, dict):
        yield Problem(name, _line(block), "ingen_liste", {"verdi": intent})
        return
    for item in examples.value:
        yield from _read_item(name, intent, said, item)


def _read_item(
    name: str, intent: str, said: Mapping[str, Any], item: Node
) -> Iterator[Example | Problem]:
    raw, line = _plain(item), _line(item)
    if not isinstance(raw, dict) or not isinstance(raw.get("text"), str):
        yield Problem(name, line, "ingen_tekst")
        return
    own = raw.get("metadata") or {}
    what = {"tekst": extract(raw["text"])}
    for key in sorted(set(raw) - {"text", "metadata"}):
        yield Problem(name, line, "ukjent_felt", {**what, "felt": key})
    if not isinstance(own, dict):
        yield Problem(name, line, "ingen_metadata", what)
        return
    wrong = list(_wrong(intent, {**said, **own}))
    for kind, values in wrong:
        yield Problem(name, line, kind, {**what, **values})
    if not wrong:
        yield _example(name, line, raw["text"], intent, {**said, **own})


def _wrong(intent: str, said: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, object]]]:
    """What in the metadata is not known, as (kind of problem, values)."""
    for key, value in said.items():
        if key == "ogsa":
            yield from _wrong_labels(intent, said, value)
        elif key not in CLOSED:
            yield "ukjent_felt", {"felt": key}
        elif value not in CLOSED[key]:
            yield "ukjent_verdi", {"felt": key, "verdi": value, "lov": ", ".join(CLOSED[key])}
    if intent == "situasjon" and "situasjon" not in said:
        yield "ingen_situasjon", {}
    if intent != "situasjon" and "situasjon" in said:
        yield "ukjent_felt", {"felt": "situasjon"}


def _wrong_labels(
    intent: str, said: Mapping[str, Any], value: object
) -> Iterator[tuple[str, Mapping[str, object]]]:
    labels = value if isinstance(value, list) else [value]
    main = said.get("situasjon")
    if not isinstance(value, list) or intent != "situasjon":
        yield "ukjent_verdi", {"felt": "ogsa", "verdi": value, "lov": "[situasjon, situasjon]"}
        return
    for label in labels:
        if label not in SITUATIONS:
            lov = ", ".join(SITUATIONS)
            yield "ukjent_verdi", {"felt": "ogsa", "verdi": label, "lov": lov}
    if main in labels or len(set(map(str, labels))) < len(labels):
        yield "samme_to_ganger", {}


def _example(name: str, line: int, text: str, intent: str, said: Mapping[str, Any]) -> Example:
    main = said["situasjon"] if intent == "situasjon" else intent
    return Example(
        file=name,
        line=line,
        text=text,
        labels=(main, *said.get("ogsa", ())),
        perspective=said.get("perspektiv", "self"),
        danger=said.get("fare", "none"),
        abroad=said.get("i_utlandet") == "ja",
        variety=said.get("variant", "nb"),
        gender=said.get("kjonn", ""),
        family=said.get("familie", ""),
    )


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1


def _children(node: Node | None) -> dict[str, Node]:
    if not isinstance(node, MappingNode):
        return {}
    return {str(key.value): value for key, value in node.value}


def _plain(node: Node | None) -> Any:
    """Dicts, lists and texts; every scalar is the text that is written."""
    if isinstance(node, MappingNode):
        return {str(key.value): _plain(value) for key, value in node.value}
    if isinstance(node, SequenceNode):
        return [_plain(value) for value in node.value]
    return None if node is None else str(node.value)
