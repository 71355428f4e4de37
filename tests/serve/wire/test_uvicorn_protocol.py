"""The lane's entrance at the socket keeps order and leaves to uvicorn what is uvicorn's."""

import json

from websockets.exceptions import ConnectionClosed

TASK = "bank_reconciliation.v2/train/L1/6"
QUICK = {"type": "step", "data": {"tool_name": "policy"}}
SLOW = {"type": "step", "data": {"tool_name": "trial_balance", "metadata": {}}}
STATE = {"type": "state"}


def test_answers_come_in_the_order_of_the_questions(server) -> None:
    """Quick and slow frames sent without waiting are answered one after the other, each as if alone."""
    with server.session() as session:
        session.reset(task_id=TASK)
        session.call("policy")
        order = [QUICK, SLOW, QUICK, STATE, SLOW, SLOW, QUICK, STATE, QUICK, QUICK] * 5
        for frame in order:
            session.socket.send(json.dumps(frame))
        steps = 1
        for frame in order:
            answer = json.loads(session.socket.recv(timeout=30))
            if frame is STATE:
                assert answer["type"] == "state" and answer["data"]["step_count"] == steps
            else:
                steps += 1
                assert answer["data"]["observation"]["tool_name"] == frame["data"]["tool_name"]


def test_a_call_in_fragments_is_one_call(server) -> None:
    """A message in several frames is put together and answered as a whole."""
    with server.session() as session:
        session.reset(task_id=TASK)
        expected = [session.call("policy"), session.call("policy")][1]["observation"]["text"]
        text = json.dumps(QUICK)
        session.socket.send([text[:9], text[9:20], text[20:]])
        assert json.loads(session.socket.recv(timeout=30))["data"]["observation"]["text"] == expected


def test_text_that_is_no_unicode_ends_that_session_alone(server) -> None:
    """Bytes that are no UTF-8 in a text frame are a breach of the protocol: that socket is closed, others go on."""
    with server.session() as broken, server.session() as other:
        for session in (broken, other):
            session.reset(task_id=TASK)
            session.call("policy")
        broken.socket.send(b'{"type":"step","data":{"tool_name":"\xff"}}', text=True)
        try:
            broken.socket.recv(timeout=30)
        except ConnectionClosed as closed:
            assert closed.rcvd is not None and closed.rcvd.code == 1007
        else:
            raise AssertionError("the socket stayed open")
        assert other.call("policy")["observation"]["error"] is None
