"""Event lines of many episodes never interleave."""

from hypothesis import given
from hypothesis import strategies as st

from tieout.inference.event_lines import InOrder, end_line, start_line


@given(st.lists(st.integers(1, 4), min_size=1, max_size=5), st.randoms(use_true_random=False), st.booleans())
def test_whatever_order_lines_come_in_episodes_are_printed_whole_and_in_order(lengths, random, cut):
    """Lines of several episodes at once, in any order among them; after close() all that came is written, nothing twice."""
    coming = [episode for episode, length in enumerate(lengths) for _ in range(length)]
    random.shuffle(coming)
    if cut:
        coming = coming[: len(coming) // 2]
    written: list[str] = []
    lines = InOrder(len(lengths), written.append)
    sent = [0] * len(lengths)
    for episode in coming:
        sent[episode] += 1
        lines.put(episode, f"{episode}.{sent[episode]}", last=sent[episode] == lengths[episode])
    lines.close()
    lines.put(0, "too late")
    assert written == [f"{episode}.{line}" for episode, count in enumerate(sent) for line in range(1, count + 1)]


def test_the_first_unfinished_episode_is_printed_as_it_goes():
    """Whoever watches sees lines at once, not only when all is over."""
    written: list[str] = []
    lines = InOrder(2, written.append)
    lines.put(1, "second", last=True)
    lines.put(0, "first")
    assert written == ["first"]
    lines.put(0, "first ends", last=True)
    assert written == ["first", "first ends", "second"]


def test_the_forms_of_the_lines():
    """As judges parse them."""
    assert (
        start_line("f.v2/test/L1/0", "vendor/model name")
        == "[START] task=f.v2/test/L1/0 env=tieout model=vendor/model_name"
    )
    assert (
        end_line(success=True, steps=2, score=0.875, rewards=[0.0, 0.875])
        == "[END] success=true steps=2 score=0.88 rewards=0.00,0.88"
    )
    assert end_line(success=False, steps=0, score=0.0, rewards=[]) == "[END] success=false steps=0 score=0.00 rewards="
