"""The two classifiers: a linear one on words, and boosted trees on surface features."""

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from benchmarks.reading.letters import Letter
from benchmarks.reading.masking import masked, words
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

RAREST: Final = 3  # an n-gram of fewer training texts is left out
CATEGORIES: Final = 200  # shapes beyond the most frequent ones count as unknown
STRENGTH: Final = 3.0  # of the fit: the inverse of scikit-learn's penalty


class WordModel:
    """Logistic regression on the 1- to 3-grams of masked texts."""

    def __init__(self, texts: Sequence[str], labels: Sequence[bool]) -> None:
        rarest = RAREST if len(texts) >= 1000 else 1
        self._grams = CountVectorizer(
            preprocessor=masked, tokenizer=words, token_pattern=None, ngram_range=(1, 3), min_df=rarest, binary=True
        )
        self._weighing = TfidfTransformer(sublinear_tf=True)
        found = self._weighing.fit_transform(self._grams.fit_transform(texts))
        self._model = LogisticRegression(C=STRENGTH, class_weight="balanced", solver="liblinear", max_iter=300)
        self._model.fit(found, np.asarray(labels))

    def chances(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """How likely each text changes the books, both answers being equally frequent."""
        found: csr_matrix = self._weighing.transform(self._grams.transform(texts))
        chances: NDArray[np.float64] = self._model.predict_proba(found)[:, 1]
        return chances


class KindModels:
    """A :class:`WordModel` for each kind of document, which anybody sees; a kind whose papers are all alike in training
    is taken to go on so."""

    def __init__(self, papers: Sequence[Letter]) -> None:
        self._models: dict[str, WordModel | float] = {}
        for kind in dict.fromkeys(paper.kind for paper in papers):
            some = [paper for paper in papers if paper.kind == kind]
            labels = [paper.matters for paper in some]
            alike = len(set(labels)) == 1
            self._models[kind] = float(labels[0]) if alike else WordModel([paper.text for paper in some], labels)

    def chances(self, papers: Sequence[Letter]) -> NDArray[np.float64]:
        """How likely each paper changes the books; 0 where its kind was never seen."""
        chances = np.zeros(len(papers))
        for kind in dict.fromkeys(paper.kind for paper in papers):
            places = [at for at, paper in enumerate(papers) if paper.kind == kind]
            model = self._models.get(kind, 0.0)
            texts = [papers[at].text for at in places]
            chances[places] = model.chances(texts) if isinstance(model, WordModel) else model
        return chances


class SurfaceModel:
    """Gradient boosting on numbers, and on shapes that only compare as equal or not. In one thread: on a machine that
    does other work besides, threads that wait for each other take fifty times as long."""

    def __init__(self, rows: Sequence[dict[str, float | str]], labels: Sequence[bool]) -> None:
        self.names = tuple(rows[0])
        self._shapes = {
            name: self._numbered(row[name] for row in rows) for name in self.names if isinstance(rows[0][name], str)
        }
        self._model = HistGradientBoostingClassifier(
            max_iter=150, learning_rate=0.06, min_samples_leaf=30, early_stopping=False, random_state=0,
            categorical_features=[name in self._shapes for name in self.names],
        )  # fmt: skip
        with threadpool_limits(1):
            self._model.fit(self._table(rows), np.asarray(labels))

    def chances(self, rows: Sequence[dict[str, float | str]]) -> NDArray[np.float64]:
        """How likely each row is planted."""
        with threadpool_limits(1):
            chances: NDArray[np.float64] = self._model.predict_proba(self._table(rows))[:, 1]
        return chances

    def without(self, rows: Sequence[dict[str, float | str]], name: str) -> NDArray[np.float64]:
        """The chances when each row has another row's value of ``name``: what the feature is worth."""
        order = np.random.default_rng(7).permutation(len(rows))
        return self.chances([{**row, name: rows[other][name]} for row, other in zip(rows, order, strict=True)])

    def _table(self, rows: Sequence[dict[str, float | str]]) -> NDArray[np.float64]:
        table = np.full((len(rows), len(self.names)), np.nan)
        for column, name in enumerate(self.names):
            known = self._shapes.get(name)
            for place, row in enumerate(rows):
                value = row[name]
                table[place, column] = float(value) if known is None else known.get(str(value), np.nan)
        return table

    @staticmethod
    def _numbered(values: Iterable[float | str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for value in values:
            found[str(value)] = found.get(str(value), 0) + 1
        frequent = sorted(found, key=lambda value: (-found[value], value))[:CATEGORIES]
        return {value: number for number, value in enumerate(frequent)}
