"""WordPiece over lower-case letters and digits: the same ids as tokenizer.json gives in the app."""

import json
import re
from pathlib import Path

WORD = re.compile(r"[a-z0-9]+")
PAD, UNKNOWN, START = 0, 1, 2
SPECIAL = ["[PAD]", "[UNK]", "[CLS]"]
CONTEXT = 24


class Tokenizer:
    def __init__(self, vocabulary: list[str]):
        assert vocabulary[:3] == SPECIAL
        self.vocabulary = vocabulary
        self.ids = {word: index for index, word in enumerate(vocabulary)}
        self._known: dict[str, list[int]] = {}

    @classmethod
    def load(cls, path: Path) -> "Tokenizer":
        """Reads a tokenizer.json."""
        ids = json.loads(path.read_text())["model"]["vocab"]
        return cls(sorted(ids, key=ids.get))

    def extended(self, texts: list[str]) -> "Tokenizer":
        """With every word of the texts as a word of its own, behind those there are."""
        words = {word for text in texts for word in WORD.findall(text.lower())}
        return Tokenizer(self.vocabulary + sorted(words - set(self.vocabulary)))

    def encode(self, text: str, length: int = CONTEXT) -> list[int]:
        """[CLS] and the pieces, cut or padded to `length`."""
        ids = [START]
        for word in WORD.findall(text.lower()):
            ids += self._pieces(word)
        return (ids[:length] + [PAD] * length)[:length]

    def _pieces(self, word: str) -> list[int]:
        if word not in self._known:
            self._known[word] = self._cut(word)
        return self._known[word]

    def _cut(self, word: str) -> list[int]:
        """The longest piece first; one unknown piece makes the whole word unknown, as WordPiece does."""
        pieces, at = [], 0
        while at < len(word):
            for end in range(len(word), at, -1):
                piece = word[at:end] if at == 0 else "##" + word[at:end]
                if piece in self.ids:
                    pieces.append(self.ids[piece])
                    at = end
                    break
            else:
                return [UNKNOWN]
        return pieces

    def save(self, folder: Path) -> None:
        """tokenizer.json and tokenizer_config.json as the app's loader reads them."""
        special = [
            dict(id=i, content=token, single_word=False, lstrip=False, rstrip=False, normalized=False, special=True)
            for i, token in enumerate(SPECIAL)
        ]
        start = dict(SpecialToken=dict(id="[CLS]", type_id=0))
        sequence = lambda name, kind: dict(Sequence=dict(id=name, type_id=kind))
        whole = dict(
            version="1.0",
            truncation=dict(direction="Right", max_length=CONTEXT, strategy="LongestFirst", stride=0),
            padding=dict(
                strategy=dict(Fixed=CONTEXT), direction="Right", pad_to_multiple_of=None,
                pad_id=PAD, pad_type_id=0, pad_token="[PAD]",
            ),
            added_tokens=special,
            normalizer=dict(
                type="Sequence",
                normalizers=[
                    dict(type="Lowercase"),
                    dict(type="Replace", pattern=dict(Regex="[^a-z0-9]+"), content=" "),
                ],
            ),
            pre_tokenizer=dict(type="WhitespaceSplit"),
            post_processor=dict(
                type="TemplateProcessing",
                single=[start, sequence("A", 0)],
                pair=[start, sequence("A", 0), sequence("B", 1)],
                special_tokens={"[CLS]": dict(id="[CLS]", ids=[START], tokens=["[CLS]"])},
            ),
            decoder=dict(type="WordPiece", prefix="##", cleanup=True),
            model=dict(
                type="WordPiece", unk_token="[UNK]", continuing_subword_prefix="##",
                max_input_chars_per_word=100, vocab=self.ids,
            ),
        )
        config = dict(
            tokenizer_class="PreTrainedTokenizerFast", model_max_length=CONTEXT, padding_side="right",
            truncation_side="right", pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]",
            do_lower_case=True, clean_up_tokenization_spaces=True, model_input_names=["input_ids"],
            added_tokens_decoder={str(token.pop("id")): token for token in [dict(each) for each in special]},
        )
        (folder / "tokenizer.json").write_text(json.dumps(whole, ensure_ascii=False))
        (folder / "tokenizer_config.json").write_text(json.dumps(config, indent=1))
