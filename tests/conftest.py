"""Settings of every test run."""

from hypothesis import settings

# A slow machine is no failing test: how long an example may take is pytest-timeout's business.
settings.register_profile("fazhi", deadline=None)
settings.load_profile("fazhi")
