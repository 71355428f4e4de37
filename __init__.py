"""Where OpenEnv's tools look for a package; the package is src/tieout."""
