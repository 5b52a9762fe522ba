"""How Hypothesis searches here: enough examples to find a fault, few enough to be run often."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "domain",
    max_examples=60,
    deadline=None,  # the machine is shared; the time of one example says nothing
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("domain")
