"""An operator's own wordings: read by the edges, shown in ``private`` alone, refused with a reason."""

import pickle
from pathlib import Path

import pytest

from tieout.private_keys import WORDINGS, private_of_operator
from tieout.scenario.letters.package_data import files
from tieout.scenario.letters.sheets import WordingsError
from tieout.tasks.family import PRIVATE
from tieout.tasks.private import VARIABLE
from tieout.tasks.registry import family_of, make_task

SECRET = "s3cret-" * 6
OWN = '\n[[closing]]\nsplits = ["private"]\ntexts = ["Filed under the seal of the house."]\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The package's file on letters' turns with another closing for private."""
    (tmp_path / "turns_letter.toml").write_text(files()["turns_letter.toml"] + OWN, encoding="utf-8")
    return tmp_path


def bodies(split: str, variables: dict[str, str]) -> list[str]:
    """The e-mails of some months of a split."""
    private = private_of_operator(variables)
    found = []
    for index in range(4):
        task = make_task("month_end_close", 4, split, index, private)
        case = family_of(task.family).build(task).case
        found += [document.body for document in case.documents if document.kind == "e-mail"]
    return found


def test_private_letters_are_in_the_operators_words(folder: Path) -> None:
    """With the folder, letters of private say what it says, and those of test do not."""
    variables = {VARIABLE: SECRET, WORDINGS: str(folder)}
    assert all("Filed under the seal of the house." in body for body in bodies(PRIVATE, variables))
    assert not any("seal of the house" in body for body in bodies("test", variables))
    assert not any("seal of the house" in body for body in bodies(PRIVATE, {VARIABLE: SECRET}))


def test_keys_with_wordings_reach_a_worker_process(folder: Path) -> None:
    """Keys and tasks are pickled with their wordings and mean the same month afterwards."""
    private = private_of_operator({VARIABLE: SECRET, WORDINGS: str(folder)})
    assert private is not None
    task = make_task("month_end_close", 1, PRIVATE, 0, private)
    assert pickle.loads(pickle.dumps((private, task))) == (private, task)
    assert SECRET not in repr(private) and "seal" not in repr(task)


def test_without_a_secret_there_is_nothing_to_word(folder: Path) -> None:
    """The folder alone is a mistake, no folder is none."""
    with pytest.raises(WordingsError, match=f"no secret is set.*Set {VARIABLE} too"):
        private_of_operator({WORDINGS: str(folder)})
    assert private_of_operator({}) is None
    assert private_of_operator({VARIABLE: SECRET, WORDINGS: ""}) == private_of_operator({VARIABLE: SECRET})


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("", b"", "has no .toml file"),
        ("turns_letter.toml", b"\xff\xfe", "TOML files in UTF-8"),
        ("extra.toml", b"[[closing]]\n", "It lacks 'splits'"),
        ("topic_asset.toml", b"topic = 3\n", "It lacks 'register'"),
    ],
)
def test_an_unfit_folder_is_refused(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    """Value, rule, remedy; also for a folder that is not there."""
    if name:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(WordingsError, match=said):
        private_of_operator({VARIABLE: SECRET, WORDINGS: str(tmp_path)})
    with pytest.raises(WordingsError, match="Mend the path"):
        private_of_operator({VARIABLE: SECRET, WORDINGS: str(tmp_path / "absent")})
