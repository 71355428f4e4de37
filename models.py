"""Where OpenEnv's tools look for the models; they are in :mod:`tieout.serve.models`."""

from tieout.serve.models import TieoutAction, TieoutObservation, TieoutState

__all__ = ["TieoutAction", "TieoutObservation", "TieoutState"]
