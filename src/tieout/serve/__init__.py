"""The wire: the only place that knows openenv and pydantic. Everything that openenv offers comes in through
:mod:`tieout.serve.openenv_api`."""
