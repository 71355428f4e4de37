"""Reading actions from what models write."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tieout.agents.llm.parsing import action_in, arguments_in, is_plain
from tieout.agents.llm.prompt import compact, spec_of
from tieout.tools.messages import ToolCall
from tieout.tools.registry import TOOLS

SPECS = tuple(map(spec_of, TOOLS))
MATCH = ToolCall("match", {"pairs": [{"bank_lines": ["BL-1", "BL-2"], "entries": ["JE-00012"]}]})
CLEAN = json.dumps({"tool": MATCH.name, "arguments": MATCH.arguments})


@pytest.mark.parametrize(
    "text",
    [
        CLEAN,
        f"```json\n{CLEAN}\n```",
        f"```\n{CLEAN}\n```",
        f"These agree, don't they? I match them now.\n\n{CLEAN}\n\nThen I go on.",
        f"Action: {CLEAN}",
        f"**Action:** {CLEAN}",
        f"Next action - {CLEAN}",
        f'Thought: {{"tool": "close_period", "arguments": {{}}}} would be too early.\nAction: {CLEAN}',
        f'<think>{{"tool": "close_period", "arguments": {{}}}}</think>{CLEAN}',
        "{'tool': 'match', 'arguments': {'pairs': [{'bank_lines': ['BL-1', 'BL-2'], 'entries': ['JE-00012']}]}}",
        '{"tool": "match", "arguments": {"pairs": [{"bank_lines": ["BL-1", "BL-2",], "entries": ["JE-00012",],}]},}',
        '{"name": "match", "parameters": {"pairs": [{"bank_lines": ["BL-1", "BL-2"], "entries": ["JE-00012"]}]}}',
        '{"action": "match", "action_input": {"pairs": [{"bank_lines": ["BL-1", "BL-2"], "entries": ["JE-00012"]}]}}',
        '{"tool_name": "Match", "args": {"pairs": [{"bank_lines": ["BL-1", "BL-2"], "entries": ["JE-00012"]}]}}',
        '{"name": "functions.match", "arguments": "{\\"pairs\\": [{\\"bank_lines\\": [\\"BL-1\\", \\"BL-2\\"], \\"entries\\": [\\"JE-00012\\"]}]}"}',
        '{"tool_calls": [{"type": "function", "function": {"name": "match", "arguments": {"pairs": [{"bank_lines": ["BL-1", "BL-2"], "entries": ["JE-00012"]}]}}}]}',
        '{"tool": "match", "pairs": [{"bank_lines": ["BL-1", "BL-2"], "entries": ["JE-00012"]}]}',
        '{"match": {"pairs": [{"bank_lines": ["BL-1", "BL-2"], "entries": ["JE-00012"]}]}}',
        "{\"action\": \"match(pairs=[{'bank_lines': ['BL-1', 'BL-2'], 'entries': ['JE-00012']}])\"}",
        'match(pairs=[{"bank_lines": ["BL-1", "BL-2"], "entries": ["JE-00012"]}])',
        "Action: match([{'bank_lines': ['BL-1', 'BL-2'], 'entries': ['JE-00012']}])",
        'match({"pairs": [{"bank_lines": ["BL-1", "BL-2"], "entries": ["JE-00012"]}]})',
        'I call `match(pairs=[{"bank_lines": ["BL-1", "BL-2"], "entries": ["JE-00012"]}])` because (as seen) they agree.',
        f'The shape is {{"a": 1}}.\n{CLEAN}',
        "<tool_call>\n" + CLEAN.replace('"tool"', '"name"') + "\n</tool_call>",
    ],
)
def test_one_action_however_it_is_wrapped(text):
    """Fences, prose, prefixes, thoughts, other key names, call syntax: the same call comes out."""
    assert action_in(text, SPECS) == MATCH


@pytest.mark.parametrize(
    ("text", "call"),
    [
        ("close_period()", ToolCall("close_period", {})),
        ('{"tool": "close_period"}', ToolCall("close_period", {})),
        ('{"tool": "close_period", "arguments": null}', ToolCall("close_period", {})),
        (
            "query_ledger(account='1010', unmatched=true, page=2)",
            ToolCall("query_ledger", {"account": "1010", "unmatched": True, "page": 2}),
        ),
        (
            "{'tool': 'query_ledger', 'arguments': {'unmatched': True, 'item': None}}",
            ToolCall("query_ledger", {"unmatched": True, "item": None}),
        ),
        (
            '{"tool": "vendor", "arguments": {"name": "Baker\'s {Best} (Ltd)"}}',
            ToolCall("vendor", {"name": "Baker's {Best} (Ltd)"}),
        ),
        ('vendor(name="O\'Neil (North)")', ToolCall("vendor", {"name": "O'Neil (North)"})),
        ('{"tool": "fix_everything", "arguments": {"now": true}}', ToolCall("fix_everything", {"now": True})),
    ],
)
def test_values_survive_reading(text, call):
    """Words of JSON and of Python, brackets and apostrophes in strings; an unknown tool is passed on to be refused."""
    assert action_in(text, SPECS) == call


@pytest.mark.parametrize(
    "text",
    ["", "   ", "I would match them.", "{}", "[]", '{"name": "ACME", "amount": "5.00"}', "match(BL-1 with JE-2)", "{'tool': match}",
     '{"tool": "match", "arguments": "none of it"}', '{"tool": "match", "arguments": [1, 2]}', "```json\n```", '{"tool": "mat'],
)  # fmt: skip
def test_what_is_no_action_is_none(text):
    """Nothing is guessed: prose about a tool, data that is no action, and half a reply are not actions."""
    assert action_in(text, SPECS) is None


@given(st.text(max_size=400) | st.text(alphabet="{}[]()\"'`:, \nmatchtoolargumens0123", max_size=400))
def test_any_text_is_read_without_an_exception(text):
    """Whatever a model writes, reading ends in a plain call or in None."""
    call = action_in(text, SPECS)
    assert call is None or is_plain(dict(call.arguments))
    given_arguments = arguments_in(text)
    assert given_arguments is None or is_plain(given_arguments)


_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abc_", min_size=1, max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)
_arguments = st.dictionaries(st.text("abcde_", min_size=1, max_size=6), _values, max_size=4)


@given(st.sampled_from([tool.name for tool in TOOLS]), _arguments)
def test_every_well_formed_action_is_read_back_as_it_was_written(name, arguments):
    """JSON in, the same call out, also from within a fence and prose."""
    text = json.dumps({"tool": name, "arguments": arguments})
    assert action_in(text, SPECS) == ToolCall(name, arguments)
    assert action_in(f"Certainly.\n```json\n{text}\n```\nDone.", SPECS) == ToolCall(name, arguments)
    assert arguments_in(json.dumps(arguments)) == arguments


@given(st.text(max_size=40), st.dictionaries(st.text(max_size=20), st.text(max_size=60) | _values, max_size=4))
def test_a_compact_call_is_one_word_and_cannot_pass_for_another_field(name, arguments):
    """No white space and no ``reward=`` that a judge's parser could take for the reward."""
    text = compact(ToolCall(name, arguments))
    assert text.split() == [text]
    assert " " not in text
    assert "[END]" not in text
    assert not re.search(
        r"(reward|done|error|score|success)=", compact(ToolCall(name, {**arguments, "x_reward": "1.00"}))
    )
    assert len(text) <= 200


def test_a_compact_call_reads_like_a_call():
    """The form that event lines and summaries show."""
    assert compact(MATCH) == "match(pairs=[{bank_lines:[BL-1,BL-2],entries:[JE-00012]}])"
    assert compact(
        ToolCall("post_entry", {"memo": "Bank fee, March", "lines": [{"account": "6100", "amount": "12.50"}]})
    ) == ("post_entry(memo=Bank_fee,_March,lines=[{account:6100,amount:12.50}])")
