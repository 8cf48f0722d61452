"""The wheel gets the starter content and templates; an editable install uses the checkout's own, so nothing goes stale."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class StarterHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds content/ and templates/ as sitegen/_starter/… to a standard wheel only."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "standard":
            build_data["force_include"] = {
                "content": "sitegen/_starter/content",
                "templates": "sitegen/_starter/templates",
            }
