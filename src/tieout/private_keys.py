"""What an operator hands the edges for the split ``private``: the secret and, if there is one, a folder of wordings.

``TIEOUT_WORDINGS`` names a folder of TOML files. A file of a name that the package's bank has replaces it, any other adds
to it; only months of ``private`` are told in these words.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from tieout.scenario.letters.bank import WordingBank
from tieout.scenario.letters.package_data import files
from tieout.scenario.letters.sheets import WordingsError
from tieout.tasks.private import VARIABLE, Private, private_from

WORDINGS: Final = "TIEOUT_WORDINGS"


def private_of_operator(variables: Mapping[str, str]) -> Private | None:
    """The keys of the secret among an operator's variables, with the operator's wordings; None where there is no secret.

    SecretError where the secret is unfit, WordingsError where the folder is: both are ValueErrors that say what to do.
    """
    private = private_from(variables)
    folder = variables.get(WORDINGS, "")
    if not folder:
        return private
    if private is None:
        raise WordingsError(
            f"{WORDINGS} is {folder!r}, and no secret is set. Wordings of one's own are for the split 'private' alone. "
            f"Set {VARIABLE} too, or leave {WORDINGS} empty."
        )
    return private.saying(read_folder(Path(folder)))


def read_folder(folder: Path) -> WordingBank:
    """The package's bank with the files of a folder in place of, and beside, its own; WordingsError where that cannot
    be used."""
    try:
        own = {
            file.name: file.read_text(encoding="utf-8") for file in sorted(folder.iterdir()) if file.suffix == ".toml"
        }
    except (OSError, UnicodeDecodeError) as error:
        raise WordingsError(
            f"{WORDINGS} is {str(folder)!r}: {error}. It names a folder of TOML files in UTF-8. Mend the path or the file."
        ) from None
    if not own:
        raise WordingsError(
            f"{WORDINGS} is {str(folder)!r}, which has no .toml file. It names a folder of wordings. Put one there."
        )
    return WordingBank.read({**files(), **own})
