"""A trained reader → a Stanza resources directory: tagger, parser and names as Stanza's own classes, and the encoder.

    python -m training.export --reader READER.pt --vocabulary DIR --tokenize T.pt --mwt M.pt --lemma L.pt --out DIR

Each head becomes a model file of Stanza's whose class has one LSTM layer with weights that switch it off: zeros in the
tagger and the parser, where the highway around it does the work, and a shut forget gate without recurrent weights in
the names. `encoder/news.onnx` is what Quoth runs, `vocabulary/news.json` its pieces, `weights/news.safetensors` the
encoder as float16, to train on and for stock Stanza (`quoth models stock`).
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import onnx
import torch
from safetensors.torch import save_file
from stanza.models.common.vocab import VOCAB_PREFIX, VOCAB_PREFIX_SIZE, CharVocab
from stanza.models.depparse.model import GraphParser
from stanza.models.ner.model import NERTagger
from stanza.models.ner.vocab import MultiVocab as NameVocab
from stanza.models.ner_tagger import build_argparse as name_options
from stanza.models.parser import build_argparse as tree_options
from stanza.models.pos.model import Tagger
from stanza.models.pos.tag_columns import tag_columns_from_args, tag_columns_to_config
from stanza.models.pos.vocab import CompositeVocab, FeatureVocab, MultiVocab, WordVocab
from stanza.models.tagger import build_argparse as tag_options
from torch import Tensor, nn

from service.model_files import PROCESSORS
from training.labels import Labels
from training.model_file import PACKAGE, half, md5, slim, write
from training.onnx_encoder import build

ENCODER = "encoder"
"""What the model files call the encoder; `quoth models stock` puts a folder's path here."""
NEVER = -1e4
SHUT = -30.0
WITHOUT_VECTORS = {
    "bert_model": ENCODER, "bert_hidden_layers": 1, "bert_finetune": False, "use_peft": False, "pretrain": False,
    "word_emb_dim": 0, "char": False, "char_emb_dim": 0, "charlm": None, "num_layers": 1, "rec_dropout": 0,
    "shorthand": "en_news", "lang": "en", "device": "cpu",
}  # fmt: skip


class Stub(nn.Module):
    """Stands for the encoder where Stanza's classes ask for its width."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.config = SimpleNamespace(hidden_size=width)


def options(parser: argparse.ArgumentParser, **changes: Any) -> dict[str, Any]:
    """Stanza's options with ours."""
    return {**vars(parser.parse_args([])), **WITHOUT_VECTORS, **changes}


def words(*units: str) -> Any:
    """A vocabulary of units in this order."""
    vocab = WordVocab([[(unit,) for unit in units]], "en_news")
    vocab._id2unit = [*VOCAB_PREFIX, *units]
    vocab._unit2id = {unit: number for number, unit in enumerate(vocab._id2unit)}
    return vocab


def vocabularies(labels: Labels, feats: Any) -> dict[str, Any]:
    """What both tagger and parser keep; of forms and letters nothing, the encoder reads them."""
    return {
        "char": CharVocab([[("a",)]], "en_news"),
        "word": words("the"),
        "upos": words(*labels.upos),
        "xpos": words(*labels.xpos),
        "feats": feats,
    }


def after_prefix(rows: Tensor, absent: bool = False) -> Tensor:
    """Rows of a classifier with those of Stanza's own marks before them; `absent`: the first row is Stanza's EMPTY."""
    filler = rows.new_zeros(VOCAB_PREFIX_SIZE, *rows.shape[1:])
    if rows.ndim == 1:
        filler[:] = NEVER
    if absent:
        filler[VOCAB_PREFIX.index("<EMPTY>")] = rows[0]
        rows = rows[1:]
    return torch.cat([filler, rows])


def nothing(model: nn.Module, lstm: str) -> dict[str, Tensor]:
    """Weights that switch an LSTM off. One number each on disk."""
    return {
        name: torch.zeros(1).expand(weight.shape)
        for name, weight in model.state_dict().items()
        if name.startswith((f"{lstm}.lstm", f"{lstm}_h_init", f"{lstm}_c_init", "drop_replacement", "bert_layer_mix"))
    }


def tagger(weights: dict[str, Tensor], labels: Labels, width: int) -> dict[str, Any]:
    """The tagger's model file."""
    hidden = len(weights["tags.shared.bias"])
    config = options(tag_options(), hidden_dim=hidden // 2, deep_biaff_hidden_dim=hidden, share_hid=True)
    feats = FeatureVocab([[("_",)]], "en_news")
    feats._id2unit = {name: [*VOCAB_PREFIX, *values[1:]] for name, values in labels.feats.items()}
    feats._unit2id = {name: {v: i for i, v in enumerate(values)} for name, values in feats._id2unit.items()}
    vocab = MultiVocab(vocabularies(labels, feats))
    model = Tagger(config, vocab, share_hid=True, bert_model=Stub(width))
    rows, biases = (weights[f"tags.classes.{part}"].split(labels.tag_sizes) for part in ("weight", "bias"))
    state = nothing(model, "taggerlstm") | highway("taggerlstm", weights, "tags")
    for part in ("weight", "bias"):
        upos, xpos, *of_feats = rows if part == "weight" else biases
        state[f"upos_hid.{part}"] = weights[f"tags.shared.{part}"]
        state[f"upos_clf.{part}"] = after_prefix(upos)
        state[f"tag_clf.xpos.{part}"] = after_prefix(xpos)
        for number, values in enumerate(of_feats):
            state[f"tag_clf.feats.{number}.{part}"] = after_prefix(values, absent=True)
    config["tag_columns"] = tag_columns_to_config(tag_columns_from_args(config))
    return finished(model, state, vocab, config)


def parser(weights: dict[str, Tensor], labels: Labels, width: int) -> dict[str, Any]:
    """The parser's model file."""
    config = options(
        tree_options(),
        hidden_dim=len(weights["tree.hidden.gate.bias"]) // 2,
        deep_biaff_hidden_dim=len(weights["tree.arc_head.bias"]),
        tag_emb_dim=0,
        linearization=False,
        distance=False,
        use_arc_embedding=False,
        resolve_head_constraints=False,
    )
    feats = FeatureVocab([[("_",)]], "en_news")
    vocab = MultiVocab({**vocabularies(labels, feats), "lemma": words("the"), "deprel": words(*labels.deprels)})
    model = GraphParser(config, vocab, bert_model=Stub(width))
    state = nothing(model, "parserlstm") | highway("parserlstm", weights, "tree")
    for scorer, ours in (("unlabeled", "arc"), ("deprel", "label")):
        for layer, side in (("W1", "dependent"), ("W2", "head")):
            for part in ("weight", "bias"):
                state[f"{scorer}.{layer}.{part}"] = weights[f"tree.{ours}_{side}.{part}"]
    state["unlabeled.scorer.W_bilin.weight"] = weights["tree.arcs"].unsqueeze(2)
    state["deprel.scorer.W_bilin.weight"] = weights["tree.labels"]
    for scorer in ("unlabeled", "deprel"):
        bias = f"{scorer}.scorer.W_bilin.bias"
        state[bias] = torch.zeros_like(model.state_dict()[bias])
    config["transition_subtree_combination"] = config["transition_subtree_combination"].name
    return {**finished(model, state, vocab, config), "model_type": "graph"}


def names(weights: dict[str, Tensor], labels: Labels, width: int) -> dict[str, Any]:
    """The model file of names."""
    hidden = len(weights["names.hidden.take.bias"])
    config = options(
        name_options(),
        hidden_dim=hidden // 2,
        emb_finetune=False,
        emb_finetune_known_only=False,
        input_transform=False,
        char_lowercase=False,
        lowercase=False,
        predict_tagset=0,
        scheme="bioes",
        train_scheme="bioes",
        word_dropout=0,
    )
    tags = CompositeVocab([[(("O",),)]], "en_news", sep=None)
    tags._id2unit = {0: [*VOCAB_PREFIX, *labels.names]}
    tags._unit2id = {0: {tag: number for number, tag in enumerate(tags._id2unit[0])}}
    vocab = NameVocab({"char": CharVocab([[("a",)]], "en_news"), "tag": tags})
    model = NERTagger(config, vocab, bert_model=Stub(width))
    state = nothing(model, "taggerlstm")
    halves = {
        part: [
            torch.cat(rows)
            for rows in zip(*(weights[f"names.hidden.{gate}.{part}"].chunk(2) for gate in GATES), strict=True)
        ]
        for part in ("weight", "bias")
    }
    for number, direction in enumerate(("", "_reverse")):
        take, make, give = halves["weight"][number].chunk(3)
        of_take, of_make, of_give = halves["bias"][number].chunk(3)
        state[f"taggerlstm.lstm.weight_ih_l0{direction}"] = torch.cat([take, torch.zeros_like(take), make, give])
        state[f"taggerlstm.lstm.bias_ih_l0{direction}"] = torch.cat(
            [of_take, torch.full_like(of_take, SHUT), of_make, of_give]
        )
    state["tag_clfs.0.weight"] = after_prefix(weights["names.classes.weight"])
    state["tag_clfs.0.bias"] = after_prefix(weights["names.classes.bias"])
    state["crits.0._transitions"] = transitions([*VOCAB_PREFIX, *labels.names])
    return finished(model, state, vocab, config)


GATES = ("take", "make", "give")


def transitions(tags: list[str]) -> Tensor:
    """Scores of one tag after another: nothing for what can be, very little for what cannot."""

    def can_follow(before: str, after: str) -> bool:
        inside = after[:2] in ("I-", "E-")
        open_ = before[:2] in ("B-", "I-")
        return (inside and open_ and before[2:] == after[2:]) or (not inside and not open_)

    return torch.tensor([[0.0 if can_follow(a, b) else NEVER for b in tags] for a in tags])


def highway(lstm: str, weights: dict[str, Tensor], head: str) -> dict[str, Tensor]:
    """The hidden layer of a head as the highway of Stanza's LSTM."""
    return {
        f"{lstm}.{kind}.0.{part}": weights[f"{head}.hidden.{kind}.{part}"]
        for kind in ("gate", "highway")
        for part in ("weight", "bias")
    }


def finished(model: nn.Module, state: dict[str, Tensor], vocab: Any, config: dict[str, Any]) -> dict[str, Any]:
    """A model file, checked: every weight of the class is there and has its shape."""
    wanted = {name: weight.shape for name, weight in model.state_dict().items()}
    if {name: weight.shape for name, weight in state.items()} != wanted:
        raise SystemExit(f"{type(model).__name__}: weights do not fit: {wanted.keys() ^ state.keys()}")
    return {"model": state, "vocab": vocab.state_dict(), "config": config}


def main() -> None:
    """Command line."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("reader", "vocabulary", "tokenize", "mwt", "lemma", "out"):
        cli.add_argument(f"--{name}", type=Path, required=True)
    args = cli.parse_args()
    trained = torch.load(args.reader, map_location="cpu", weights_only=True)
    weights = {name: values.float() for name, values in trained["weights"].items()}
    labels, config = Labels(**trained["labels"]), trained["config"]
    width = config["hidden_size"]
    made = {
        "pos": tagger(weights, labels, width),
        "depparse": parser(weights, labels, width),
        "ner": names(weights, labels, width),
        **{
            name: slim(name, torch.load(getattr(args, name), weights_only=True))
            for name in ("tokenize", "mwt", "lemma")
        },
    }
    variants = np.load(args.vocabulary / "variants.npz")
    of_encoder = {n.removeprefix("encoder."): w for n, w in trained["weights"].items() if n.startswith("encoder.")}
    of_encoder |= {name: torch.from_numpy(variants[name]) for name in ("base", "shape")}
    files = {
        kind: args.out / "en" / kind / f"{PACKAGE}.{suffix}"
        for kind, suffix in (("encoder", "onnx"), ("vocabulary", "json"), ("weights", "safetensors"))
    }
    for file in files.values():
        file.parent.mkdir(parents=True, exist_ok=True)
    floats = {n: w.float().numpy() for n, w in of_encoder.items()}
    onnx.save(build(floats, config, variants["base"], variants["shape"]), files["encoder"])
    shutil.copyfile(args.vocabulary / "tokenizer.json", files["vocabulary"])
    save_file(of_encoder, files["weights"], {"config": json.dumps(config), "labels": json.dumps(labels.as_dict())})
    english: dict[str, Any] = {"lang_name": "English", "packages": {"default": dict.fromkeys(PROCESSORS, PACKAGE)}}
    for name, content in made.items():
        path = args.out / "en" / name / f"{PACKAGE}.pt"
        english[name] = {PACKAGE: {"md5": write(half(content), path)}}
        if name in ("pos", "depparse", "ner"):
            english[name][PACKAGE]["dependencies"] = [
                {"model": m, "package": PACKAGE} for m in ("encoder", "vocabulary")
            ]
    for kind, file in files.items():
        english[kind] = {PACKAGE: {"md5": md5(file)}}
    resources = {"en": english, "english": {"alias": "en"}}
    (args.out / "resources.json").write_text(json.dumps(resources, indent=1) + "\n", encoding="utf-8")
    for file in sorted((args.out / "en").rglob("*.*")):
        print(f"{file.parent.name:10} {file.stat().st_size / 1e6:6.2f} MB")


if __name__ == "__main__":
    main()
