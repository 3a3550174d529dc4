"""Which side of eighteen the one is that the message is about."""

from __future__ import annotations

import pytest

from bot.contract import Age
from bot.language.reading import Reader

UNDER: Age = "under_18"
OVER: Age = "over_18"

WRITER: list[tuple[str, Age | None]] = [
    ("jeg er 16", UNDER),
    ("e 17 år", UNDER),
    ("er 14 og redd for pappa", UNDER),
    ("jeg er ei jente på 15", UNDER),
    ("15 år jente her", UNDER),
    ("jente 16", UNDER),
    ("jeg er femten", UNDER),
    ("im 15", UNDER),
    ("går i 9.", UNDER),
    ("går i 10. trinn", UNDER),
    ("jeg går på ungdomsskolen", UNDER),
    ("fyller 18 om to uker", UNDER),
    ("jeg blir 18 i morgen", UNDER),
    ("jeg er 18 i mai", UNDER),
    ("jeg er snart 18", UNDER),
    ("når jeg blir 18 vil jeg flytte", UNDER),
    ("jeg er under 18", UNDER),
    ("jeg er 17 og søstera mi er 20", UNDER),
    ("jeg er 18", OVER),
    ("jeg er atten", OVER),
    ("jeg er 22", OVER),
    ("eg er 21 år gamal", OVER),
    ("i'm 19", OVER),
    ("jeg fylte 18 i går", OVER),
    ("jeg er over 18", OVER),
    ("jeg er student", OVER),
    ("hun er 16, jeg er 19", OVER),
    ("jeg går på vg2", None),
    ("broren min er 16", None),
    ("mannen min er 30", None),
    ("har vært gift i 10 år", None),
    ("for 16 år siden", None),
    ("da jeg var 12 ble jeg omskåret", None),
    ("jeg har 3 barn", None),
    ("kl 18 i dag", None),
    ("om 14 dager reiser vi", None),
    ("hvis jeg er 18, kan jeg flytte da?", None),
    ("når jeg blir 25 vil jeg gifte meg", None),
    ("pappa slår meg", None),
]
OTHER: list[tuple[str, Age | None]] = [
    ("venninna mi er 16 og skal giftes bort", UNDER),
    ("søsteren min på 12 år er redd. jeg er 20", UNDER),
    ("kusina mi (15) er låst inne hos foreldrene sine", UNDER),
    ("kompisen min er redd for faren sin. han er 19, jeg er 16", OVER),
    ("lillebroren min går i 3. klasse og blir slått", UNDER),
    ("jeg er 17. venninna mi skal giftes bort, hvordan hjelper jeg henne", None),
    ("Helsesykepleier her. Elev på 15 år er redd for å dra hjem", UNDER),
    ("Kontaktlærer 8. trinn. Elev tør ikke gå hjem", UNDER),
    ("Krisesenter: kvinne, 22, vil anmelde. Hvem kan vi drøfte med?", OVER),
    ("Jeg er lærer og 41 år. En elev er redd, hvem drøfter jeg med?", None),
]


@pytest.mark.parametrize(("text", "age"), WRITER)
def test_age_of_the_writer(reader: Reader, text: str, age: Age | None) -> None:
    assert reader.ages.read(reader.lexicon.match(text), "self") == age


@pytest.mark.parametrize(("text", "age"), OTHER)
def test_age_of_the_other_when_the_message_is_about_another(
    reader: Reader, text: str, age: Age | None
) -> None:
    assert reader.read(text).perspective in ("friend", "professional")
    assert reader.read(text).age == age
