import pulumi

from surgery.theatre import CardiacTheatre, GeneralTheatre, theatre_for

config = pulumi.Config("surgery")
suffix = config.get("environmentSuffix") or pulumi.get_stack()

general = GeneralTheatre("general", suffix)
cardiac = CardiacTheatre("cardiac", suffix, monitors=3)
eye = theatre_for("eye", suffix, retention=30)

for theatre in (general, cardiac, eye):
    pulumi.export(f"{theatre.short}_log", theatre.log.name)
