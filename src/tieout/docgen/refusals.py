"""``docs/refusals.md``: every refusal there is, read from the source, so that none can be missing."""

import ast
from pathlib import Path

import tieout
from tieout.docgen.markdown import GENERATED

INTRODUCTION = """# Refusals

A refusal answers a request that is not allowed. It names the value, the rule and the remedy, and leaves the books as they
were. It costs a step and nothing else; only attempts to edit or delete posted entries are counted. `…` stands for what
belongs to the occasion.
"""
GAP = "…"


def page() -> str:
    """The page."""
    found: dict[str, set[tuple[str, str, str]]] = {}
    for file in sorted(Path(tieout.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refusal":
                texts = [_text(argument) for argument in node.args]
                for code in _codes(node.args[0]) if len(texts) == 4 else ():
                    found.setdefault(code, set()).add((texts[1], texts[2], texts[3]))
    sections = "".join(f"\n## `{code}`\n\n" + "\n".join(map(_section, sorted(found[code]))) for code in sorted(found))
    return GENERATED + INTRODUCTION + sections


def _section(texts: tuple[str, str, str]) -> str:
    value, rule, remedy = texts
    return f"{value}\n- Rule: {rule}\n- Remedy: {remedy}\n"


def _codes(node: ast.expr) -> list[str]:
    """The codes that an expression can be: a literal, or one of two."""
    if isinstance(node, ast.IfExp):
        return _codes(node.body) + _codes(node.orelse)
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def _text(node: ast.expr) -> str:
    """The text of an expression, with a gap for what is computed."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(str(part.value) if isinstance(part, ast.Constant) else GAP for part in parts)
        case ast.IfExp(body=body, orelse=orelse):
            texts = dict.fromkeys((_text(body), _text(orelse)))
            return " / ".join(text for text in texts if text)
        case ast.BinOp(left=left, right=right):
            return _text(left) + _text(right)
    return GAP
