"""The language-model agent, with a scripted model in place of a real one: no network, no clock."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest

from tieout.agents.llm.agent import FALLBACKS, MOST_CALLS, PATIENCE, STUCK, LlmAgent
from tieout.agents.llm.chat import AskedCall, Message, PromptTooLongError, Reply, ToolSpec, ToolsRefusedError
from tieout.tools.messages import Progress, ToolCall, ToolResult, View
from tieout.tools.registry import EVERY_NAME

Answer = Reply | Exception


@dataclass
class ScriptedChat:
    """Gives its answers one after the other, the last for ever; ``heard`` keeps what it was asked."""

    answers: Sequence[Answer]
    takes_tools: bool = True
    heard: list[tuple[list[Message], list[ToolSpec]]] = field(default_factory=list)

    def ask(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> Reply:
        self.heard.append((list(messages), list(tools)))
        answer = self.answers[min(len(self.heard), len(self.answers)) - 1]
        if isinstance(answer, Exception):
            if isinstance(answer, ToolsRefusedError):
                self.takes_tools = False
            raise answer
        return answer


def native(*calls: tuple[str, str]) -> Reply:
    asked = tuple(AskedCall(f"call-{number}", name, given) for number, (name, given) in enumerate(calls, 1))
    return Reply("", asked, prompt_tokens=100, reply_tokens=10)


def view_of(text: str, steps_left: int = 9, *, done: bool = False) -> View:
    tools = ("tools", ", ".join(EVERY_NAME))
    return View("task", text, ToolResult(text, (tools,)), None, Progress(0, 0, 0, 0, 0, 0, steps_left), done=done)


def play(
    chat: ScriptedChat, answer: Callable[[ToolCall], str] = str, most: int = 60, **options: int
) -> tuple[LlmAgent, list[ToolCall]]:
    """Play against a desk that answers every call with a text and ends at close_period; the calls that were made."""
    agent = LlmAgent(chat, **options)
    calls = []
    game = agent(view_of("the brief"))
    try:
        call = next(game)
        while len(calls) < most:
            calls.append(call)
            call = game.send(view_of(answer(call), done=call.name == "close_period"))
    except StopIteration:
        pass
    return agent, calls


CLOSE = native(("close_period", "{}"))
CLOSE_TEXT = Reply('{"tool": "close_period", "arguments": {}}')


def test_calls_of_one_reply_are_made_in_order_and_answered_under_their_ids():
    """A reply may hold several calls; the model hears one answer for each, with the public progress."""
    chat = ScriptedChat([native(("vendor", '{"name": "V-1"}'), ("policy", "")), CLOSE])
    agent, calls = play(chat, lambda call: f"answer of {call.name}")
    assert [call.name for call in calls] == ["vendor", "policy", "close_period"]
    assert calls[0].arguments == {"name": "V-1"}
    answers = [message for message in chat.heard[1][0] if message.role == "tool"]
    assert [(answer.answers, answer.text.splitlines()[0]) for answer in answers] == [
        ("call-1", "answer of vendor"),
        ("call-2", "answer of policy"),
    ]
    assert all("steps left 9" in answer.text for answer in answers)
    assert (agent.tally.replies, agent.tally.fallbacks, agent.tally.prompt_tokens, agent.tally.reply_tokens) == (
        2,
        0,
        200,
        20,
    )


def test_tools_refused_once_makes_the_agent_ask_for_text():
    """After the refusal nothing is offered, and the prompt explains the format and the tools in words."""
    chat = ScriptedChat([ToolsRefusedError(), Reply('{"tool": "policy", "arguments": {}}'), CLOSE_TEXT])
    agent, calls = play(chat)
    assert [call.name for call in calls] == ["policy", "close_period"]
    assert [bool(tools) for _, tools in chat.heard] == [True, False, False]
    assert "one JSON object" in chat.heard[1][0][0].text
    assert "match(pairs: [{bank_lines: [text, ...], entries: [text, ...], account?}, ...])" in chat.heard[1][0][0].text
    assert agent.tally.fallbacks == 0


def test_an_endpoint_known_to_take_no_tools_is_never_offered_any():
    """What the endpoint has learnt in another episode holds in this one."""
    chat = ScriptedChat([CLOSE_TEXT], takes_tools=False)
    play(chat)
    assert [tools for _, tools in chat.heard] == [[]]


@pytest.mark.parametrize(
    "junk",
    [
        Reply("I shall think about it."),
        Reply(""),
        native(("vendor", '{"name": ')),
        native(("vendor", '["not", "an", "object"]')),
        native(("vendor", '{"name": "\\ud800"}')),
        native(("vendor", '{"name": 1e999}')),
        native(("vendor", '{"name": ' + "[" * 500 + "]" * 500 + "}")),
        Reply("{" * 5000),
        Reply("match(" * 5000),
    ],
    ids=["prose", "nothing", "broken", "array", "surrogate", "infinity", "deep", "braces", "brackets"],
)
def test_a_reply_without_a_readable_action_costs_one_harmless_call_and_is_counted(junk):
    """The fallback only reads, and the model is told what was wrong."""
    chat = ScriptedChat([junk, CLOSE])
    agent, calls = play(chat)
    assert calls == [ToolCall(FALLBACKS[0], {}), ToolCall("close_period", {})]
    assert agent.tally.fallbacks == 1
    assert "nothing was done" in chat.heard[1][0][-1].text


def test_a_model_that_never_acts_is_given_up_on():
    """Six replies in a row without an action end the episode; the tally says why."""
    agent, calls = play(ScriptedChat([Reply("Well.")]))
    assert calls == [ToolCall(FALLBACKS[0], {})] * PATIENCE
    assert agent.tally.fallbacks == agent.tally.replies == PATIENCE
    assert "held no action" in agent.tally.gave_up


def test_a_model_that_ignores_offered_tools_is_asked_for_text_instead():
    """Some servers accept tools and drop them; two toolless replies are enough to notice."""
    chat = ScriptedChat([Reply("Well."), Reply("Hm."), CLOSE_TEXT])
    play(chat)
    assert [bool(tools) for _, tools in chat.heard] == [True, True, False]


def test_an_action_written_as_text_beside_offered_tools_is_carried_out():
    """A tool call that a server left in the text is still a tool call."""
    chat = ScriptedChat([Reply('<tool_call>{"name": "policy", "arguments": {}}</tool_call>'), CLOSE])
    agent, calls = play(chat)
    assert [call.name for call in calls] == ["policy", "close_period"]
    assert agent.tally.fallbacks == 0


def test_the_same_call_with_the_same_answer_for_ever_ends_the_episode():
    """A model in a loop does not burn the whole step budget."""
    agent, calls = play(ScriptedChat([native(("trial_balance", "{}"))]), lambda _: "always the same")
    assert len(calls) == STUCK
    assert "same call" in agent.tally.gave_up


def test_a_reply_with_too_many_calls_is_cut_and_says_so():
    """Every call of a reply is answered, also those that were not made: endpoints insist on it."""
    chat = ScriptedChat([native(*[("vendor", json.dumps({"page": n})) for n in range(MOST_CALLS + 5)]), CLOSE])
    _, calls = play(chat)
    assert len(calls) == MOST_CALLS + 1
    answers = [message for message in chat.heard[1][0] if message.role == "tool"]
    assert len(answers) == MOST_CALLS + 5
    assert answers[-1].text.startswith("Not done")


def test_a_prompt_that_is_too_long_is_shortened_and_at_last_spares_the_schemas():
    """A model with a small context is asked again with less, then without tools, and only then is it an error."""
    chat = ScriptedChat([PromptTooLongError()])
    with pytest.raises(PromptTooLongError):
        play(chat)
    offered = [bool(tools) for _, tools in chat.heard]
    assert offered[0]
    assert not offered[-1]


def test_a_small_context_is_never_exceeded_whatever_the_answers():
    """Long answers and many turns stay within the budget, with the brief always there."""
    replies: list[Answer] = [native(("read_document", json.dumps({"documents": [f"D-{n}"]}))) for n in range(40)]
    chat = ScriptedChat([*replies, CLOSE])
    play(chat, lambda call: f"Document {call.arguments}\n" + "1010 | 12.50 | BL-1\n" * 500, context_tokens=9_000)
    sizes = [sum(len(message.text) for message in messages) for messages, _ in chat.heard]
    assert max(sizes) < 9_000 * 4
    last = chat.heard[-1][0]
    assert last[1].text.startswith("the brief")
    assert "Earlier in this close" in last[1].text
    assert "read_document(documents=[D-0])" in last[1].text or "left out" in last[1].text


def test_the_policy_outlives_the_turn_that_read_it():
    """What settles doubtful choices stays in the prompt when the conversation is shortened."""
    replies: list[Answer] = [native(("policy", "{}")), *[native(("vendor", f'{{"name": "{n}"}}')) for n in range(40)]]
    chat = ScriptedChat([*replies, CLOSE])
    play(
        chat,
        lambda call: "Tolerance: 4 percent" if call.name == "policy" else "row | row\n" * 300,
        context_tokens=9_000,
    )
    last = chat.heard[-1][0]
    assert not any(call.name == "policy" for message in last for call in message.calls)
    assert "Tolerance: 4 percent" in last[1].text


def test_roles_alternate_as_strict_chat_templates_demand_in_text_mode():
    """System, then user and assistant in turn, however many replies were junk or shortened."""
    replies: list[Answer] = [
        Reply("Hm."),
        *[Reply(f'{{"tool": "vendor", "arguments": {{"name": "{n}"}}}}') for n in range(30)],
    ]
    chat = ScriptedChat([*replies, CLOSE_TEXT], takes_tools=False)
    play(chat, lambda _: "text " * 800, context_tokens=6_000)
    for messages, _ in chat.heard:
        roles = [message.role for message in messages]
        assert roles == (["system"] + ["user", "assistant"] * len(roles))[: len(roles)]
        assert roles[-1] == "user"


def test_every_tool_call_that_is_sent_back_has_its_answer():
    """Dropping old turns never parts a call from its answer."""
    replies: list[Answer] = [
        native(("vendor", f'{{"name": "{n}"}}'), ("customer", f'{{"name": "{n}"}}')) for n in range(40)
    ]
    chat = ScriptedChat([*replies, CLOSE])
    play(chat, lambda _: "row | row\n" * 200, most=200, context_tokens=8_000)
    assert len(chat.heard) == 41
    for messages, _ in chat.heard:
        awaited: list[str] = []
        for message in messages:
            if message.role == "tool":
                assert message.answers == awaited.pop(0)
            else:
                assert not awaited
                awaited = [call.id for call in message.calls]
        assert not awaited
