"""How many fields of test papers a parser reads that has learned the layouts of train."""

from collections.abc import Mapping, Sequence

from tests.documents.label_reader import LabelReader, printed_papers, share_read

from tieout.documents.casefile import CaseFile
from tieout.tasks.family import Task
from tieout.tasks.registry import family_of


def read_in_test(train: Sequence[Task], test: Sequence[Task]) -> tuple[Mapping[str, float], Mapping[str, float]]:
    """The share of fields read right, by kind of document and under "all": of the months in ``test``, and of those that
    it learned from."""
    known = printed_papers([_desk(task) for task in train])
    reader = LabelReader(known)
    return share_read(reader, printed_papers([_desk(task) for task in test])), share_read(reader, known)


def _desk(task: Task) -> CaseFile:
    return family_of(task.family).build(task).case
