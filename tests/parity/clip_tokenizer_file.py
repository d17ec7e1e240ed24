"""Builds the tokenizer.json of CLIP, byte for byte as the hub has it, from OpenAI's merges (MIT).

    python tests/parity/clip_tokenizer_file.py PATH/TO/bpe_simple_vocab_16e6.txt.gz

The list of merges ships inside the package open_clip_torch (and in openai/CLIP). Writes
tests/fixtures/tokenizers/clip.tokenizer.json.gz, after checking the published SHA-256.
"""

import gzip
import hashlib
import json
import sys
from pathlib import Path

FIXTURE = Path(__file__).parent.parent / "fixtures/tokenizers/clip.tokenizer.json.gz"
# Of Xenova/clip-vit-base-patch32, tokenizer.json.
PUBLISHED = "f7f3b7af117d467b58374797691a6438d3e6b9e9cef800dfd5dced7f697a90cd"
START, END = "<|startoftext|>", "<|endoftext|>"
WORDS = r"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"


def byte_symbols():
    """One printable character for each byte, in the order of CLIP's vocabulary."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [b for b in range(256) if b not in printable]
    return [chr(b) for b in printable] + [chr(256 + i) for i in range(len(others))]


def clip_tokenizer(merges, pattern=WORDS):
    """The file's content for any list of merges "a b", so that tiny vocabularies work the same."""
    symbols = byte_symbols()
    tokens = symbols + [s + "</w>" for s in symbols] + [m.replace(" ", "") for m in merges] + [START, END]
    vocab = {token: i for i, token in enumerate(tokens)}
    start, end = vocab[START], vocab[END]

    def special(id_, content, normalized):
        return {"id": id_, "content": content, "single_word": False, "lstrip": False, "rstrip": False,
                "normalized": normalized, "special": True}

    return {
        "version": "1.0", "truncation": None, "padding": None,
        "added_tokens": [special(start, START, True), special(end, END, False)],
        "normalizer": {"type": "Sequence", "normalizers": [
            {"type": "NFC"}, {"type": "Replace", "pattern": {"Regex": r"\s+"}, "content": " "},
            {"type": "Lowercase"}]},
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [
            {"type": "Split", "pattern": {"Regex": pattern}, "behavior": "Removed", "invert": True},
            {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}]},
        "post_processor": {"type": "RobertaProcessing", "sep": [END, end], "cls": [START, start],
                           "trim_offsets": False, "add_prefix_space": False},
        "decoder": {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True},
        "model": {"type": "BPE", "dropout": None, "unk_token": END, "continuing_subword_prefix": "",
                  "end_of_word_suffix": "</w>", "fuse_unk": False, "byte_fallback": False,
                  "vocab": vocab, "merges": merges},
    }


def main(merges_file):
    lines = gzip.open(merges_file).read().decode().split("\n")
    # As in CLIP's own tokenizer: a heading first, and no more merges than 49,152 tokens need.
    merges = lines[1 : 49152 - 256 - 2 + 1]
    content = json.dumps(clip_tokenizer(merges), indent=2, ensure_ascii=False).encode()
    assert hashlib.sha256(content).hexdigest() == PUBLISHED, "not the published file"
    FIXTURE.parent.mkdir(parents=True, exist_ok=True)
    FIXTURE.write_bytes(gzip.compress(content, 9, mtime=0))
    print(FIXTURE.name, FIXTURE.stat().st_size, "bytes")


if __name__ == "__main__":
    main(sys.argv[1])
