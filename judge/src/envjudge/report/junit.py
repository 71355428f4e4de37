"""JUnit XML: a test case per check, a suite per phase, and one for the verdict, so that a file full of skips is no green build."""

from xml.etree import ElementTree as Xml

from envjudge.checks.registry import BY_ID
from envjudge.findings import Finding
from envjudge.judge import Judgement
from envjudge.report import words


def text(judgement: Judgement) -> str:
    """The XML document."""
    suites = Xml.Element("testsuites", name="envjudge")
    for phase, _title in words.PHASES:
        findings = [each for each in judgement.findings if BY_ID[each.check].phase == phase]
        suite = _suite(suites, phase, findings, judgement)
        for each in findings:
            _case(suite, each, judgement)
    established = judgement.verdict in {"pass", "warn"}
    verdict = Xml.SubElement(suites, "testsuite", name="verdict", tests="1", failures=str(int(not established)), errors="0", skipped="0")
    case = Xml.SubElement(verdict, "testcase", classname="envjudge", name="verdict")
    if not established:
        Xml.SubElement(case, "failure", message=words.last_line(judgement), type=judgement.verdict)
    Xml.indent(suites)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + Xml.tostring(suites, encoding="unicode") + "\n"


def _suite(suites: Xml.Element, phase: str, findings: list[Finding], judgement: Judgement) -> Xml.Element:
    weights = [words.weight(judgement, each) for each in findings]
    return Xml.SubElement(suites, "testsuite", name=phase, tests=str(len(findings)), failures=str(weights.count("fail")),
                          errors=str(weights.count("error")), skipped=str(weights.count("skip") + weights.count("inapplicable")))


def _case(suite: Xml.Element, finding: Finding, judgement: Judgement) -> None:
    case = Xml.SubElement(suite, "testcase", classname=f"envjudge.{BY_ID[finding.check].phase}", name=finding.check)
    summary = words.plain(finding.summary)
    more = "\n".join(each for each in (f"remedy: {words.plain(finding.remedy)}" if finding.remedy else "",
                                       f"show it: {words.command(judgement, finding)}" if finding.replay else "") if each)
    weight = words.weight(judgement, finding)
    if weight == "fail":
        Xml.SubElement(case, "failure", message=summary, type=finding.check).text = more
    elif weight == "error":
        Xml.SubElement(case, "error", message=summary, type=finding.check).text = more
    elif finding.status == "skip":
        why = "does not apply" if weight == "inapplicable" else "not established"
        Xml.SubElement(case, "skipped", message=f"{why}: {summary}" + (f"; to enable: {words.plain(finding.remedy)}" if finding.remedy else ""))
    elif weight == "warn":
        Xml.SubElement(case, "system-out").text = f"warning: {summary}\n{more}"
