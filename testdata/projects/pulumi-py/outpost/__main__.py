import pulumi

from infrastructure.config import OutpostConfig
from infrastructure.main import Outpost

config = OutpostConfig()
outpost = Outpost(config)
pulumi.export("stations", list(outpost.buckets))
