"""Texts to vectors: the encoder shipped with parkbot, or any sentence-transformers model.

The shipped encoder is a table of term vectors that model2vec reads in under a second. sentence-transformers and torch
cost 12 seconds and 450 MB to import, so they are imported only when another model is asked for.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import ModelMissing
from knowledge.tokens import TERMS_VERSION, character_ngrams

SHIPPED_MODEL = Path(__file__).parent / "models" / "parkbot-embedding"
STATIC_MODEL_FILES = ("config.json", "model.safetensors", "tokenizer.json")
TERMS_VERSION_KEY = "terms_version"
"""Key of config.json: the version of `character_ngrams` that the folder was trained on."""

_WHAT_TO_DO = "请重新安装 parkbot，或在设置中改用其他嵌入模型。"
_LONGEST_TEXT = 20_000  # characters: what a clause is about stands at its beginning; a whole book exhausts memory
_BATCH = 1024  # texts tokenised at once: bounds memory while a large knowledge base is indexed


class Encoder(Protocol):
    """Turns texts into unit vectors whose dot product is their similarity. Safe to call from several threads."""

    @property
    def dimension(self) -> int:
        """Number of components of each vector."""

    @property
    def fingerprint(self) -> str:
        """Hash of the model's files and of the preprocessing: two encoders with the same one give the same vectors."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of shape (len(texts), dimension), L2-normalised; a text without any known term gives zeros."""


class StaticEncoder:
    """Term vectors summed over `character_ngrams`, read from a folder that `knowledge.training` wrote."""

    def __init__(self, folder: Path) -> None:
        """Raise ModelMissing when a file is absent or damaged, or was trained on other terms."""
        self._check(folder)
        from model2vec import StaticModel

        try:
            self._model = StaticModel.from_pretrained(folder, max_length=None)
        except Exception as error:  # tokenizers and safetensors raise errors of their own without a common base
            raise _damaged(folder) from error
        self._vectors: NDArray[np.float16] = self._model.embedding
        self.dimension = int(self._vectors.shape[1])
        self.fingerprint = _hash_files((folder / name for name in STATIC_MODEL_FILES), f"terms {TERMS_VERSION}")

    @staticmethod
    def _check(folder: Path) -> None:
        missing = [name for name in STATIC_MODEL_FILES if not (folder / name).is_file()]
        if missing:
            raise ModelMissing(
                f"嵌入模型不完整：{folder} 中缺少 {'、'.join(missing)}。"
                "请重新安装 parkbot，或在设置中改用其他嵌入模型。"
            )
        version = _terms_version(folder)
        if version != TERMS_VERSION:
            raise ModelMissing(
                f"嵌入模型与当前程序不匹配：{folder} 的分词版本为 {version}，程序为 {TERMS_VERSION}。"
                "请重新训练或重新安装。"
            )

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of shape (len(texts), dimension), L2-normalised; a text without any known term gives zeros.

        Only the first `_LONGEST_TEXT` characters of a text count.

        model2vec's own `encode` sets the tokenizer's truncation on every call, which fails when two threads meet
        there, and sums in half precision; reading token ids only and summing here avoids both.
        """
        sums = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for start in range(0, len(texts), _BATCH):
            cut = [" ".join(character_ngrams(text[:_LONGEST_TEXT])) for text in texts[start : start + _BATCH]]
            for row, ids in enumerate(self._model.tokenize(cut), start):
                if ids:
                    self._vectors[ids].sum(axis=0, dtype=np.float32, out=sums[row])
        return _normalised(sums)


class SentenceTransformerEncoder:
    """Any model that sentence-transformers opens, by folder or by name."""

    def __init__(self, model: str) -> None:
        """Raise ModelMissing when the model cannot be loaded.

        A name is looked up on this machine only: a start that waits for a network that is not there says nothing.
        """
        try:
            self._model = _load_sentence_transformer(model)
            self.dimension = int(self._model.get_embedding_dimension())
            files = sorted(path for path in _model_folder(model).rglob("*") if path.is_file())
            self.fingerprint = _hash_files(files, "raw text")
        except Exception as error:  # hub, configuration and weights each fail with errors of their own
            raise ModelMissing(
                f"无法加载嵌入模型“{model}”。请确认文件夹存在且完整；若填写的是模型名称，请先下载到本机。"
            ) from error

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of shape (len(texts), dimension), L2-normalised."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        vectors = self._model.encode(list(texts), convert_to_numpy=True, show_progress_bar=False)
        return _normalised(np.asarray(vectors, dtype=np.float32))


def load_encoder(model: str | None = None) -> Encoder:
    """The shipped encoder for None, else the model of this folder or name. Raise ModelMissing when it cannot load."""
    if model is None:
        return StaticEncoder(SHIPPED_MODEL)
    folder = Path(model)
    if folder.is_dir() and _terms_version(folder) is not None:
        return StaticEncoder(folder)
    return SentenceTransformerEncoder(model)


def _load_sentence_transformer(model: str) -> Any:  # noqa: ANN401  # the type would have to be imported to be named
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(model, device="cpu", local_files_only=True)


def _model_folder(model: str) -> Path:
    if Path(model).is_dir():
        return Path(model)
    from huggingface_hub import snapshot_download

    return Path(snapshot_download(model, local_files_only=True))


def _terms_version(folder: Path) -> object:
    """What config.json says the folder was trained on; None for other people's models and unreadable files."""
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return config.get(TERMS_VERSION_KEY) if isinstance(config, dict) else None


def _normalised(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: NDArray[np.float32] = (vectors / np.where(norms > 0, norms, 1)).astype(np.float32)
    return unit


def _hash_files(files: Iterable[Path], preprocessing: str) -> str:
    digest = hashlib.sha256(preprocessing.encode())
    for path in files:
        digest.update(path.name.encode())
        with path.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()


def _damaged(folder: Path) -> ModelMissing:
    return ModelMissing(f"嵌入模型已损坏，无法读取：{folder}。{_WHAT_TO_DO}")
