"""rasa-sdk actions run inside this process: no action server, nothing over a socket."""

from __future__ import annotations

from typing import Any

from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor


class ActionsInProcess(EndpointConfig):
    """Looks like an endpoint to Rasa; runs the action of `package` instead of calling out."""

    def __init__(self, package: str = "actions") -> None:
        super().__init__(url="in-process:")
        self._executor = ActionExecutor()
        self._executor.register_package(package)

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        """The answer of the action named in `json`; what the action raises, this raises."""
        return await self._executor.run(kwargs["json"])
