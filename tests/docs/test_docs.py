"""What the documents say exists: settings, commands, addresses, links, tests, pictures."""

from __future__ import annotations

import ast
import re
import subprocess
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest

from bot.cli import COMMANDS
from bot.gateway.app import create_app
from bot.gateway.keys import METRICS
from bot.gateway.metrics import create_metrics_app
from bot.settings import ROOT, Settings
from tests.gateway.conftest import PAGES
from tests.gateway.fakes import FakeClock, FakeDirectory, FakeEngine, FakeFirstAid, wording

DOCS = sorted((ROOT / "docs").glob("*.md"))
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "NOTICE.md", *DOCS]
COMING = ("kommer", "coming")  # said of what is not there yet
NO_SETTING = {"data", "models"}  # paths of `Settings` that no variable changes
UNSET = "tom"  # how the table writes a setting without a value
NORWEGIAN_LETTERS = str.maketrans("", "", "`*«»().,:;!?/'\"")


def read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def docs_text() -> str:
    return "\n".join(map(read, DOCS))


def short(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def each(files: list[Path]) -> list[object]:
    return [pytest.param(file, id=short(file)) for file in files]


@cache
def tracked() -> tuple[str, ...]:
    """Every file of the repository that is committed or about to be."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    names = done.stdout.decode().split("\0")
    return tuple(name for name in names if name and (ROOT / name).is_file())


# ---- settings, commands, addresses ----


def settings() -> list[tuple[str, str]]:
    """`(variable, default)` of every setting, as the table in docs/drift.md writes it."""
    empty = (None, ())
    return [
        (f"VEIVISER_{one.name.upper()}", UNSET if one.default in empty else str(one.default))
        for one in fields(Settings)
        if one.name not in NO_SETTING
    ]


@pytest.mark.parametrize(("variable", "default"), settings())
def test_every_setting_stands_in_the_table_with_its_default(variable: str, default: str) -> None:
    row = next((r for r in read(ROOT / "docs/drift.md").splitlines() if f"| `{variable}`" in r), "")
    assert row.split("|")[2:3] == [f" {default if default == UNSET else f'`{default}`'} "], row


def test_every_setting_in_the_code_is_in_the_table_and_the_other_way_round() -> None:
    pattern = r"VEIVISER_[A-Z]+(?:_[A-Z]+)*"
    in_code = {name for name, _ in settings()}
    named = set(re.findall(pattern, read(ROOT / "bot/settings.py")))
    written = {name for file in DOCUMENTS for name in re.findall(pattern, read(file))}
    assert named == in_code
    assert written == in_code


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command: str) -> None:
    assert f"`veiviser {command}`" in docs_text()


def targets() -> set[str]:
    found = re.search(r"^\.PHONY: (.+)$", read(ROOT / "Makefile"), re.MULTILINE)
    return set(found[1].split()) if found else set()


def test_every_target_is_declared() -> None:
    assert targets() == set(re.findall(r"^([a-z-]+):", read(ROOT / "Makefile"), re.MULTILINE))


@pytest.mark.parametrize("target", sorted(targets()))
def test_every_make_target_is_documented(target: str) -> None:
    assert f"`make {target}`" in docs_text()


@pytest.mark.parametrize("file", each(DOCUMENTS))
def test_no_command_is_named_that_is_not_there(file: Path) -> None:
    for line in read(file).splitlines():
        if any(word in line for word in COMING):
            continue
        for tool, name in re.findall(r"`(?:\.venv/bin/)?(make|veiviser) ([a-z_-]+)", line):
            assert name in (targets() if tool == "make" else COMMANDS), line


def routes() -> set[tuple[str, str]]:
    """`(method, path)` of the real application and of the metrics port."""
    app = create_app(
        Settings(),
        FakeEngine(),
        FakeFirstAid(),
        FakeDirectory(),
        wording(),
        FakeClock(),
        folder=PAGES,
    )
    found: set[tuple[str, str]] = set()
    for one in (app, create_metrics_app(app[METRICS])):
        found |= {
            (route.method, route.resource.canonical)
            for route in one.router.routes()
            if route.resource is not None and route.method != "HEAD"
        }
    return found


@pytest.mark.parametrize(("method", "path"), sorted(routes()))
def test_every_route_is_documented(method: str, path: str) -> None:
    text = read(ROOT / "docs/drift.md")
    plain = f"| `{path}` |" in text and method == "GET"
    assert plain or f"| `{method} {path}` |" in text


def test_no_route_is_in_the_table_that_is_not_there() -> None:
    table = re.findall(
        r"^\| `(?:([A-Z]+) )?(/[^`]*)` \|", read(ROOT / "docs/drift.md"), re.MULTILINE
    )
    assert {(method or "GET", path) for method, path in table} == routes()


# ---- links, paths, tests ----


def anchors(text: str) -> set[str]:
    """The anchors that a forge makes of headings."""
    headings = re.findall(r"^#{1,6} (.+)$", text, re.MULTILINE)
    return {one.translate(NORWEGIAN_LETTERS).strip().lower().replace(" ", "-") for one in headings}


def links(text: str) -> list[str]:
    return re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r'(?:src|href)="([^"]+)"', text)


def broken(file: Path, text: str) -> list[str]:
    """Links of `text` that lead nowhere in this repository."""
    found = []
    for link in links(text):
        path, _, anchor = link.partition("#")
        if link.startswith(("https://", "http://", "mailto:")):
            continue
        target = (file.parent / path).resolve() if path else file
        is_there = target.exists() and (target.is_dir() or short(target) in tracked())
        if not is_there or (anchor and anchor not in anchors(read(target))):
            found.append(link)
    return found


@pytest.mark.parametrize("file", each(DOCUMENTS))
def test_every_link_leads_somewhere(file: Path) -> None:
    assert broken(file, read(file)) == []


def test_the_link_check_sees_what_it_is_for() -> None:
    text = "[a](nowhere.md) [b](drift.md#nowhere) [c](drift.md#redis) [d](../README.md)"
    assert broken(ROOT / "docs/README.md", text) == ["nowhere.md", "drift.md#nowhere"]


@pytest.mark.parametrize("file", each(DOCUMENTS))
def test_every_file_that_is_named_is_there(file: Path) -> None:
    known = {name.split("/")[0] for name in tracked() if "/" in name}
    folders = {parent.as_posix() for name in tracked() for parent in Path(name).parents}
    for line in read(file).splitlines():
        if any(word in line for word in COMING):
            continue
        for path in re.findall(r"`([a-z.]+/[\w./-]+)`", line):
            if path.split("/")[0] in known:
                assert path in tracked() or path.rstrip("/") in folders, path


@pytest.mark.parametrize("file", each(DOCS))
def test_every_document_is_in_the_index(file: Path) -> None:
    index = ROOT / "docs/README.md"
    assert file == index or f"]({file.name})" in read(index)


@cache
def functions_in(file: Path) -> frozenset[str]:
    """Names of the functions in a file, those in classes too."""
    if not file.is_file():
        return frozenset()
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    tree = ast.parse(read(file))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, kinds))


def named_tests(text: str) -> set[str]:
    return set(re.findall(r"tests/[\w/]+\.py::\w+", text))


def missing(names: set[str]) -> list[str]:
    """Those of `path::test` that are no test."""
    parts = ((name, *name.split("::")) for name in names)
    return sorted(name for name, file, test in parts if test not in functions_in(ROOT / file))


def test_every_test_that_a_document_names_is_there() -> None:
    names = set().union(*(named_tests(read(file)) for file in DOCUMENTS))
    assert len(names) > 20
    assert missing(names) == []


def test_every_test_that_the_privacy_page_names_is_there_and_in_the_document() -> None:
    page = named_tests(read(ROOT / "bot/pages/personvern.html"))
    assert page
    assert missing(page) == []
    assert page <= named_tests(read(ROOT / "docs/personvern.md"))


def test_a_test_that_is_not_there_is_seen() -> None:
    made_up = "tests/docs/test_docs.py::test_that_nobody_wrote"
    assert missing({made_up, "tests/docs/no_file.py::test_x"}) == [
        "tests/docs/no_file.py::test_x",
        made_up,
    ]


# ---- the first page, the licences, what must be in no file ----


def first_screen() -> str:
    return "\n".join(read(ROOT / "README.md").splitlines()[:40])


def test_the_first_screen_has_the_two_commands_and_a_picture() -> None:
    text = first_screen()
    assert re.search(r"^make start\b", text, re.MULTILINE)
    assert re.search(r"^make test\b", text, re.MULTILINE)
    pictures = [link for link in links(text) if link.endswith(".png")]
    assert pictures and all(picture in tracked() for picture in pictures)


def test_a_picture_is_a_picture() -> None:
    for picture in (ROOT / link for link in links(read(ROOT / "README.md")) if ".png" in link):
        assert picture.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def dependencies() -> list[str]:
    """Names of the packages in pyproject.toml, for use and for development."""
    text = read(ROOT / "pyproject.toml")
    lists = re.findall(r"^(?:dependencies|dev) = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)
    return [name for one in lists for name in re.findall(r'^ *"([a-z0-9.-]+)', one, re.MULTILINE)]


@pytest.mark.parametrize("name", dependencies())
def test_every_library_has_its_licence_in_the_notice(name: str) -> None:
    rows = [row for row in read(ROOT / "NOTICE.md").splitlines() if row.startswith(f"| {name} ")]
    assert len(rows) == 1 and len(rows[0].split("|")) == 5


def test_the_licence_is_the_one_that_is_declared() -> None:
    assert read(ROOT / "LICENSE").startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert 'license = { text = "EUPL-1.2" }' in read(ROOT / "pyproject.toml")


def test_the_changelog_has_the_version() -> None:
    version = re.search(r'^version = "(.+)"$', read(ROOT / "pyproject.toml"), re.MULTILINE)
    assert version and f"\n## {version[1]}" in read(ROOT / "CHANGELOG.md")


# Put together here, so that this file does not hold what it looks for.
NOWHERE = (
    "pypi" + ".org",
    "python" + "hosted.org",
    "registry." + "npmjs",
    "deb." + "debian.org",
    "/" + "work/",
    "/" + "tmp/vv",
    "/" + "root/",
    "/" + "home/",
)


def forbidden(text: str) -> list[str]:
    return [one for one in NOWHERE if one in text]


def test_no_file_names_a_registry_or_a_path_of_a_machine() -> None:
    found = {}
    for name in tracked():
        if name.startswith("tests/browser/vendor/"):  # others' files, unchanged
            continue
        text = (ROOT / name).read_bytes().decode("utf-8", "ignore")
        if wrong := forbidden(text):
            found[name] = wrong
    assert found == {}


def test_the_search_sees_what_it_is_for() -> None:
    assert forbidden("see https://" + NOWHERE[0] + "/simple") == [NOWHERE[0]]
    assert forbidden("bot/pages/ and /hjelp") == []
