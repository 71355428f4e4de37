"""Where OpenEnv's tools look for the models; they are in :mod:`tieout.serve.wire`."""

from tieout.serve.wire import TieoutAction, TieoutObservation, TieoutState

__all__ = ["TieoutAction", "TieoutObservation", "TieoutState"]
