"""Settings: defaults, where they come from, and what is said of a bad value."""

import re
from pathlib import Path

import pytest

from bot.errors import SettingsInvalid
from bot.settings import Settings, load_settings, variable_names

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(autouse=True)
def empty_folder(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PARKBOT_DATA")


def test_without_anything_set_it_serves_this_machine_from_the_data_folder():
    settings = load_settings()
    assert (settings.data, settings.host, settings.port) == (Path("data"), "127.0.0.1", 8000)
    assert settings.is_loopback
    assert (settings.api_keys, settings.contact, settings.embedding_model) == ((), None, None)


def test_the_environment_beats_the_env_file_and_the_command_line_beats_both(monkeypatch):
    Path(".env").write_text("PARKBOT_PORT=1\nPARKBOT_CONTACT=园区服务台\nPARKBOT_HOST=a\n", encoding="utf-8")
    monkeypatch.setenv("PARKBOT_PORT", "2")
    monkeypatch.setenv("PARKBOT_HOST", "b")
    settings = load_settings(host="c", port=None)
    assert (settings.host, settings.port, settings.contact) == ("c", 2, "园区服务台")


@pytest.mark.parametrize("value", ["", "   "])
@pytest.mark.parametrize("name", variable_names())
def test_an_empty_variable_counts_as_unset(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    assert load_settings() == Settings(_env_file=None)


def test_api_keys_are_separated_by_commas_and_never_shown(monkeypatch):
    monkeypatch.setenv("PARKBOT_API_KEYS", " first-key, second-key ,")
    settings = load_settings()
    assert settings.clear_keys() == ("first-key", "second-key")
    assert "first-key" not in repr(settings)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_this_machines_own_interface_is_recognised(host):
    assert load_settings(host=host).is_loopback


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.1", "park.example"])
def test_any_other_interface_is_not_loopback(host):
    assert not load_settings(host=host).is_loopback


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PARKBOT_PORT", "八千", "PARKBOT_PORT 要写成整数"),
        ("PARKBOT_PORT", "65536", "PARKBOT_PORT 太大"),
        ("PARKBOT_PORT", "-1", "PARKBOT_PORT 太小"),
        ("PARKBOT_API_KEYS", "密钥", "PARKBOT_API_KEYS 密钥只能由可见的 ASCII 字符组成"),
        ("PARKBOT_API_KEYS", "two words", "PARKBOT_API_KEYS"),
        ("PARKBOT_CHROMA_URL", "localhost:8001", "PARKBOT_CHROMA_URL 要写成 http"),
        ("PARKBOT_DATABASE_URL", "parkbot.db", "PARKBOT_DATABASE_URL 要写成 SQLAlchemy"),
        ("PARKBOT_CONTACT", "电" * 201, "PARKBOT_CONTACT 太长"),
    ],
)
def test_a_bad_value_is_named_in_chinese(monkeypatch, name, value, said):
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsInvalid, match=said) as caught:
        load_settings()
    assert caught.value.code == "invalid_settings"


def test_every_bad_value_is_named_at_once(monkeypatch):
    monkeypatch.setenv("PARKBOT_PORT", "x")
    monkeypatch.setenv("PARKBOT_CHROMA_URL", "x")
    with pytest.raises(SettingsInvalid, match=r"PARKBOT_PORT.*PARKBOT_CHROMA_URL"):
        load_settings()


def test_a_secret_in_a_bad_value_is_not_repeated(monkeypatch):
    monkeypatch.setenv("PARKBOT_API_KEYS", "geheim 密")
    with pytest.raises(SettingsInvalid) as caught:
        load_settings()
    assert "geheim" not in str(caught.value)


def test_an_env_file_in_another_encoding_is_refused_clearly():
    Path(".env").write_bytes("PARKBOT_CONTACT=园区".encode("gbk"))
    with pytest.raises(SettingsInvalid, match="UTF-8"):
        load_settings()


def test_a_home_folder_is_expanded(monkeypatch):
    monkeypatch.setenv("PARKBOT_DATA", "~/parkbot")
    assert load_settings().data == Path.home() / "parkbot"


def test_the_example_file_names_every_setting_and_no_other():
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert sorted(re.findall(r"(?m)^#?(PARKBOT_[A-Z_]+)=", example)) == sorted(variable_names())


def test_the_example_file_shows_the_defaults(monkeypatch):
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    Path(".env").write_text(re.sub(r"(?m)^#(PARKBOT_)", r"\1", example), encoding="utf-8")
    assert load_settings() == Settings(_env_file=None)
