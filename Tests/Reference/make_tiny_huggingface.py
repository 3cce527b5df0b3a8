#!/usr/bin/env python3
"""Makes tiny random Hugging Face models with what `transformers` itself computes of them.

    make_tiny_huggingface.py FOLDER [make_marian] [make_m2m100] [make_nllb]

Needs, with Python 3.11: torch==2.15.0 transformers==5.23.0 ctranslate2==4.8.5 sentencepiece==0.2.3
safetensors==0.8.0 protobuf==7.36.2 numpy==2.4.6

Each model gets a folder with its files and `expected.json`: framed source ids, greedy target ids, the
log-probability of each, and those of the whole vocabulary after some given target ids. Every greedy result is checked
against CTranslate2, converted from the same folder, before it is written. The folders of this repository lie in
Tests/ModelFormatsTests/Resources/HuggingFace.
"""

import copy
import json
import os
import pathlib
import random
import shutil
import sys
import tempfile

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"
os.environ["OMP_NUM_THREADS"] = "1"

import ctranslate2
import sentencepiece
import torch
import transformers
from ctranslate2.converters.transformers import M2M100Loader
from safetensors.torch import save_file
from transformers import (
    M2M100Config, M2M100ForConditionalGeneration, M2M100Tokenizer, MarianConfig, MarianMTModel, MarianTokenizer,
    NllbTokenizer)
from transformers.models.nllb.tokenization_nllb import FAIRSEQ_LANGUAGE_CODES

ENGLISH = """The night train to the coast leaves at ten past nine.
A grey cat sleeps on the warm roof of the bakery.
My brother mends old clocks in a room above the shop.
Rain fell on the harbour all morning and the boats stayed in.
She keeps seven letters in a blue tin under the stairs.
The committee will read the report before the end of March.
Two children carried a ladder across the wet garden.
Nobody in the village remembers who built the stone bridge.
Bread, salt and a little butter were on the table.
The river is low this year, so the mill stands still.
Our teacher drew a map of the islands on the board.
Please close the gate when the sheep are in the field.""".split("\n")

FRENCH = """Le train de nuit pour la côte part à neuf heures dix.
Un chat gris dort sur le toit chaud de la boulangerie.
Mon frère répare de vieilles horloges au-dessus du magasin.
La pluie est tombée sur le port toute la matinée.
Elle garde sept lettres dans une boîte bleue sous l'escalier.
Le comité lira le rapport avant la fin du mois de mars.
Deux enfants portaient une échelle à travers le jardin mouillé.
Personne au village ne sait qui a bâti le pont de pierre.
Du pain, du sel et un peu de beurre étaient sur la table.
La rivière est basse cette année, le moulin ne tourne plus.
Notre maîtresse a dessiné une carte des îles au tableau.
Fermez la barrière quand les moutons sont dans le pré.""".split("\n")

SOURCES = ["The cat sleeps in the garden.", "Nobody mends the bridge", "Salt, 7 boats & rain!", "a"]
MAXIMUM_LENGTH = 16


def train(folder, name, lines, size, kind):
    """A SentencePiece model without normalisation: its table alone would be larger than the rest."""
    with tempfile.TemporaryDirectory() as work:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(lines), model_prefix=f"{work}/m", vocab_size=size, model_type=kind,
            normalization_rule_name="identity", character_coverage=1.0, minloglevel=2, num_threads=1)
        shutil.copy(f"{work}/m.model", folder / name)
    return sentencepiece.SentencePieceProcessor(str(folder / name))


def pieces(model):
    return [model.id_to_piece(index) for index in range(3, model.get_piece_size())]


def write(path, value):
    path.write_text(json.dumps(value, ensure_ascii=False) + "\n", encoding="utf-8")


def shuffled_vocabulary(names, seed):
    names = list(dict.fromkeys(names))
    random.Random(seed).shuffle(names)
    return {name: index for index, name in enumerate(["</s>", "<unk>"] + names + ["<pad>"])}


def fill(model, seed, pad):
    """Weights large enough that no two tokens are equally likely."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if "embed_positions" in name:
                continue
            values = torch.randn(parameter.shape, generator=generator)
            if "norm" in name:
                parameter.copy_(1 + 0.2 * values if name.endswith("weight") else 0.2 * values)
            elif parameter.dim() == 1:
                parameter.copy_(0.1 * values)
            elif "embed" in name or "shared" in name or "lm_head" in name:
                parameter.copy_(0.3 * values)
                parameter[pad] = 0
            else:
                parameter.copy_(4 * values / parameter.shape[-1] ** 0.5)
        if hasattr(model, "final_logits_bias"):
            model.final_logits_bias.copy_(0.1 * torch.randn(model.final_logits_bias.shape, generator=generator))
            model.final_logits_bias[0, pad] = 0
    return model.eval()


def marian(root, name, languages=(), separate=False, seed=1, **options):
    folder = root / name
    folder.mkdir()
    source = train(folder, "source.spm", ENGLISH, 60, "unigram")
    target = train(folder, "target.spm", FRENCH, 64, "unigram")
    codes = [f">>{language}<<" for language in languages]
    if separate:
        vocabulary = shuffled_vocabulary(codes + pieces(source), seed)
        decoder = shuffled_vocabulary(pieces(target), seed + 1)
        # One id for padding on both sides, as transformers asks for.
        while len(decoder) < len(vocabulary):
            decoder = {**dict(list(decoder.items())[:-1]), f"filler{len(decoder)}": len(decoder) - 1,
                       "<pad>": len(decoder)}
        write(folder / "target_vocab.json", decoder)
    else:
        vocabulary = decoder = shuffled_vocabulary(codes + pieces(source) + pieces(target), seed)
    write(folder / "vocab.json", dict(random.Random(seed).sample(sorted(vocabulary.items()), len(vocabulary))))
    write(folder / "tokenizer_config.json", {
        "source_lang": "eng", "target_lang": "fra", "separate_vocabs": separate, "tokenizer_class": "MarianTokenizer"})
    pad = vocabulary["<pad>"]
    settings = dict(
        vocab_size=len(vocabulary), decoder_vocab_size=len(decoder), d_model=16, encoder_layers=2, decoder_layers=2,
        encoder_attention_heads=2, decoder_attention_heads=2, encoder_ffn_dim=24, decoder_ffn_dim=20,
        activation_function="swish", scale_embedding=True, max_position_embeddings=64, pad_token_id=pad,
        decoder_start_token_id=decoder["<pad>"], eos_token_id=0, forced_eos_token_id=0, bad_words_ids=[[pad]],
        share_encoder_decoder_embeddings=not separate, tie_word_embeddings=True)
    settings.update(options)
    model = fill(MarianMTModel(MarianConfig(**settings)), seed, pad)
    return folder, model


def m2m100(root, name, vocabulary_size, seed, **options):
    settings = dict(
        vocab_size=vocabulary_size, d_model=16, encoder_layers=2, decoder_layers=2, encoder_attention_heads=4,
        decoder_attention_heads=4, encoder_ffn_dim=24, decoder_ffn_dim=20, activation_function="relu",
        scale_embedding=True, max_position_embeddings=64, pad_token_id=1, bos_token_id=0, eos_token_id=2,
        decoder_start_token_id=2)
    settings.update(options)
    return fill(M2M100ForConditionalGeneration(M2M100Config(**settings)), seed, 1)


def rounded(model, kind):
    """Rounds the weights in place, though not the positions, which no file holds; a copy of that type to be saved."""
    with torch.no_grad():
        for name, tensor in [*model.named_parameters(), *model.named_buffers()]:
            if "embed_positions" not in name:
                tensor.copy_(tensor.to(kind))
    return copy.deepcopy(model).to(kind)


def save_torch(model, folder, legacy):
    """As transformers wrote it until 2023, tied matrices and positions included."""
    model.config.save_pretrained(folder)
    state = dict(model.state_dict())
    torch.save(
        type(model.state_dict())(state), folder / "pytorch_model.bin", _use_new_zipfile_serialization=not legacy)


def distribution(model, source, target):
    """Log-probabilities of every token after `target`, with padding kept out."""
    with torch.no_grad():
        logits = model(
            input_ids=torch.tensor([source]), decoder_input_ids=torch.tensor([target])).logits[0, -1].float()
    logits[model.config.pad_token_id] = -torch.inf
    return torch.log_softmax(logits, -1)


def greedy(model, source, prefix):
    """transformers' own, step by step."""
    target = [model.config.decoder_start_token_id] + prefix
    scores = []
    while len(scores) < MAXIMUM_LENGTH - len(prefix):
        log_probabilities = distribution(model, source, target)
        target.append(int(log_probabilities.argmax()))
        scores.append(round(float(log_probabilities[target[-1]]), 6))
        if target[-1] == model.config.eos_token_id:
            return {"ids": target[1:-1], "tokenScores": scores}
    return {"ids": target[1:], "tokenScores": scores}


def after(model, case, given):
    """The next token's distribution after given target tokens."""
    target = [model.config.decoder_start_token_id] + case["forcedPrefix"] + given
    values = distribution(model, case["source"], target).tolist()
    return {"given": given, "next": [round(value, 6) if value > -1e9 else None for value in values]}


def generated(model, source, prefix):
    """What transformers' generate() makes of it."""
    pad, end = model.config.pad_token_id, model.config.eos_token_id
    out = model.generate(
        torch.tensor([source]), num_beams=1, do_sample=False, max_new_tokens=MAXIMUM_LENGTH,
        forced_bos_token_id=prefix[0] if prefix else None, forced_eos_token_id=None, suppress_tokens=[pad])
    ids = out[0].tolist()[1:]
    return ids[:-1] if ids[-1] == end else ids


def converted(folder, cases, source_tokens, target_tokens, has_pad):
    """What CTranslate2 makes of the same folder, as ids."""
    if has_pad:
        # It looks for the language tokens where older tokenizers kept them.
        M2M100Loader.get_vocabulary = lambda *_: list(target_tokens)
    with tempfile.TemporaryDirectory() as work:
        ctranslate2.converters.TransformersConverter(str(folder)).convert(f"{work}/ct2", quantization="float32")
        translator = ctranslate2.Translator(f"{work}/ct2", device="cpu", compute_type="float32", intra_threads=1)
        results = []
        for case in cases:
            prefix = [target_tokens[index] for index in case["forcedPrefix"]]
            result = translator.translate_batch(
                [[source_tokens[index] for index in case["source"]]], target_prefix=[prefix] if prefix else None,
                beam_size=1, max_decoding_length=MAXIMUM_LENGTH,
                suppress_sequences=[["<pad>"]] if has_pad else None)[0]
            identifiers = {token: index for index, token in enumerate(target_tokens)}
            results.append([identifiers[token] for token in result.hypotheses[0]])
        return results


def by_id(mapping, count):
    tokens = [f"madeupword{index}" for index in range(count)]
    for token, index in mapping.items():
        tokens[index] = token
    return tokens


def expect(folder, model, cases, source_tokens, target_tokens, checks_conversion=True):
    has_pad = model.config.model_type != "marian"
    others = converted(folder, cases, source_tokens, target_tokens, has_pad) if checks_conversion else None
    ordinary = range(4, 60)
    for index, case in enumerate(cases):
        case.update(after(model, case, random.Random(index).sample(ordinary, 3 * index)))
        case.update(greedy(model, case["source"], case["forcedPrefix"]))
        assert generated(model, case["source"], case["forcedPrefix"]) == case["ids"], (folder, case)
        if others:
            assert others[index] == case["ids"], (folder, others[index], case["ids"])
    (folder / "expected.json").write_text(
        json.dumps({"transformers": transformers.__version__, "cases": cases}, ensure_ascii=False) + "\n",
        encoding="utf-8")
    size = sum(file.stat().st_size for file in folder.iterdir())
    print(f"{folder.name}: {size} bytes, greedy lengths {[len(case['ids']) for case in cases]}")


def marian_cases(folder, codes=(None,)):
    tokenizer = MarianTokenizer.from_pretrained(folder)
    cases = []
    for index, text in enumerate(SOURCES):
        code = codes[index % len(codes)]
        marked = f">>{code}<< {text}" if code else text
        cases.append({
            "text": text, "from": "en", "to": code, "forcedPrefix": [],
            "source": tokenizer(marked).input_ids if not code else
            [tokenizer.encoder[f">>{code}<<"]] + tokenizer(text).input_ids})
    vocabulary = json.loads((folder / "vocab.json").read_text())
    target = folder / "target_vocab.json"
    decoder = json.loads(target.read_text()) if target.exists() else vocabulary
    return cases, by_id(vocabulary, len(vocabulary)), by_id(decoder, len(decoder))


def multilingual_cases(tokenizer, identifier, pairs):
    cases = []
    for text, (source, target) in zip(SOURCES, pairs):
        tokenizer.src_lang = source
        cases.append({
            "text": text, "from": source, "to": target, "source": tokenizer(text).input_ids,
            "forcedPrefix": [identifier(target)]})
    return cases


def make_marian(root):
    folder, model = marian(root, "marian-safetensors")
    model.save_pretrained(folder)
    expect(folder, model, *marian_cases(folder))
    for name, legacy in (("marian-torch", False), ("marian-legacy", True)):
        folder, model = marian(root, name)
        save_torch(model, folder, legacy)
        expect(folder, model, *marian_cases(folder))
    codes = ["cmn_Hans", "cmn_Hant", "fra", "pt_br"]
    folder, model = marian(
        root, "marian-multilingual", languages=codes, seed=3, activation_function="relu", scale_embedding=False)
    rounded(model, torch.half).save_pretrained(folder)
    expect(folder, model, *marian_cases(folder, codes))
    folder, model = marian(root, "marian-separate", separate=True, seed=5, activation_function="gelu")
    model.save_pretrained(folder)
    # CTranslate2's converter takes the source side's tokens for both sides.
    expect(folder, model, *marian_cases(folder), checks_conversion=False)


def make_m2m100(root):
    folder = root / "m2m100"
    folder.mkdir()
    model = train(folder, "sentencepiece.bpe.model", ENGLISH + FRENCH, 80, "bpe")
    names = pieces(model)
    random.Random(7).shuffle(names)
    vocabulary = {name: index for index, name in enumerate(["<s>", "<pad>", "</s>", "<unk>"] + names)}
    write(folder / "vocab.json", vocabulary)
    write(folder / "tokenizer_config.json", {"tokenizer_class": "M2M100Tokenizer"})
    network = m2m100(root, "m2m100", len(vocabulary) + 108, 11)
    # In several files, as the large ones are.
    network.save_pretrained(folder, max_shard_size="20KB")
    tokenizer = M2M100Tokenizer.from_pretrained(folder)
    cases = multilingual_cases(
        tokenizer, tokenizer.get_lang_id, [("en", "fr"), ("fr", "en"), ("en", "zh"), ("zu", "af")])
    tokens = by_id({**vocabulary, **tokenizer.lang_token_to_id}, network.config.vocab_size)
    expect(folder, network, cases, tokens, tokens)


def make_nllb(root):
    """One folder that lists its languages in tokenizer.json, one from before that file with the list alone."""
    folder = root / "nllb"
    folder.mkdir()
    train(folder, "sentencepiece.bpe.model", ENGLISH + FRENCH, 80, "bpe")
    tokenizer = NllbTokenizer.from_pretrained(folder, extra_special_tokens=list(FAIRSEQ_LANGUAGE_CODES))
    tokenizer.save_pretrained(folder)
    assert (folder / "tokenizer.json").exists()
    network = m2m100(root, "nllb", len(tokenizer) + 2, 13, activation_function="gelu_new")
    network.save_pretrained(folder)
    pairs = [("eng_Latn", "fra_Latn"), ("fra_Latn", "zho_Hans"), ("eng_Latn", "arb_Arab"), ("zul_Latn", "ace_Arab")]
    cases = multilingual_cases(tokenizer, tokenizer.convert_tokens_to_ids, pairs)
    tokens = by_id(tokenizer.get_vocab(), network.config.vocab_size)
    expect(folder, network, cases, tokens, tokens)

    listed = root / "nllb-listed"
    listed.mkdir()
    shutil.copy(folder / "sentencepiece.bpe.model", listed)
    languages = [tokenizer.convert_ids_to_tokens(case["forcedPrefix"][0]) for case in cases] + ["eng_Latn", "zul_Latn"]
    write(listed / "special_tokens_map.json", {"additional_special_tokens": languages})
    pieces_only = sentencepiece.SentencePieceProcessor(str(listed / "sentencepiece.bpe.model"))
    base = pieces_only.get_piece_size() + 1
    network = m2m100(root, "nllb-listed", base + len(languages) + 3, 17, decoder_attention_heads=2)
    cases = [{
        "text": text, "from": source, "to": target, "forcedPrefix": [base + languages.index(target)],
        "source": [base + languages.index(source)] + [index + 1 if index else 3 for index in pieces_only.encode(text)] + [2],
    } for text, (source, target) in zip(SOURCES, pairs)]
    small = rounded(network, torch.bfloat16)
    small.config.save_pretrained(listed)
    save_file(
        {name: tensor.contiguous() for name, tensor in small.state_dict().items() if "embed_" not in name
         and name != "lm_head.weight"}, listed / "model.safetensors")
    # CTranslate2's converter would ask for a tokenizer of the library, which this folder is without.
    expect(listed, network, cases, None, None, checks_conversion=False)


def main():
    root = pathlib.Path(sys.argv[1])
    root.mkdir(parents=True, exist_ok=True)
    if len(sys.argv) < 3:
        for folder in root.iterdir():
            shutil.rmtree(folder)
    transformers.logging.set_verbosity_error()
    for make in (make_marian, make_m2m100, make_nllb):
        if len(sys.argv) < 3 or make.__name__ in sys.argv[2:]:
            make(root)
    for unneeded in root.glob("*/generation_config.json"):
        if not unneeded.parent.name.startswith("marian-safe"):
            unneeded.unlink()


if __name__ == "__main__":
    main()
