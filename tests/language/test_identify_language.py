"""The language of a message: Bokmål, Nynorsk, English, another one."""

from __future__ import annotations

import pytest

from bot.contract import Language
from bot.language import identify_language
from bot.language.reading import Reader

ROWS: list[tuple[str, Language]] = [
    ("jeg er redd for faren min", "nb"),
    ("får ikke lov til å gå ut", "nb"),
    ("Hei, kan dere hjelpe?", "nb"),
    ("wallah bror han klikka helt", "nb"),
    ("æ e redd førr han far å veit itj ka æ ska gjør", "nb"),
    ("eg e så redde for far min, han seie eg må gifta meg", "nb"),
    ("dæm sei at æ må te Pakistan", "nb"),
    ("he said stay home, og jeg turte ikke gå ut etter det", "nb"),
    ("eg er redd for far min og veit ikkje kva eg skal gjere", "nn"),
    ("kven kan eg snakke med utan at dei får vite det", "nn"),
    ("Finst det nokon eg kan ringje?", "nn"),
    ("my father hits me when he is angry", "en"),
    ("Please help me, I am scared", "en"),
    ("can you delete everything", "en"),
    ("mujhe madad chahiye mere walid mujhe marte hain", "other"),
    ("waxaan u baahanahay caawimaad aabahay wuu i garaacaa", "other"),
    ("babam beni dövüyor lütfen yardım edin", "other"),
    ("ana khayfa min abi, lazem musa3ada", "other"),
    ("nie wiem co robić, ojciec mnie bije", "other"),
    ("je ne sais pas quoi faire", "other"),
    ("أبي يضربني كل يوم", "other"),
    ("کمک می‌خواهم", "other"),
    ("ሰላም ሓገዝ የድልየኒ", "other"),
    ("мне нужна помощь", "other"),
]
SHORT = ["hei", "ok", "help", "yes", "nei takk", "pomocy", "eg òg", "", "?!", "116 111", "🙏🙏"]


@pytest.mark.parametrize(("text", "language"), ROWS)
def test_language_is_identified(reader: Reader, text: str, language: Language) -> None:
    assert reader.read(text).language == language


@pytest.mark.parametrize("text", SHORT)
def test_language_is_bokmaal_when_the_text_is_short(reader: Reader, text: str) -> None:
    assert reader.read(text).language == "nb"


def test_letters_are_not_looked_at_when_small_words_tell(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(text: str) -> Language:
        raise AssertionError("the detector was asked")

    monkeypatch.setattr(identify_language, "_by_letters", fail)
    for text, language in ROWS:
        if language != "other":
            tokens = reader.lexicon.tokens(text)
            assert reader.languages.identify(text, tokens) == language
