"""What the drivers ask for where they want structured output."""

from typing import List, Literal, Optional

import pydantic


class Lamp(pydantic.BaseModel):
    colour: str
    watts: float


class Station(pydantic.BaseModel):
    """A lighthouse station."""

    name: str
    mood: Literal["calm", "stormy"]
    height: int
    lamps: List[Lamp]
    automatic: bool
    keeper: Optional[str]
