"""The first prompt of a month: small at level 0, and no larger than its tools need elsewhere."""

import json
import re

import pytest

from tieout.agents.llm.agent import LlmAgent
from tieout.agents.llm.chat import Message, Reply, ToolSpec
from tieout.agents.llm.prompt import specs_of, status_line, system_prompt
from tieout.episode import begin
from tieout.tasks.family import LEVELS
from tieout.tasks.registry import FAMILIES, make_task
from tieout.tools.registry import EVERY_NAME

MOST_TOKENS = 1_500
# A tokenizer of Qwen2.5's kind never joins two digits, and no letters with punctuation. On first prompts of level 0 its
# vocabulary needs at most 1,432 tokens; this count, which needs no vocabulary, came to 2 to 6 % more on each of 570
# of them. It takes one token for ten letters of a word and four marks of punctuation.
_PIECES = re.compile(r" ?[^\W\d_]+|\d| ?(?:[^\w\s]|_)+|\s")
LETTERS, MARKS = 10, 4
# How the chat template of Qwen2.5 wraps a system prompt with tools.
FRAME = (
    "<|im_start|>system\n{system}\n\n# Tools\n\nYou may call one or more functions to assist with the user query.\n\nYou "
    "are provided with function signatures within <tools></tools> XML tags:\n<tools>\n{tools}\n</tools>\n\nFor each "
    "function call, return a json object with function name and arguments within <tool_call></tool_call> XML tags:\n"
    '<tool_call>\n{{"name": <function-name>, "arguments": <args-json-object>}}\n</tool_call><|im_end|>\n'
    "<|im_start|>user\n{user}<|im_end|>\n<|im_start|>assistant\n"
)


def tokens_at_most(text: str) -> int:
    """More tokens than Qwen2.5 makes of a text like these prompts; see above."""
    counted = 0
    for piece in _PIECES.findall(text):
        word = piece.strip()
        counted += -(-len(word) // (LETTERS if word[:1].isalpha() else MARKS)) if word else 1
    return counted


def first_prompt(family: str, level: int, index: int) -> str:
    """What a model reads first, as the chat template lays it out."""
    episode, view = begin(make_task(family, level, "test", index))
    specs = specs_of(episode.tools)
    tools = [
        {
            "type": "function",
            "function": {"name": spec.name, "description": spec.description, "parameters": spec.parameters},
        }
        for spec in specs
    ]
    return FRAME.format(
        system=system_prompt(specs, True),
        tools="\n".join(json.dumps(tool, ensure_ascii=False) for tool in tools),
        user=f"{view.text}\n{status_line(view.progress)}",
    )


def test_the_count_takes_digits_singly_and_long_words_apart() -> None:
    """It rises with every digit, and with what a vocabulary is unlikely to hold whole."""
    assert tokens_at_most("2025") == 4 and tokens_at_most("month") == 1 and tokens_at_most("reconciliation") == 2
    assert tokens_at_most(" month to close\n") == 4 and tokens_at_most('": {"') == 2


@pytest.mark.parametrize("family", [family.name for family in FAMILIES])
def test_the_first_prompt_of_level_0_is_short(family: str) -> None:
    """System prompt, brief and the schemas of the tools."""
    for index in range(30):
        counted = tokens_at_most(first_prompt(family, 0, index))
        assert 900 < counted <= MOST_TOKENS, (index, counted)


@pytest.mark.parametrize("family", [family.name for family in FAMILIES])
def test_later_levels_stay_below_what_all_tools_took(family: str) -> None:
    """5,000 tokens, of which the schemas of every tool there is are 3,300."""
    for level in LEVELS[1:]:
        assert tokens_at_most(first_prompt(family, level, 0)) <= 5_000
    assert tokens_at_most(json.dumps([spec.parameters for spec in specs_of(EVERY_NAME)])) <= 3_300


class Silent:
    """A model that closes at once and remembers what it was offered."""

    takes_tools = True

    def __init__(self) -> None:
        self.asked: list[tuple[list[Message], tuple[ToolSpec, ...]]] = []

    def ask(self, messages: list[Message], tools: tuple[ToolSpec, ...]) -> Reply:
        self.asked.append((messages, tools))
        return Reply("nothing to call here")


@pytest.mark.parametrize("level", (0, 1))
@pytest.mark.parametrize("family", [family.name for family in FAMILIES])
def test_a_model_is_offered_the_tools_of_the_month_alone(family: str, level: int) -> None:
    """Their schemas natively, or their signatures in the prompt; and what is called for a silent model exists."""
    episode, opening = begin(make_task(family, level, "train", 0))
    chat = Silent()
    harmless = next(LlmAgent(chat)(opening))
    messages, tools = chat.asked[0]
    assert tuple(spec.name for spec in tools) == episode.tools
    assert harmless.name in episode.tools
    told = system_prompt(specs_of(episode.tools), native=False) + messages[0].text
    absent = [name for name in EVERY_NAME if name not in episode.tools and "_" in name]
    assert not [name for name in absent if name in told and level == 0]
