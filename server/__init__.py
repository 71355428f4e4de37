"""Where OpenEnv's tools look for the server; it is :mod:`tieout.serve`."""
