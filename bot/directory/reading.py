"""Reading one YAML file against its schema; errors name file, key and value in one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator  # type: ignore[import-untyped]
from jsonschema.exceptions import ValidationError  # type: ignore[import-untyped]
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from bot.directory.schema import Schema


class DataError(ValueError):
    """A data file that cannot be used. The message is one plain sentence, safe to show."""


def read(file: Path, schema: Schema) -> Any:
    """The content of `file`. Raises `DataError` with the first thing that is wrong."""
    content = _load(file)
    for problem in problems(content, schema, file):
        raise DataError(problem)
    return content


def problems(content: Any, schema: Schema, file: Path) -> Iterator[str]:
    """One sentence for each thing in `content` that `schema` does not allow."""
    for error in sorted(Draft7Validator(schema).iter_errors(content), key=_order):
        yield f"{name_of(file)}: {_sentence(error)}"


def name_of(file: Path) -> str:
    """The file as people know it: `data/services/jurk.yml`."""
    parts = file.parts
    start = len(parts) - 1 - parts[::-1].index("data") if "data" in parts else -2
    return "/".join(parts[start:])


def _load(file: Path) -> Any:
    try:
        return YAML(typ="safe").load(file)
    except FileNotFoundError:
        raise DataError(f"{name_of(file)} is missing.") from None
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise DataError(f"{name_of(file)}: line {line} is not valid YAML.") from None
    except (YAMLError, UnicodeDecodeError):
        raise DataError(f"{name_of(file)} is not valid YAML.") from None


def _order(error: ValidationError) -> tuple[list[str], bool]:
    """By place; a key that is not known before one that is missing, for it may be the same."""
    path = [str(part) for part in error.absolute_path]
    return path, error.validator != "additionalProperties"


def _sentence(error: ValidationError) -> str:
    key, value = _key(error), error.instance
    if error.validator == "additionalProperties":
        allowed = error.schema.get("properties", {})
        extra = sorted(str(k) for k in value if k not in allowed)
        return f"{_join(key, extra[0])} is not a key that is known here."
    if error.validator == "required":
        missing = sorted(k for k in error.validator_value if k not in value)
        return f"{_join(key, missing[0])} is missing."
    if error.validator in ("minItems", "minProperties"):
        return f"{key} is empty; it needs at least one entry."
    return f"{key or 'the file'} is {_shown(value)}; {_wanted(error)}."


def _wanted(error: ValidationError) -> str:
    wanted, value = error.validator_value, error.instance
    if error.validator == "type":
        kinds = wanted if isinstance(wanted, list) else [wanted]
        if "string" in kinds and not isinstance(value, (dict, list, type(None))):
            return f'write it in quotes, as "{value}"'
        return f"it must be {' or '.join(kinds)}"
    if error.validator == "enum":
        return f"it must be one of {', '.join(map(str, wanted))}"
    if error.validator == "pattern":
        return _PATTERNS.get(wanted, f"it must fit the pattern {wanted}")
    return "it is not allowed there"


_PATTERNS = {
    r"^https://[^\s]+$": "it must be an address that starts with https://",
    r"^[0-9]{3,8}$": 'it must be digits only, in quotes, as "116111"',
    r"^\+[0-9]{8,15}$": 'it must be + and digits only, in quotes, as "+4723950000"',
    r"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$": 'it must be a time in quotes, as "09:00"',
    r"\S": "it must hold a text",
}


def _key(error: ValidationError) -> str:
    path = ""
    for part in error.absolute_path:
        path = f"{path}[{part}]" if isinstance(part, int) else _join(path, str(part))
    return path


def _join(path: str, part: str) -> str:
    return f"{path}.{part}" if path else part


def _shown(value: Any) -> str:
    text = "empty" if value is None else repr(value)
    return text if len(text) <= 80 else text[:77] + "..."
