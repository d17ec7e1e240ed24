"""Writes tokens.json: ids that the reference tokenizers give to captions.json and to the prompts.

    python tests/parity/make_tokens.py [PROMPTS.json]

PROMPTS.json is SGP-CompBench's prompt file; of it only digests are written. CLIP: transformers'
CLIPTokenizer and open_clip's SimpleTokenizer. SigLIP: transformers' SiglipTokenizer over a small
sentencepiece model trained here. Seed encoder: Python `tokenizers` on its own tokenizer.json.
"""

import base64
import gzip
import hashlib
import importlib.metadata
import json
import random
import sys
import tempfile
from pathlib import Path

import sentencepiece
from sentencepiece import sentencepiece_model_pb2
from tokenizers import Tokenizer
from transformers import CLIPTokenizer, SiglipTokenizer

HERE = Path(__file__).parent
FIXTURES = HERE.parent / "fixtures/tokenizers"
SEED_FILE = HERE.parent.parent / "training/seed/tokenizer.json"
SIGLIP_FILE = FIXTURES / "siglip-like.tokenizer.json.gz"


def prompt_digest(ids):
    """Eight hex digits for one prompt: 3,200 of them fit on a page, and one wrong id shows."""
    return hashlib.sha256(",".join(map(str, ids)).encode()).hexdigest()[:8]


def clip_references():
    file = json.loads(gzip.open(FIXTURES / "clip.tokenizer.json.gz").read())
    merges = [tuple(m.split(" ")) for m in file["model"]["merges"]]
    hub = CLIPTokenizer(vocab=file["model"]["vocab"], merges=merges)

    # Cut ids keep the end token: what CLIP's own `tokenize(truncate=True)` does as well.
    def by_hub(text):
        return hub(text, truncation=True, max_length=77)["input_ids"]

    from open_clip.tokenizer import SimpleTokenizer

    simple = SimpleTokenizer(context_length=77)

    def by_open_clip(text):
        ids = simple([text])[0].tolist()
        return ids[: ids.index(49407) + 1]

    return by_hub, by_open_clip


def training_text(captions):
    """Captions and made-up sentences: enough words that pieces of several lengths win."""
    colours = "red blue green silver brown teal purple yellow bronze peach white maroon pink orange gray black".split()
    nouns = ("circle square triangle house tree cat dog horse bottle umbrella clock suitcase banana apple robot "
             "mountain river bird window chair table boat car bicycle guitar cup").split()
    places = ["on the left of", "on the right of", "in front of", "behind", "above", "below", "next to"]
    pick = random.Random(5)
    made = [f"a {pick.choice(colours)} {pick.choice(nouns)} {pick.choice(places)} {pick.choice('one two three four'.split())} "
            f"{pick.choice(colours)} {pick.choice(nouns)}s" for _ in range(1500)]
    return [c for c in captions if c.strip()] + made


def train_siglip_like(captions, folder):
    """A unigram model with SigLIP's special ids and normalisation, small enough to commit."""
    text = folder / "text.txt"
    text.write_text("\n".join(t.lower().replace("\n", " ") for t in training_text(captions)))
    sentencepiece.SentencePieceTrainer.train(
        input=str(text), model_prefix=str(folder / "spiece"), model_type="unigram", vocab_size=280,
        character_coverage=0.999, pad_id=0, eos_id=1, unk_id=2, bos_id=-1, add_dummy_prefix=True,
        normalization_rule_name="nmt_nfkc", num_threads=1, minloglevel=2)
    return folder / "spiece.model"


def siglip_tokenizer_file(model):
    """tokenizer.json as the hub's converter writes it for SigLIP (Unigram, Metaspace, `</s>` last)."""
    proto = sentencepiece_model_pb2.ModelProto()
    proto.ParseFromString(model.read_bytes())
    def special(id_, content):
        return {"id": id_, "content": content, "single_word": False, "lstrip": True, "rstrip": True,
                "normalized": False, "special": True}

    return {
        "version": "1.0", "truncation": None, "padding": None,
        "added_tokens": [special(1, "</s>"), special(2, "<unk>")],
        "normalizer": {"type": "Sequence", "normalizers": [
            {"type": "Lowercase"},
            {"type": "Replace", "pattern": {"Regex": r"[!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~]"}, "content": ""},
            {"type": "Replace", "pattern": {"Regex": r"\s+"}, "content": " "},
            {"type": "Strip", "strip_left": True, "strip_right": True},
            {"type": "Precompiled", "precompiled_charsmap":
                base64.b64encode(proto.normalizer_spec.precompiled_charsmap).decode()}]},
        "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
        "post_processor": {"type": "TemplateProcessing",
                           "single": [{"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "</s>", "type_id": 0}}],
                           "pair": [],
                           "special_tokens": {"</s>": {"id": "</s>", "ids": [1], "tokens": ["</s>"]}}},
        "decoder": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
        "model": {"type": "Unigram", "unk_id": 2, "byte_fallback": False,
                  "vocab": [[p.piece, round(p.score, 6)] for p in proto.pieces]},
    }


def main(prompt_file=None):
    captions = json.loads((HERE / "captions.json").read_text())
    prompts = [item["prompt"] for item in json.loads(Path(prompt_file).read_text())] if prompt_file else []
    by_hub, by_open_clip = clip_references()
    seed = Tokenizer.from_file(str(SEED_FILE))
    with tempfile.TemporaryDirectory() as folder:
        model = train_siglip_like(captions, Path(folder))
        content = json.dumps(siglip_tokenizer_file(model), ensure_ascii=False).encode()
        SIGLIP_FILE.write_bytes(gzip.compress(content, 9, mtime=0))
        siglip = SiglipTokenizer(str(model))

    def by_siglip(text):
        return siglip(text, padding="max_length", truncation=True, max_length=64)["input_ids"]

    for prompt in prompts:
        assert by_hub(prompt) == by_open_clip(prompt), prompt
    rows = []
    for text in captions:
        row = {"text": text, "clip": by_hub(text), "siglip": by_siglip(text), "seed": seed.encode(text).ids}
        if by_open_clip(text) != row["clip"]:
            # open_clip mends text with ftfy first; the hub's tokenizer does not.
            row["openClip"] = by_open_clip(text)
        rows.append(row)
    versions = {p: importlib.metadata.version(p) for p in ("transformers", "tokenizers", "sentencepiece")}
    vectors = {
        "script": "tests/parity/make_tokens.py",
        "versions": versions | {"open_clip_torch": "3.3.0"},
        "tolerance": "equal ids",
        "captions": rows,
        "prompts": {"count": len(prompts), "file": "sgp-compbench-prompts.json",
                    "sha256": hashlib.sha256(Path(prompt_file).read_bytes()).hexdigest() if prompt_file else None,
                    **{name: "".join(prompt_digest(f(p)) for p in prompts)
                       for name, f in {"clip": by_hub, "siglip": by_siglip, "seed": lambda t: seed.encode(t).ids}.items()}},
    }
    (HERE / "tokens.json").write_text(json.dumps(vectors, ensure_ascii=False, separators=(",", ":")) + "\n")
    print([r["text"] for r in rows if "openClip" in r])


if __name__ == "__main__":
    main(*sys.argv[1:])
