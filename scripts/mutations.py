"""Small mistakes planted in a module, one at a time: what a slip of the pen would make of it.

Texts are left alone (docstrings, messages, f-strings), and so are annotations, decorators and asserts. Mutants that any
import would notice are not made either: they only flatter the tests.
"""

import ast
import copy
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

SWAPPED: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.FloorDiv, ast.Add),
    ast.FloorDiv: (ast.Mult,),
    ast.Div: (ast.Mult,),
    ast.Mod: (ast.FloorDiv,),
    ast.Pow: (ast.Mult,),
    ast.BitOr: (ast.BitAnd,),
    ast.BitAnd: (ast.BitOr,),
}
RENAMED = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list", "abs": "+", "reversed": "iter"}
NEUTRAL = {
    "int": "0",
    "str": '""',
    "tuple": "()",
    "frozenset": "frozenset()",
    "dict": "{}",
    "Mapping": "{}",
    "list": "[]",
}
ORDERED = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
CONDITIONAL = (ast.If, ast.IfExp, ast.While)


@dataclass(frozen=True, slots=True)
class Mutant:
    """One mistake in ``file``. ``key`` stays the same when lines move: it is made of the line's text and the mistake."""

    file: str
    line: int
    key: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class _Edit:
    """The bytes from ``start`` to ``end`` give way to ``new``."""

    line: int
    start: int
    end: int
    new: str


class _Finder(ast.NodeVisitor):
    """Collects the edits of a module."""

    def __init__(self, source: bytes) -> None:
        lines = source.splitlines(keepends=True)
        self.starts = [sum(len(line) for line in lines[:number]) for number in range(len(lines))]
        self.edits: list[_Edit] = []
        self.returns = ""
        self.branch = 0

    def put(self, node: ast.expr | ast.stmt, new: str | ast.expr) -> None:
        """``new`` in the place of ``node``."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        start = self.starts[node.lineno - 1] + node.col_offset
        end = self.starts[node.end_lineno - 1] + node.end_col_offset
        text = new if isinstance(new, str) else f"({ast.unparse(new)})"
        self.edits.append(_Edit(node.lineno, start, end, text))

    def put_negated(self, node: ast.expr) -> None:
        """The contrary of a condition, but where another edit makes the same of it."""
        if isinstance(node, ast.Compare) and len(node.ops) == 1 and not isinstance(node.ops[0], ORDERED):
            return
        if not (isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)):
            self.put(node, ast.UnaryOp(ast.Not(), node))

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        for default in (*node.args.defaults, *node.args.kw_defaults):
            if default is not None:
                self.visit(default)
        outer, self.returns = (self.returns, self.branch), "" if node.returns is None else ast.unparse(node.returns)
        self.branch = 0
        self.each(node.body)
        self.returns, self.branch = outer

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.each(node.body)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)

    def visit_arg(self, node: ast.arg) -> None:
        """An annotation."""

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """A text."""

    def visit_Assert(self, node: ast.Assert) -> None:
        """Says what the code relies on; without it the code does the same."""

    def each(self, nodes: list[ast.stmt]) -> None:
        for node in nodes:
            self.visit(node)

    def generic_visit(self, node: ast.AST) -> None:
        if isinstance(node, CONDITIONAL):
            self.put_negated(node.test)
        nested = isinstance(node, (ast.If, ast.For, ast.While, ast.Try))
        self.branch += nested
        super().generic_visit(node)
        self.branch -= nested

    def visit_comprehension(self, node: ast.comprehension) -> None:
        for condition in node.ifs:
            self.put_negated(condition)
            self.put(condition, "True")
        self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> None:
        for place, operator in enumerate(node.ops):
            for other in SWAPPED.get(type(operator), ()):
                changed = copy.deepcopy(node)
                changed.ops[place] = other()
                self.put(node, changed)
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        if not any(_is_text(side) for side in (node.left, node.right)):
            for other in SWAPPED.get(type(node.op), ()):
                self.put(node, ast.BinOp(node.left, other(), node.right))
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if not _is_text(node.value):
            self.put(node, "pass")
            for other in SWAPPED.get(type(node.op), ()):
                self.put(node, ast.unparse(ast.AugAssign(node.target, other(), node.value)))
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        self.put(node, ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values))
        for place in range(len(node.values)):
            left = node.values[:place] + node.values[place + 1 :]
            self.put(node, left[0] if len(left) == 1 else ast.BoolOp(node.op, left))
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, (ast.USub, ast.Not)):
            self.put(node, node.operand)
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if type(node.value) is int:
            self.put(node, f"({node.value + 1})")
            self.put(node, f"({node.value - 1})")
        elif type(node.value) is bool:
            self.put(node, str(not node.value))

    def visit_Call(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Name) and node.func.id in RENAMED:
            changed = copy.deepcopy(node)
            changed.func = ast.Name(RENAMED[node.func.id])
            if node.func.id == "sorted":
                changed.keywords = []
            self.put(node, changed if changed.func.id != "+" else node.args[0])
        self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        if isinstance(node.slice, ast.Slice):
            for end in ("lower", "upper"):
                if getattr(node.slice, end) is not None:
                    changed = copy.deepcopy(node)
                    setattr(changed.slice, end, None)
                    self.put(node, changed)
        self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):
            self.put(node, "pass")
            self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        if not any(isinstance(target, (ast.Name, ast.Tuple)) for target in node.targets):
            self.put(node, "pass")
        self.generic_visit(node)

    def visit_Raise(self, node: ast.Raise) -> None:
        self.put(node, "pass")

    def visit_Continue(self, node: ast.Continue) -> None:
        self.put(node, "pass")

    def visit_Break(self, node: ast.Break) -> None:
        self.put(node, "pass")

    def visit_Return(self, node: ast.Return) -> None:
        if self.branch:
            self.put(node, "pass")
        if node.value is not None and not _is_text(node.value):
            self.put_neutral(node.value)
            self.visit(node.value)

    def put_neutral(self, value: ast.expr) -> None:
        """What says nothing in the place of a returned value, of the type that the function promises."""
        if self.returns == "bool":
            self.put_negated(value)
            return
        neutral = "None" if self.returns.endswith("| None") else NEUTRAL.get(self.returns.partition("[")[0])
        if neutral is not None:
            self.put(value, neutral)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def mutants_of(file: str, source: str) -> Iterator[Mutant]:
    """Every mutant of the module ``source``, in the order of lines; each compiles and differs from the module."""
    tree = ast.parse(source)
    known = {ast.dump(tree)}
    encoded = source.encode()
    finder = _Finder(encoded)
    finder.visit(tree)
    lines = source.splitlines()
    seen: Counter[str] = Counter()
    for edit in sorted(finder.edits, key=lambda edit: (edit.start, edit.end, edit.new)):
        mutated = (encoded[: edit.start] + edit.new.encode() + encoded[edit.end :]).decode()
        dumped = ast.dump(ast.parse(mutated))
        if dumped in known:
            continue
        known.add(dumped)
        old = " ".join(encoded[edit.start : edit.end].decode().split())
        text = f"{old}  ->  {edit.new}"
        what = f"{lines[edit.line - 1].strip()}\0{text}"
        seen[what] += 1
        key = hashlib.sha256(f"{what}\0{seen[what]}".encode()).hexdigest()[:12]
        yield Mutant(file, edit.line, key, text, mutated)


def size_of(source: str) -> int:
    """Lines of code: those on which a statement begins or goes on, texts of documentation aside."""
    rows: set[int] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.expr, ast.arg)) and not (
            isinstance(node, ast.Constant) and isinstance(node.value, str)
        ):
            rows.add(node.lineno)
    return len(rows)
