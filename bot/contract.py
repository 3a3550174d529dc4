"""The messages that go over the wire, and their JSON. Every other layer speaks in these."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal, Protocol, Union

Perspective = Literal["self", "friend", "professional"]
Age = Literal["under_18", "over_18", "unknown"]
Danger = Literal["none", "worry", "acute"]
Language = Literal["nb", "nn", "en", "other"]
Json = dict[str, Any]

SITUATIONS: tuple[str, ...] = (
    "tvangsekteskap_press",
    "tvangsekteskap_inngatt",
    "negativ_sosial_kontroll",
    "digital_overvaking",
    "bekymret_for_reise",
    "etterlatt_i_utlandet",
    "kjonnslemlestelse",
    "vold_i_familien",
    "aeresrelatert_trussel",
    "seksuelle_overgrep",
    "selvmordstanker",
    "skeiv_kontroll",
    "lukket_trossamfunn",
    "bildedeling_utpressing",
    "vil_flytte_hjemmefra",
    "oppholdstillatelse_frykt",
    "psykisk_belastning",
    "rettigheter",
)

OTHER_INTENTS: tuple[str, ...] = (
    "hils",
    "takk",
    "hadet",
    "bekreft",
    "avkreft",
    "vil_ikke_svare",
    "bot_sporsmal",
    "anonymitet_sporsmal",
    "snakk_med_menneske",
    "slett_samtalen",
    "apningstider_sporsmal",
    "hva_skjer_hvis_jeg_ringer",
    "taushetsplikt_sporsmal",
    "kanal_onske",
    "tor_ikke",
    "materiell_sporsmal",
    "statistikk_sporsmal",
    "tilskudd_sporsmal",
    "spraak_onske",
    "utenfor_tema",
    "uforstaelig",
)


@dataclass(frozen=True)
class ServiceCard:
    """One service as a person sees it. `phone` and `sms` are display strings, never numbers."""

    id: str
    name: str
    description: str
    open_now: bool | None
    hours_text: str
    anonymous: Literal["yes", "no", "unknown"]
    why: str
    phone: str | None = None
    sms: str | None = None
    chat_url: str | None = None
    web_url: str | None = None

    def to_json(self) -> Json:
        """The card as JSON; channels the service does not have are left out."""
        channels = ("phone", "sms", "chat_url", "web_url")
        return {k: v for k, v in asdict(self).items() if v is not None or k not in channels}


@dataclass(frozen=True)
class Text:
    """Plain text: no HTML, no Markdown."""

    text: str

    def to_json(self) -> Json:
        """`{"kind": "text", "text"}`."""
        return {"kind": "text", "text": self.text}


@dataclass(frozen=True)
class Alert:
    """Acute help; always the first message of an answer."""

    text: str
    services: tuple[ServiceCard, ...]

    def to_json(self) -> Json:
        """`{"kind": "alert", "text", "services"}`."""
        cards = [card.to_json() for card in self.services]
        return {"kind": "alert", "text": self.text, "services": cards}


@dataclass(frozen=True)
class Services:
    """Services to turn to, most fitting first."""

    services: tuple[ServiceCard, ...]

    def to_json(self) -> Json:
        """`{"kind": "services", "services"}`."""
        return {"kind": "services", "services": [card.to_json() for card in self.services]}


@dataclass(frozen=True)
class Choice:
    """A button: what it says, and what the page sends back when it is pressed."""

    title: str
    payload: str


@dataclass(frozen=True)
class Choices:
    """Buttons to press instead of writing; never required."""

    choices: tuple[Choice, ...]

    def to_json(self) -> Json:
        """`{"kind": "choices", "choices"}`."""
        return {"kind": "choices", "choices": [asdict(choice) for choice in self.choices]}


Message = Union[Text, Alert, Services, Choices]


def from_json(data: Json) -> Message:
    """The message that `data` describes. Raises `ValueError` for an unknown kind."""
    kind = data.get("kind")
    if kind == "text":
        return Text(data["text"])
    if kind == "alert":
        return Alert(data["text"], tuple(ServiceCard(**card) for card in data["services"]))
    if kind == "services":
        return Services(tuple(ServiceCard(**card) for card in data["services"]))
    if kind == "choices":
        return Choices(tuple(Choice(**choice) for choice in data["choices"]))
    raise ValueError("unknown kind of message")


class Engine(Protocol):
    """The dialogue, as the gateway sees it. Any call may raise; the gateway then shows help."""

    @property
    def ready(self) -> bool:
        """Whether a model is loaded and answers."""

    def knows(self, payload: str) -> bool:
        """Whether `payload` belongs to a button that some answer can show."""

    async def open(self, conversation: str, language: str) -> list[Message]:
        """The opening of a new conversation."""

    async def say(self, conversation: str, text: str) -> list[Message]:
        """The answer to free text."""

    async def choose(self, conversation: str, payload: str) -> list[Message]:
        """The answer to a pressed button."""

    async def erase(self, conversation: str) -> None:
        """Removes all that is kept of the conversation; quiet when there is nothing."""
