"""What the identity area needs of the installation's settings."""

from foundation.settings import Settings

_settings: Settings | None = None


def configure(settings: Settings) -> None:
    """Take the settings in; called once, when the application or a command starts."""
    global _settings
    _settings = settings


def installation() -> Settings:
    """The settings in force.

    Raises:
        RuntimeError: `configure` was not called.
    """
    if _settings is None:
        raise RuntimeError("foundation.identity.installation.configure was not called")
    return _settings
