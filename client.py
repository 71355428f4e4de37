"""Where OpenEnv's tools look for the client; it is :mod:`tieout.client`."""

from tieout.client import TieoutAction, TieoutEnv, TieoutObservation

__all__ = ["TieoutAction", "TieoutEnv", "TieoutObservation"]
