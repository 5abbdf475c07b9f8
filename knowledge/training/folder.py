"""Write a model folder that both model2vec and sentence-transformers open."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Tokenizer

from knowledge.embeddings import TERMS_VERSION_KEY
from knowledge.tokens import TERMS_VERSION

_MODULES = [
    {"idx": 0, "name": "0", "path": ".", "type": "sentence_transformers.models.StaticEmbedding"},
    {"idx": 1, "name": "1", "path": "1_Normalize", "type": "sentence_transformers.models.Normalize"},
]


def write_model(folder: Path, vectors: NDArray[np.float32], tokenizer: Tokenizer) -> None:
    """Write term vectors of shape (vocabulary size, dimension) in half precision, the tokenizer and the settings.

    The unknown term's vector, row 0, must be zeros: sentence-transformers adds it where model2vec leaves it out.
    """
    folder.mkdir(parents=True, exist_ok=True)
    save_file({"embeddings": vectors.astype(np.float16)}, folder / "model.safetensors")
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    settings = {
        "model_type": "model2vec",
        "normalize": True,
        "embedding_dtype": "float16",
        TERMS_VERSION_KEY: TERMS_VERSION,
    }
    _write_json(folder / "config.json", settings)
    _write_json(folder / "modules.json", _MODULES)


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
