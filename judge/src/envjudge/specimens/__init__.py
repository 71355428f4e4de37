"""Small environments with exactly one flaw each, and healthy ones. They judge the judge.

One base (`base.Quiz`), flaws by theme, one list (`catalogue`), one server for all of them (`serve`).
"""
