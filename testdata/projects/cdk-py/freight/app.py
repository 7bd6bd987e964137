import os

from aws_cdk import App

from freight.settings import Region, Settings
from freight.stack import FreightStack

app = App()
settings = Settings.for_environment(os.environ.get("ENVIRONMENT_SUFFIX", "dev"), tier=os.environ.get("TIER", "small"))

for region in settings.regions:
    FreightStack(
        app,
        f"Freight-{region.name.title()}-{settings.environment_suffix}",
        settings=settings,
        region=region,
        env={"region": region.value},
    )
app.synth()
