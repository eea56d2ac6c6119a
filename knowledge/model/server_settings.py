"""What a server's admins set for it."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field

Snowflake = Annotated[int, Field(gt=0, lt=2**63)]


class ServerSettings(BaseModel):
    """One server's settings; a server that set nothing has the defaults. Raises `ValidationError` as pydantic does."""

    model_config = ConfigDict(frozen=True)

    id: ClassVar[str] = "settings"  # as revisions name them; see `refs.THE_SETTINGS`

    moderator_role: Snowflake | None = Field(default=None, description="the role that may change the base")
    audit_channel: Snowflake | None = Field(default=None, description="the channel in which each change appears")
    living_answers: bool = Field(default=True, description="whether posted cards are corrected when their fact changes")
    card_number: Annotated[int, Field(ge=1, le=10_000)] = Field(
        default=1000, description="how many of the latest posted cards are corrected"
    )
    card_days: Annotated[int, Field(ge=1, le=365)] = Field(
        default=30, description="for how many days posted cards are corrected"
    )
    second_approval: bool = Field(
        default=False, description="whether changes of disputed facts wait for another moderator"
    )


DEFAULT_SETTINGS = ServerSettings()
