"""The judge judged: each check fires on its specimen and on no healthy one, and every finding can be shown again."""

from collections.abc import Mapping

import pytest

from envjudge import policy, selftest
from envjudge.checks.registry import CHECKS
from envjudge.findings import Check
from envjudge.probes.registry import PROBES
from envjudge.selftest import Result
from envjudge.specimens.catalogue import SPECIMENS, Specimen


@pytest.fixture(scope="session")
def matrix() -> Mapping[str, Result]:
    """Every specimen through every check, once for all tests."""
    return {result.specimen.name: result for result in selftest.run()}


@pytest.mark.parametrize("specimen", SPECIMENS, ids=lambda each: each.name)
def test_a_specimen_trips_its_own_check_and_every_finding_is_shown_by_its_replay(
        specimen: Specimen, matrix: Mapping[str, Result]) -> None:
    result = matrix[specimen.name]
    said = {each.check: each.summary for each in result.judgement.findings if each.check in result.fired}
    assert not result.missed, f"{specimen.check} did not fire; fired: {said}"
    assert not result.strange, said
    assert not result.unshown, said


@pytest.mark.parametrize("specimen", [each for each in SPECIMENS if each.check], ids=lambda each: each.name)
def test_the_fault_of_a_specimen_comes_with_a_script_a_remedy_and_a_channel(
        specimen: Specimen, matrix: Mapping[str, Result]) -> None:
    finding = next(each for each in matrix[specimen.name].judgement.findings if each.check == specimen.check)
    assert (finding.replay is None) == (specimen.package is not None), "files are pointed at, servers are played"
    assert finding.remedy
    assert finding.channel


def test_a_fault_stands_only_because_a_fresh_round_showed_it_again(matrix: Mapping[str, Result]) -> None:
    for result in matrix.values():
        for finding in result.judgement.findings:
            assert finding.status != "fail" or finding.confirmed == (1, 1), (result.specimen.name, finding.check)


def test_healthy_specimens_leave_few_checks_unmade(matrix: Mapping[str, Result]) -> None:
    for result in matrix.values():
        if not result.specimen.check:
            assert result.judgement.verdict == "pass", result.specimen.name


def test_no_specimen_was_cut_short(matrix: Mapping[str, Result]) -> None:
    """Counts decide what is asked of a fast subject, never the clock."""
    for result in matrix.values():
        assert not result.judgement.evidence.notes, result.specimen.name


@pytest.mark.parametrize("check", CHECKS, ids=lambda each: each.id)
def test_a_check_has_its_texts_a_severity_and_a_specimen(check: Check) -> None:
    assert check.title
    assert check.means.endswith(".")
    assert check.measured_by.endswith(".")
    assert check.judge.__doc__
    assert set(check.probes) <= {probe.name for probe in PROBES}
    assert check.id in dict(policy.load().severity)
    assert check.id in {specimen.check for specimen in SPECIMENS}


def test_ids_and_names_are_unique_and_the_policy_names_no_check_that_is_not_there() -> None:
    ids = [check.id for check in CHECKS]
    names = [specimen.name for specimen in SPECIMENS]
    assert len(set(ids)) == len(ids)
    assert len(set(names)) == len(names)
    assert set(dict(policy.load().severity)) == set(ids)
    assert {check for specimen in SPECIMENS for check in (specimen.check, *specimen.also)} - {""} <= set(ids)
