"""Where OpenEnv's tools look for the application; it is :mod:`tieout.serve.app`."""

from tieout.serve import app as served

app = served.app


def main() -> None:
    """Serve until interrupted."""
    served.main()


if __name__ == "__main__":
    main()
