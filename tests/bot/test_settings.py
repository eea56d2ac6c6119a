"""Settings come from the environment, are read once, and say what is wrong with them."""

from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, read_settings
from knowledge.pack import default_pack
from knowledge.suggesting.language_model import LanguageModel

TOKEN = "MTAwMDAwMDAwMDAwMDAwMDAw.GabcDE.not-a-real-token-not-a-real-token-0000"


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch, tmp_path):
    """Nothing of the machine's own environment, and no `.env` file, reaches these tests."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def test_without_any_setting_everything_but_the_token_has_a_value():
    settings = read_settings()
    assert settings.discord_token is None
    assert settings.pack == default_pack()
    assert (settings.log_level, settings.log_format) == ("info", "text")
    assert settings.data_dir.name == "onrecord"


def test_an_empty_variable_counts_as_unset(monkeypatch):
    monkeypatch.setenv("DISCORD_TOKEN", "")
    monkeypatch.setenv("LOG_LEVEL", "")
    assert (read_settings().discord_token, read_settings().log_level) == (None, "info")


def test_a_dotenv_file_is_read_and_the_environment_wins(monkeypatch, tmp_path):
    Path(tmp_path / ".env").write_text(f"DISCORD_TOKEN={TOKEN}\nLOG_LEVEL=debug\n")
    monkeypatch.setenv("LOG_LEVEL", "error")
    settings = read_settings()
    assert settings.discord_token is not None
    assert (settings.discord_token.get_secret_value(), settings.log_level) == (TOKEN, "error")


def test_a_dotenv_file_that_is_not_text_is_named(tmp_path):
    Path(tmp_path / ".env").write_bytes(b"DISCORD_TOKEN=\xff\xfe")
    with pytest.raises(SettingsError, match=r"\.env isn't UTF-8"):
        read_settings()


@pytest.mark.parametrize("pasted", [f" {TOKEN}\n", f"Bot {TOKEN}"])
def test_a_token_pasted_with_its_surroundings_is_understood(monkeypatch, pasted):
    monkeypatch.setenv("DISCORD_TOKEN", pasted)
    token = read_settings().discord_token
    assert token is not None
    assert token.get_secret_value() == TOKEN


@pytest.mark.parametrize(
    ("pasted", "meant"),
    [
        ("postgres://me@db/onrecord", "postgresql+asyncpg://me@db/onrecord"),
        ("postgresql://me@db/onrecord", "postgresql+asyncpg://me@db/onrecord"),
        ("sqlite:////data/onrecord.sqlite3", "sqlite+aiosqlite:////data/onrecord.sqlite3"),
    ],
)
def test_a_database_address_gets_the_driver_that_the_bot_uses(monkeypatch, pasted, meant):
    monkeypatch.setenv("DATABASE_URL", pasted)
    url = read_settings().database_url
    assert url is not None
    assert url.get_secret_value() == meant


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("LOG_LEVEL", "loud", "LOG_LEVEL is 'loud'. Expected: 'debug', 'info', 'warning' or 'error'."),
        ("LOG_FORMAT", "xml", "LOG_FORMAT is 'xml'. Expected: 'text' or 'json'."),
        (
            "PACK",
            "nowhere.toml",
            "PACK is 'nowhere.toml'. Expected: the path of a pack, a TOML or JSON file that exists",
        ),
        ("DISCORD_TOKEN", "two words", "DISCORD_TOKEN can't be used. Expected: one word"),
        ("SUGGEST_URL", "localhost", "SUGGEST_URL can't be used. Expected: where an OpenAI-compatible API begins"),
        ("SUGGEST_URL", "https://[x", "SUGGEST_URL can't be used. Expected: where an OpenAI-compatible API begins"),
        ("SUGGEST_URL", "https://x/v1?a=b", "SUGGEST_URL can't be used. Expected: where an OpenAI-compatible API"),
        ("DATABASE_URL", "mysql://db", "DATABASE_URL can't be used. Expected: an address like postgresql"),
        ("DATABASE_URL", "postgresql://[db/x", "DATABASE_URL can't be used. Expected: an address like postgresql"),
    ],
)
def test_a_wrong_setting_is_named_with_what_was_expected(monkeypatch, name, value, expected):
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as raised:
        read_settings()
    assert str(raised.value).startswith(expected)
    assert str(raised.value).endswith("Change it, or remove it to use the default.")


def test_all_wrong_settings_are_named_at_once_and_no_secret_is_shown(monkeypatch):
    monkeypatch.setenv("DISCORD_TOKEN", f"{TOKEN} {TOKEN}")
    monkeypatch.setenv("DATABASE_URL", "mysql://me:hunter2@db/x")
    monkeypatch.setenv("LOG_LEVEL", "loud")
    with pytest.raises(SettingsError) as raised:
        read_settings()
    lines = str(raised.value).splitlines()
    assert [line.split()[0] for line in lines] == ["DISCORD_TOKEN", "DATABASE_URL", "LOG_LEVEL"]
    assert TOKEN not in str(raised.value)
    assert "hunter2" not in str(raised.value)
    assert raised.value.__cause__ is None


def test_secrets_do_not_show_when_settings_are_printed(monkeypatch):
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:hunter%322@db/x")
    monkeypatch.setenv("SUGGEST_URL", "https://me:hunter3@models.example/v1")
    monkeypatch.setenv("SUGGEST_MODEL", "some-model")
    monkeypatch.setenv("SUGGEST_KEY", "sk-hunter4")
    settings = read_settings()
    shown = f"{settings!r}{settings}{settings.language_model!r}"
    assert TOKEN not in shown
    assert "hunter" not in shown
    assert settings.secrets == (TOKEN, "sk-hunter4", "hunter%322", "hunter22", "hunter3", "hunter3")


def test_no_model_is_asked_unless_one_is_set(monkeypatch):
    assert read_settings().language_model is None
    monkeypatch.setenv("SUGGEST_KEY", "sk-secret")
    assert read_settings().language_model is None


def test_an_address_without_a_model_is_told(monkeypatch):
    monkeypatch.setenv("SUGGEST_URL", "https://models.example/v1")
    with pytest.raises(SettingsError, match=r"^SUGGEST_MODEL is missing\. Expected: the name of the model"):
        read_settings()


def test_a_pasted_address_of_the_model_is_understood(monkeypatch):
    monkeypatch.setenv("SUGGEST_URL", " http://localhost:11434/v1/chat/completions/ ")
    monkeypatch.setenv("SUGGEST_MODEL", "llama3.1")
    assert read_settings().language_model == LanguageModel("http://localhost:11434/v1", "llama3.1")
