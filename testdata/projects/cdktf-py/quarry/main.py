import os

from cdktn import App

from quarry.stacks import CrusherStack, SurveyStack

ENVIRONMENT_SUFFIX = os.environ.get("ENVIRONMENT_SUFFIX", "dev")

app = App()
survey = SurveyStack(app, "survey", ENVIRONMENT_SUFFIX)
crusher = CrusherStack(app, "crusher", ENVIRONMENT_SUFFIX, samples=survey.samples)
crusher.add_dependency(survey)
app.synth()
