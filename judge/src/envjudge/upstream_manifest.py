"""What OpenEnv's own parser says of a package's manifest: `upstream_manifest.py DIRECTORY` prints JSON, `{errors, manifest}`: what is wrong,
and the manifest in OpenEnv's own form where nothing is.

Run in a child, as a file: the framework takes seconds to import. Prints nothing where the framework is not installed.
"""

import json
import sys
from pathlib import Path


def main() -> None:
    """Print the errors, an empty list when the manifest is accepted, and the manifest."""
    sys.path[0] = str(Path.cwd())
    sys.modules.setdefault("gradio", None)  # type: ignore[arg-type]  # the framework's web page, not needed here
    from openenv.validation.manifest import ManifestError
    from openenv.validation.parsers.openenv_yaml import OpenEnvYamlParser

    try:
        manifest = OpenEnvYamlParser().parse(Path(sys.argv[1])).model_dump(mode="json")
        errors: list[str] = []
    except ManifestError as error:
        manifest, errors = None, [str(each) for each in error.errors]
    sys.stdout.write(json.dumps({"errors": errors, "manifest": manifest}))


if __name__ == "__main__":
    main()
