"""How alike the code of two packages is: Jaccard's index of the shapes of their functions. Pure: nothing is imported or run.

A shape is a run of syntax tree nodes in which names, constants, annotations and texts are blank, so that renaming and reformatting
change nothing. Only functions of some size count: short ones are alike in all packages of one framework.
"""

import ast
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

LONG = 12
"""Nodes of one shape."""
LEAST_NODES = 60
"""Nodes of a function that counts; those of the framework's own template have at most 47 where they are served."""
LEAST_SHAPES = 100
"""Shapes that a package must have for likeness to mean anything."""
KEPT = 256
"""Shapes that are kept of a package: those with the smallest hashes, which are a fair sample of all."""
COPY = 0.8
"""From this index on a package is a near copy. The most alike of 600 pairs of public environments, two by the same hands, have 0.25;
the next 0.13."""


def sketch(sources: Iterable[str]) -> list[int]:
    """The shapes of some files, at most KEPT; none where there is too little code."""
    found: set[int] = set()
    for source in sources:
        try:
            tree = ast.parse(source)
        except (SyntaxError, ValueError, RecursionError):
            continue
        for function in _functions(tree):
            nodes = list(_nodes(function))
            if len(nodes) >= LEAST_NODES:
                found |= {_hash(nodes[at:at + LONG]) for at in range(len(nodes) - LONG + 1)}
    return sorted(found)[:KEPT] if len(found) >= LEAST_SHAPES else []


def alike(one: Iterable[int], other: Iterable[int]) -> float:
    """Jaccard's index of two sketches, 0 if one is empty: exact for small packages, else with a standard error of at most 0.03."""
    first, second = set(one), set(other)
    if not first or not second:
        return 0.0
    whole = sorted(first | second)[:KEPT]
    return sum(each in first and each in second for each in whole) / len(whole)


def copies(sketches: Mapping[str, Iterable[int]]) -> tuple[tuple[str, str, float], ...]:
    """The pairs of near copies among named sketches, with their index: most alike first."""
    pairs = ((one, other, alike(sketches[one], sketches[other])) for one, other in combinations(sketches, 2))
    return tuple(sorted((pair for pair in pairs if pair[2] >= COPY), key=lambda pair: (-pair[2], pair[:2])))


def _functions(tree: ast.AST) -> Iterator[ast.AST]:
    """Functions that are in no other."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
        else:
            yield from _functions(node)


def _nodes(node: ast.AST) -> Iterator[str]:
    """The kinds of a function's nodes, each before those below it; no docstrings, annotations, contexts."""
    if isinstance(node, ast.expr_context) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
        return
    yield type(node).__name__
    for name, value in ast.iter_fields(node):
        if name not in {"annotation", "returns", "decorator_list", "type_params"}:
            for each in value if isinstance(value, list) else (value,):
                if isinstance(each, ast.AST):
                    yield from _nodes(each)


def _hash(nodes: list[str]) -> int:
    return int.from_bytes(hashlib.blake2b(" ".join(nodes).encode(), digest_size=4).digest(), "big")
