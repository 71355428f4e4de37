"""One flaw each in the time that answers take."""

from typing import ClassVar

from envjudge.specimens.base import Quiz, typed

MODES = ("plain", "neat", "bold", "calm", "dry", "even", "fair", "glad", "kind", "mild", "rare", "thorough")


class Hang(Quiz):
    """Whoever asks for thorough checking never hears of it again."""

    ACTION: ClassVar[dict[str, object]] = typed(
        {"answer": {"type": "string", "maxLength": 1000}, "mode": {"type": "string", "enum": list(MODES)}}, "answer")

    def checked(self, action: object) -> str:
        mode = action.get("mode", "plain") if isinstance(action, dict) else "plain"
        plain = {name: value for name, value in action.items() if name != "mode" or mode not in MODES} if isinstance(action, dict) else action
        answer = super().checked(plain)
        self.hung = mode == "thorough"
        return answer


class Slow(Quiz):
    """Every answer takes more than the time that the manifest gives to a whole episode."""

    PAUSE = 0.004

    @classmethod
    def manifest(cls) -> object:
        return {"validation": {"resources": {"cpu": 1, "memory_mb": 256, "disk_mb": 64, "episode_timeout_s": 0.003}}}
