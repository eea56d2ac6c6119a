"""Settings: environment variables, or a `.env` file in the working directory, read once at the start."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, get_args
from urllib.parse import unquote, urlsplit

from platformdirs import user_data_path
from pydantic import BeforeValidator, Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.strings import cli as strings
from knowledge.pack import default_pack
from knowledge.suggesting.language_model import LanguageModel

LogLevel = Literal["debug", "info", "warning", "error"]
LogFormat = Literal["text", "json"]

_DRIVERS = {  # what people paste, and the driver it means
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}
_SECRETS = {"discord_token", "database_url", "suggest_url", "suggest_key"}  # their values aren't even shown if wrong


class SettingsError(Exception):
    """Settings that can't be used. The text has a line for each, and never the value of a secret."""


def _word(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


class Settings(BaseSettings):
    """What an operator can set. Each field is read from the environment variable of its name in capitals."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True)

    discord_token: SecretStr | None = Field(default=None, description="the bot's token from Discord's developer portal")
    database_url: SecretStr | None = Field(
        default=None,
        description="the database for servers' own changes: `postgresql://…` or `sqlite:///…`; "
        "without it, a SQLite file in `DATA_DIR`",
    )
    pack: Path = Field(default_factory=default_pack, description="the pack every server starts from")
    data_dir: Path = Field(
        default_factory=lambda: user_data_path("onrecord", appauthor=False),
        description="the folder for the bot's database and heartbeat",
    )
    log_level: Annotated[LogLevel, BeforeValidator(_word)] = Field(
        default="info", description=f"how much to log: {', '.join(f'`{level}`' for level in get_args(LogLevel))}"
    )
    log_format: Annotated[LogFormat, BeforeValidator(_word)] = Field(
        default="text", description="`text` for people, `json` for log collectors"
    )
    suggest_url: SecretStr | None = Field(
        default=None,
        description="a language model that suggests ways to ask: where its OpenAI-compatible API begins, like "
        "`http://localhost:11434/v1`",
    )
    suggest_model: str | None = Field(
        default=None, description="the name of that model, as its server calls it", validate_default=True
    )
    suggest_key: SecretStr | None = Field(default=None, description="the key for that server, if it wants one")

    @field_validator("discord_token")
    @classmethod
    def _one_word(cls, token: SecretStr | None) -> SecretStr | None:
        if token is None:
            return None
        word = token.get_secret_value().strip().removeprefix("Bot ").strip()
        if not word.isascii() or not word.isprintable() or " " in word:
            raise ValueError(strings.TOKEN_EXPECTED)
        return SecretStr(word)

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: SecretStr | None) -> SecretStr | None:
        if url is None:
            return None
        driver, separator, rest = url.get_secret_value().strip().partition("://")
        if not separator or driver not in _DRIVERS:
            raise ValueError(strings.DATABASE_EXPECTED)
        known = f"{_DRIVERS[driver]}://{rest}"
        try:
            urlsplit(known)
        except ValueError:  # brackets that don't match; its own text means nothing to an operator
            raise ValueError(strings.DATABASE_EXPECTED) from None
        return SecretStr(known)

    @field_validator("suggest_url")
    @classmethod
    def _where_its_api_begins(cls, url: SecretStr | None) -> SecretStr | None:
        if url is None:
            return None
        address = url.get_secret_value().strip().rstrip("/").removesuffix("/chat/completions")
        try:
            parts = urlsplit(address)
            known = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
        except ValueError:
            known = False
        if not known or parts.query or parts.fragment or any(each.isspace() for each in address):
            raise ValueError(strings.SUGGEST_URL_EXPECTED)
        return SecretStr(address)

    @field_validator("suggest_model")
    @classmethod
    def _named(cls, name: str | None, info: ValidationInfo) -> str | None:
        if name is None and info.data.get("suggest_url") is not None:
            raise ValueError(strings.SUGGEST_MODEL_EXPECTED)
        return name

    @field_validator("pack")
    @classmethod
    def _is_file(cls, path: Path) -> Path:
        if not path.is_file():
            raise ValueError(strings.PACK_EXPECTED)
        return path

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be shown or logged: token, key, and passwords in addresses, percent-encoded and decoded."""
        found = [each.get_secret_value() for each in (self.discord_token, self.suggest_key) if each]
        for address in (self.database_url, self.suggest_url):
            password = urlsplit(address.get_secret_value()).password if address else None
            found += [password, unquote(password)] if password else []
        return tuple(found)

    @property
    def language_model(self) -> LanguageModel | None:
        """The model that suggests ways to ask; None unless the operator set one."""
        if self.suggest_url is None or self.suggest_model is None:
            return None
        key = self.suggest_key.get_secret_value() if self.suggest_key else None
        return LanguageModel(self.suggest_url.get_secret_value(), self.suggest_model, key)


def read_settings(**given: object) -> Settings:
    """Return the settings of this process. Raises `SettingsError`, which names every wrong one.

    given: values that win over the environment's; `_env_file=None` skips the `.env` file
    """
    try:
        return Settings(**given)  # type: ignore[arg-type]  # checked here, by the model
    except ValidationError as error:
        raise SettingsError("\n".join(_explained(problem) for problem in error.errors(include_url=False))) from None
    except UnicodeDecodeError:
        raise SettingsError(strings.DOTENV_NOT_TEXT) from None


def _explained(problem: ErrorDetails) -> str:
    field = str(problem["loc"][0])
    text = strings.WRONG_SECRET if field in _SECRETS else strings.WRONG_SETTING
    text = strings.MISSING_SETTING if problem["input"] is None else text
    context = problem.get("ctx", {})
    expected = context.get("expected") or context.get("error") or problem["msg"]
    return text.format(name=field.upper(), value=repr(str(problem["input"])), expected=expected)
