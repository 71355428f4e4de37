"""Package directories, written when they are needed: a healthy one, and changes of it that have one flaw each."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

MANIFEST = """\
name: tiny
version: "0.1.0"
app: server.app:app
port: 8000
validation:
  reward: {range: [0, 1], floor_margin: 0.5}
  resources: {cpu: 1, memory_mb: 256, disk_mb: 64, episode_timeout_s: 60}
  capabilities: {verifier: {kind: reward_channel}}
  types: {tags: [arithmetic]}
"""
APP = """\
import json

from server.environment import TinyEnvironment

ENVIRONMENT = TinyEnvironment()


async def app(scope, receive, send):
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
        await send({"type": "http.response.body", "body": json.dumps(ENVIRONMENT.reset()).encode()})


def main():
    import uvicorn

    uvicorn.run(app)


if __name__ == "__main__":
    main()
"""
ENVIRONMENT = """\
import os
import random

from models import TinyState

GAME = os.environ.get("GAME", "sums")


class TinyEnvironment:
    def reset(self, seed=None):
        self.dice = random.Random(seed)
        self.left, self.right = self.dice.randint(1, 9), self.dice.randint(1, 9)
        return {"question": f"{self.left} + {self.right}"}

    def step(self, action):
        return {"reward": self.grade(action["answer"]), "done": True}

    def grade(self, answer):
        try:
            return 1.0 if int(answer) == self.left + self.right else 0.0
        except ValueError:
            return 0.0

    def state(self):
        return TinyState(episode_id="", step_count=0)
"""
MODELS = """\
from dataclasses import dataclass


@dataclass
class TinyState:
    episode_id: str
    step_count: int
"""
PROJECT = """\
[project]
name = "tiny"
version = "0.1.0"
dependencies = ["openenv>=0.10"]

[project.scripts]
server = "server.app:main"
"""
DOCKERFILE = """\
FROM python:3.11-slim
COPY . /app
WORKDIR /app
USER 1000
CMD ["python", "-m", "server.app"]
"""
INFERENCE = """\
import json
import os
import urllib.request


def asked(question):
    body = {"model": os.environ["MODEL_NAME"], "messages": [{"role": "user", "content": question}]}
    request = urllib.request.Request(os.environ["API_BASE_URL"] + "/chat/completions", json.dumps(body).encode(),
                                     {"content-type": "application/json", "authorization": "Bearer " + os.environ["HF_TOKEN"]})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["choices"][0]["message"]["content"]


def score(task, reply):
    try:
        return 1.0 if json.loads(reply)["answer"] == task else 0.25
    except (ValueError, KeyError):
        return 0.0


for task in (1, 2, 3):
    print(f"[START] task=sum-{task} env=tiny model={os.environ['MODEL_NAME']}")
    reply = asked(f"What is {task} + 0? Answer like {{\\"answer\\": 1}}.")
    print(f"[STEP] step=1 action={reply!r} reward=0 done=true error=null")
    print(f"[END] task=sum-{task} success=true steps=1 score={score(task, reply):.3f}")
"""
HEALTHY: dict[str, str] = {
    "openenv.yaml": MANIFEST, "__init__.py": "", "models.py": MODELS, "client.py": "", "README.md": "# Tiny\n", "pyproject.toml": PROJECT,
    "uv.lock": "version = 1\n", "server/__init__.py": "", "server/app.py": APP, "server/environment.py": ENVIRONMENT, "Dockerfile": DOCKERFILE,
    "inference.py": INFERENCE,
}


@dataclass(frozen=True, slots=True)
class Package:
    """Changes of the healthy package: (path, new text), nothing for a file that is left out; `against` is another package to compare with, `facts` JSON text of what
    would be known of its container."""

    changes: tuple[tuple[str, str | None], ...] = ()
    facts: str = "{}"
    against: "Package | None" = None

    @contextmanager
    def written(self) -> Iterator[Path]:
        """The directory, as long as it is needed."""
        with TemporaryDirectory() as folder:
            for name, text in (HEALTHY | dict(self.changes)).items():
                if text is not None:
                    (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
                    (Path(folder) / name).write_text(text, encoding="utf-8")
            yield Path(folder)


def changed(path: str, before: str, after: str) -> Package:
    """The healthy package with one text replaced in one file. Raises ValueError when the text is not there."""
    if before not in HEALTHY[path]:
        raise ValueError(f"{before!r} is not in {path}")
    return Package(((path, HEALTHY[path].replace(before, after)),))


def contained(**different: object) -> Package:
    """The healthy package with what would be known of its container."""
    known = {"image": "sha256:0", "seconds": 40.0, "size": 300 << 20, "user": "1000", "fault": "", "healthy": 2.5, "silence": ""}
    return Package(facts=json.dumps({"container": known | different}))


_ENVIRONMENT = "server/environment.py"
FLAWED: tuple[tuple[str, Package, str], ...] = (
    ("unmanifested", Package((("openenv.yaml", None),)), "static.manifest"),
    ("misspelt", changed("openenv.yaml", "floor_margin: 0.5", "margin: 0.5"), "static.manifest"),
    ("numbered", changed("openenv.yaml", '"0.1.0"', "0.1"), "static.manifest"),
    ("undeclared", Package((("openenv.yaml", "name: tiny\napp: server.app:app\n"),)), "static.manifest"),
    ("scattered", Package((("client.py", None), ("README.md", None))), "static.structure"),
    ("unpinned", Package((("uv.lock", None),)), "static.dependency_pinning"),
    ("telling", Package((("settings.py", "TOKEN = 'hf_" + "aB3dE5gH7jK9mN1pQ3sT5vX7zA9cD1fG3h" + "'\n"),)), "static.secrets"),
    ("rooted", changed("Dockerfile", "USER 1000\n", ""), "static.image_hygiene"),
    ("floating", changed("Dockerfile", "python:3.11-slim", "python:latest"), "static.image_hygiene"),
    ("keyed", Package((("data/answers.json", "[]"),)), "source.shipped_answers"),
    ("evaluating", changed(_ENVIRONMENT, "int(answer) ==", "eval(answer) =="), "source.dangerous_calls"),
    ("believing", changed(_ENVIRONMENT, "        except ValueError:\n            return 0.0", "        except ValueError:\n            return 1.0"),
     "source.default_credit"),
    ("configured", changed(_ENVIRONMENT, "return 1.0 if", "return float(os.environ['FULL']) if"), "source.outside_inputs"),
    ("sown", changed(_ENVIRONMENT, "self.dice = random.Random(seed)", "random.seed(seed); self.dice = random"), "source.global_seeding"),
    ("clamped", changed(_ENVIRONMENT, '"reward": self.grade(action["answer"])', '"reward": max(0.001, min(0.999, self.grade(action["answer"])))'),
     "source.clamped_scores"),
    ("stated", changed("models.py", "    step_count: int\n", "    step_count: int\n    expected_answer: int = 0\n"), "source.answer_in_state"),
    ("unsown", changed(_ENVIRONMENT, "random.Random(seed)", "random.Random()"), "source.seed_unused"),
    ("unbuilt", contained(image="", fault="no matching distribution found", size=0, user="", healthy=None), "container.builds"),
    ("mute_container", contained(healthy=None, silence="Read-only file system: '/app/log'"), "container.healthy"),
    ("late_container", contained(healthy=41.0), "container.healthy"),
    ("root_container", contained(user=""), "container.own_user"),
    ("huge_container", contained(size=9 << 30), "container.size"),
    ("swollen", Package((("openenv.yaml", MANIFEST.replace("memory_mb: 256", "memory_mb: 96")),
                         ("server/app.py", APP.replace("ENVIRONMENT =", "HOARD = b'x' * (112 << 20)\nENVIRONMENT =")))), "semantic.resource_envelope"),
    ("scriptless", Package((("inference.py", None),)), "baseline.runs"),
    ("collapsing", changed("inference.py", "for task in (1, 2, 3):", "for task in missing:"), "baseline.runs"),
    ("wordless", Package((("inference.py", "print('done')\n"),)), "baseline.runs"),
    ("wavering", changed("inference.py", "score={score(task, reply):.3f}", "score={int.from_bytes(os.urandom(4), 'big') / 2**32:.6f}"), "baseline.reproduces"),
    ("hardwired", changed("inference.py", "{score(task, reply):.3f}", "0.870"), "baseline.uses_model"),
)
