"""A package whose code is that of another one with new names, and one of the same kind that is its author's own work."""

import re
from dataclasses import replace

from envjudge.specimens.packages import HEALTHY, Package, contained

_GAME = """

class Board:
    def __init__(self, dice, width, height):
        self.width, self.height = width, height
        self.cells = [[dice.choice("abc") for column in range(width)] for row in range(height)]
        self.moves = []

    def legal(self, row, column):
        if not 0 <= row < self.height or not 0 <= column < self.width:
            return False
        near = [(row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)]
        for other, beside in near:
            if 0 <= other < self.height and 0 <= beside < self.width and self.cells[other][beside] == self.cells[row][column]:
                return True
        return (row, column) not in self.moves

    def play(self, row, column):
        if not self.legal(row, column):
            raise ValueError(f"no move at {row}, {column}")
        kind, waiting, seen = self.cells[row][column], [(row, column)], set()
        while waiting:
            place = waiting.pop()
            if place in seen:
                continue
            seen.add(place)
            for down, right in ((0, 1), (1, 0), (0, -1), (-1, 0)):
                other = place[0] + down, place[1] + right
                if 0 <= other[0] < self.height and 0 <= other[1] < self.width and self.cells[other[0]][other[1]] == kind:
                    waiting.append(other)
        self.moves.append((row, column))
        return len(seen) / (self.width * self.height)
"""
_NAMES = {"Board": "Garden", "dice": "chance", "width": "columns", "height": "lines", "cells": "beds", "legal": "allowed", "row": "line",
          "column": "place", "near": "around", "play": "dig", "kind": "flower", "waiting": "todo", "seen": "dug", "place": "spot", "moves": "digs"}
_OTHER_GAME = """

class Till:
    def __init__(self, dice, coins):
        self.coins = sorted({dice.randint(1, 50) for each in range(coins)} | {1}, reverse=True)
        self.drawer = dict.fromkeys(self.coins, 10)

    def change(self, amount):
        best = {0: ()}
        for total in range(1, amount + 1):
            ways = [best[total - coin] + (coin,) for coin in self.coins if total - coin in best]
            if ways:
                best[total] = min(ways, key=len)
        return best.get(amount)

    def pay(self, amount, handed):
        try:
            given = [int(each) for each in handed.split()]
        except AttributeError as error:
            raise ValueError("coins are a text") from error
        short = {coin: given.count(coin) - self.drawer[coin] for coin in given if coin in self.drawer}
        if sum(given) != amount or any(missing > 0 for missing in short.values()) or len(short) != len(set(given)):
            return 0.0
        for coin in given:
            self.drawer[coin] -= 1
        fewest = self.change(amount)
        return len(fewest) / len(given) if fewest else 1.0

    def receipt(self, sales, rate=0.2):
        lines = [f"{name:<12}{price / 100:8.2f}" for name, price in sorted(sales.items(), key=lambda sale: -sale[1]) if price]
        net = sum(sales.values())
        tax = round(net * rate) if net > 0 else 0
        lines += ["-" * 20, f"{'tax':<12}{tax / 100:8.2f}", f"{'total':<12}{(net + tax) / 100:8.2f}"]
        while len(lines) < 8:
            lines.insert(0, "")
        return "\\n".join(lines) if self.drawer else None
"""


def _with(game: str) -> Package:
    return Package((("server/environment.py", HEALTHY["server/environment.py"] + game),))


_ORIGINAL = _with(_GAME)
RENAMED = replace(_with(re.sub("[A-Za-z]+", lambda word: _NAMES.get(word[0], word[0]), _GAME)), against=_ORIGINAL)
OWN = replace(contained(), changes=_with(_OTHER_GAME).changes, against=_ORIGINAL)
