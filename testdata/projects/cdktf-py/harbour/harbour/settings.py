from dataclasses import dataclass, field
from typing import Dict, List, Optional


@dataclass
class Pier:
    cidr: str
    public: bool = False
    ports: List[int] = field(default_factory=list)


@dataclass
class HarbourSettings:
    environment_suffix: str
    cidr: str = "10.60.0.0/16"
    nat: bool = False
    region: Optional[str] = None
    piers: Dict[str, Pier] = field(
        default_factory=lambda: {
            "passengers": Pier("10.60.1.0/24", public=True, ports=[80, 443]),
            "containers": Pier("10.60.2.0/24", ports=[5432]),
            "fishing": Pier("10.60.3.0/24"),
        }
    )

    def __post_init__(self) -> None:
        if self.region is None:
            self.region = "eu-west-2"

    @property
    def prefix(self) -> str:
        return f"harbour-{self.environment_suffix}"
