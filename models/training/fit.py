"""Training proper: MarianMT by maximum likelihood with label smoothing, resumable at any second."""

import json
import math
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from models.training.batches import Corpus, pad
from models.training.config import Config, TrainingError


@dataclass(frozen=True, slots=True)
class Place:
    """Where a run stands: `step` optimiser steps done, `epoch`, and `batch` batches of it done."""

    step: int = 0
    epoch: int = 0
    batch: int = 0


def build(config: Config) -> Any:
    """A MarianMTModel of the configured shape with fresh weights, seeded."""
    import torch
    from transformers import MarianConfig, MarianMTModel

    vocabulary = json.loads((config.work / "tokenizer/vocab.json").read_text(encoding="utf-8"))
    shape, padding = config.shapes[config.shape], vocabulary["<pad>"]
    torch.manual_seed(config.seed)
    return MarianMTModel(
        MarianConfig(
            vocab_size=len(vocabulary), d_model=shape.width, max_position_embeddings=512,
            encoder_layers=shape.encoder, encoder_ffn_dim=shape.inner, encoder_attention_heads=shape.heads,
            decoder_layers=shape.decoder, decoder_ffn_dim=shape.inner, decoder_attention_heads=shape.heads,
            activation_function="swish", static_position_embeddings=True, scale_embedding=True,
            share_encoder_decoder_embeddings=True, tie_word_embeddings=True,
            dropout=config.dropout, attention_dropout=0.0, activation_dropout=0.0,
            pad_token_id=padding, decoder_start_token_id=padding, eos_token_id=0, bos_token_id=0, forced_eos_token_id=0,
        )
    )  # fmt: skip


def rate(step: int, config: Config) -> float:
    """The learning rate: linear warm-up, then inverse square root (Vaswani et al. 2017)."""
    return config.rate * min(step / config.warmup, math.sqrt(config.warmup / step)) if step else 0.0


def fit(config: Config, minutes: float = math.inf, device: str = "auto") -> Place:
    """Train until `config.steps` or for `minutes`, from the newest checkpoint on; a checkpoint closes every run.

    Writes `checkpoints/NNNNNNN/` (weights), `state.pt` (optimiser, place, random state: replaced atomically) and
    `metrics.jsonl` (a line each 20 steps: step, loss in nats a token, rate, target tokens a second).
    """
    import torch
    from tqdm import tqdm

    if not (config.work / "tokens.npz").exists():
        raise TrainingError(f"{config.work / 'tokens.npz'} is not there: run `yibao train tokenizer` first")
    corpus = Corpus(config.work / "tokens.npz")
    device = device if device != "auto" else "cuda" if torch.cuda.is_available() else "cpu"
    model = build(config).to(device).train()
    optimiser = torch.optim.AdamW(model.parameters(), lr=0.0, betas=(0.9, 0.98), eps=1e-9, weight_decay=0.0)
    place = _restore(config, model, optimiser)
    forward = torch.compile(model, dynamic=True) if device == "cuda" else model
    stop_at = time.monotonic() + 60 * minutes
    seen, lost, since = 0, 0.0, time.monotonic()
    with (
        tqdm(total=config.steps, initial=place.step, unit="step", desc="fit") as bar,
        (config.work / "metrics.jsonl").open("a", encoding="utf-8") as log,
    ):
        while place.step < config.steps and time.monotonic() < stop_at:
            batches = corpus.batches(place.epoch, config.seed, config.batch_tokens)
            for indices in batches[place.batch :]:
                loss, tokens = _step(forward, model, optimiser, corpus.rows(indices), place.step + 1, config, device)
                place = Place(place.step + 1, place.epoch, place.batch + 1)
                seen, lost = seen + tokens, lost + loss * tokens
                bar.update()
                if place.step % 20 == 0 or place.step == config.steps:
                    spent = time.monotonic() - since
                    line = {"step": place.step, "epoch": place.epoch, "loss": round(lost / seen, 4),
                            "rate": rate(place.step, config), "tokens_per_second": round(seen / spent)}  # fmt: skip
                    log.write(json.dumps(line) + "\n")
                    log.flush()
                    bar.set_postfix_str(f"loss {lost / seen:.2f}, {seen / spent:.0f} tokens/s")
                    seen, lost, since = 0, 0.0, time.monotonic()
                if place.step % config.save_every == 0:
                    _save(config, model, optimiser, place)
                if place.step >= config.steps or time.monotonic() >= stop_at:
                    break
            else:
                place = Place(place.step, place.epoch + 1, 0)
    _save(config, model, optimiser, place)
    return place


def _step(forward: Any, model: Any, optimiser: Any, rows: Any, step: int, config: Config, device: str) -> Any:
    """One optimiser step. Returns the loss (nats a token, smoothed) and the number of target tokens."""
    import torch
    from torch.nn import functional

    padding = model.config.pad_token_id
    source, target = (torch.from_numpy(pad(side, padding)).to(device) for side in rows)
    decoder = target.new_full(target.shape, padding)
    decoder[:, 1:] = target[:, :-1]
    with torch.autocast(device, torch.bfloat16):
        logits = forward(input_ids=source, attention_mask=source != padding, decoder_input_ids=decoder).logits
    loss = functional.cross_entropy(
        logits.float().flatten(0, 1), target.flatten(), ignore_index=padding, label_smoothing=config.smoothing
    )
    optimiser.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), config.clip)
    for group in optimiser.param_groups:
        group["lr"] = rate(step, config)
    optimiser.step()
    return loss.item(), int((target != padding).sum())


def _save(config: Config, model: Any, optimiser: Any, place: Place) -> None:
    """Write weights and state so that a kill at any moment leaves the old or the new, whole."""
    import torch

    weights = config.work / "checkpoints" / f"{place.step:07}.pt"
    weights.parent.mkdir(exist_ok=True)
    random = {"cpu": torch.get_rng_state(), "cuda": torch.cuda.get_rng_state_all()}
    _write(weights, {name: tensor.to(torch.float32) for name, tensor in model.state_dict().items()})
    _write(
        config.work / "state.pt",
        {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "place": asdict(place), "random": random},
    )
    for old in sorted(weights.parent.glob("*.pt"))[: -config.keep]:
        old.unlink()


def _write(path: Path, value: object) -> None:
    import torch

    partial = path.with_suffix(".part")
    with partial.open("wb") as file:
        torch.save(value, file)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def _restore(config: Config, model: Any, optimiser: Any) -> Place:
    import torch

    path = config.work / "state.pt"
    if not path.exists():
        torch.manual_seed(config.seed)
        return Place()
    state = torch.load(path, map_location="cpu", weights_only=True)
    model.load_state_dict(state["model"])
    optimiser.load_state_dict(state["optimiser"])
    torch.set_rng_state(state["random"]["cpu"])
    if state["random"]["cuda"] and torch.cuda.is_available():
        torch.cuda.set_rng_state_all(state["random"]["cuda"])
    return Place(**state["place"])
