"""Encoders: unit vectors, the same through model2vec and sentence-transformers, and clear errors."""

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from knowledge.embeddings import (
    SHIPPED_MODEL,
    STATIC_MODEL_FILES,
    SentenceTransformerEncoder,
    StaticEncoder,
    load_encoder,
)
from knowledge.errors import ModelMissing
from knowledge.tokens import character_ngrams

TEXTS = [
    "高新技术企业减按15%的税率征收企业所得税。",
    "我们公司想申请研发费用补贴，能补多少钱？",
    "ISO9001、R&D、3.5万元，𠮷野家",
    "税",
]
LARGEST_FOLDER_BYTES = 25_000_000


@pytest.fixture(scope="module")
def shipped():
    return load_encoder()


@pytest.fixture(scope="module")
def through_sentence_transformers():
    return SentenceTransformerEncoder(str(SHIPPED_MODEL))


@pytest.fixture
def copied(tmp_path):
    return shutil.copytree(SHIPPED_MODEL, tmp_path / "model")


def test_vectors_have_one_row_a_text_and_length_one(shipped):
    vectors = shipped.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), shipped.dimension)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_rows(shipped):
    assert shipped.encode([]).shape == (0, shipped.dimension)


@pytest.mark.parametrize("text", ["", " ", "，。", "😀", "\ud83d"])
def test_a_text_without_terms_gives_zeros(shipped, text):
    assert not shipped.encode([text]).any()


def test_a_very_long_text_is_read_to_its_end(shipped):
    start = "企业" * 5_000
    with_end, without_end = shipped.encode([start + "孵化器" * 5_000, start])
    assert float(with_end @ without_end) < 0.95


def test_a_text_has_the_same_vector_alone_and_among_others(shipped):
    together = shipped.encode(TEXTS)
    alone = np.concatenate([shipped.encode([text]) for text in TEXTS])
    np.testing.assert_array_equal(together, alone)


def test_two_encoders_of_one_folder_agree(shipped):
    other = StaticEncoder(SHIPPED_MODEL)
    assert other.fingerprint == shipped.fingerprint
    np.testing.assert_array_equal(other.encode(TEXTS), shipped.encode(TEXTS))


def test_threads_may_encode_at_once(shipped):
    expected = shipped.encode(TEXTS)
    with ThreadPoolExecutor(8) as pool:
        for vectors in pool.map(shipped.encode, [TEXTS] * 400):
            np.testing.assert_array_equal(vectors, expected)


@pytest.mark.parametrize(
    ("question", "near", "far"),
    [
        ("公司拖欠工资怎么办", "用人单位未按时足额支付劳动报酬的，责令支付", "专利权的期限自申请日起计算"),
        ("搞研发的钱能不能抵税", "研究开发费用可以在计算应纳税所得额时加计扣除", "驾驶机动车应当依法取得驾驶证"),
        ("高企有什么税收好处", "高新技术企业减按15%的税率征收企业所得税", "承租人应当按照约定支付租金"),
        ("创业园房租补贴", "对入驻科技企业孵化器的企业给予租金补助", "遗产按照法定继承办理"),
    ],
)
def test_everyday_words_are_nearer_to_their_official_wording(shipped, question, near, far):
    question_vector, near_vector, far_vector = shipped.encode([question, near, far])
    assert question_vector @ near_vector > question_vector @ far_vector + 0.1


def test_the_shipped_folder_stays_small():
    assert sum(path.stat().st_size for path in SHIPPED_MODEL.iterdir()) <= LARGEST_FOLDER_BYTES


def test_sentence_transformers_gives_the_same_vectors_for_cut_text(shipped, through_sentence_transformers):
    cut = [" ".join(character_ngrams(text)) for text in TEXTS]
    assert through_sentence_transformers.dimension == shipped.dimension
    np.testing.assert_allclose(through_sentence_transformers.encode(cut), shipped.encode(TEXTS), atol=1e-3)


def test_sentence_transformers_reads_raw_text_sensibly(shipped, through_sentence_transformers):
    raw = through_sentence_transformers.encode(TEXTS[:2])
    assert (np.sum(raw * shipped.encode(TEXTS[:2]), axis=1) > 0.5).all()


def test_a_folder_of_our_own_training_is_read_without_sentence_transformers(copied):
    assert isinstance(load_encoder(str(copied)), StaticEncoder)


@pytest.mark.parametrize("name", STATIC_MODEL_FILES)
def test_a_missing_file_is_named(copied, name):
    (copied / name).unlink()
    with pytest.raises(ModelMissing, match=f"缺少 {name}"):
        StaticEncoder(copied)


@pytest.mark.parametrize("name", STATIC_MODEL_FILES)
def test_a_damaged_file_is_reported(copied, name):
    whole = (copied / name).read_bytes()
    (copied / name).write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ModelMissing, match=r"嵌入模型"):
        StaticEncoder(copied)


def test_a_missing_folder_is_reported(tmp_path):
    with pytest.raises(ModelMissing, match="缺少"):
        StaticEncoder(tmp_path / "nowhere")


def test_a_model_trained_on_other_terms_is_refused(copied):
    config = copied / "config.json"
    config.write_text(config.read_text().replace('"terms_version": 1', '"terms_version": 0'))
    with pytest.raises(ModelMissing, match="分词版本"):
        load_encoder(str(copied))


def test_the_fingerprint_follows_the_files(copied, shipped):
    assert StaticEncoder(copied).fingerprint == shipped.fingerprint
    config = copied / "config.json"
    config.write_text(config.read_text() + "\n")
    assert StaticEncoder(copied).fingerprint != shipped.fingerprint


@pytest.mark.parametrize("model", ["parkbot-tests/no-such-model", "folder"])
def test_another_model_that_cannot_be_loaded_is_reported(model, tmp_path, monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    if model == "folder":
        (tmp_path / "modules.json").write_text("broken")
        model = str(tmp_path)
    with pytest.raises(ModelMissing, match="无法加载嵌入模型"):
        load_encoder(model)


def test_the_shipped_encoder_needs_neither_torch_nor_sentence_transformers():
    script = (
        "import sys; from knowledge.embeddings import load_encoder; load_encoder().encode(['补贴']);"
        "print(sorted({'torch', 'sentence_transformers', 'transformers'} & sys.modules.keys()))"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_only_the_beginning_of_a_very_long_text_counts(shipped):
    start = "高新技术企业减按15%的税率征收企业所得税。" * 1000
    cut, whole, short = shipped.encode([start[:20_000], start[:20_000] + "创业担保贷款贴息" * 5000, start[:10]])
    np.testing.assert_array_equal(whole, cut)
    assert not np.array_equal(cut, short)
