"""Training proper: MarianMT by maximum likelihood with label smoothing, resumable at any second."""

import json
import math
import os
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np

from models.training.batches import Batch, Tokens
from models.training.config import SHAPES, Config, TrainingError
from models.training.start import Guide, start
from models.training.tokenizer import PAD, vocabulary_of

# Steps between two lines of the log: often enough for a curve, seldom enough that a GPU need not wait.
LOG_EVERY = 20
# Development pairs between a source and the target that it is exchanged to.
EXCHANGE = 37


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

    vocabulary = vocabulary_of(config)
    shape, padding = SHAPES[config.shape], vocabulary[PAD]
    torch.manual_seed(config.seed)
    return MarianMTModel(
        MarianConfig(
            vocab_size=len(vocabulary), d_model=shape.width, max_position_embeddings=512,
            encoder_layers=shape.encoder, encoder_ffn_dim=shape.inner, encoder_attention_heads=shape.heads,
            decoder_layers=shape.decoder, decoder_ffn_dim=shape.inner, decoder_attention_heads=shape.heads,
            activation_function="swish", static_position_embeddings=True, scale_embedding=True,
            share_encoder_decoder_embeddings=True, tie_word_embeddings=True, init_std=shape.width**-0.5,
            dropout=config.dropout, attention_dropout=0.0, activation_dropout=0.0,
            pad_token_id=padding, decoder_start_token_id=padding, eos_token_id=0, bos_token_id=0, forced_eos_token_id=0,
        )
    )  # fmt: skip


def take_over(model: Any, folder: Path) -> None:
    """Give the model the weights of an exported one. Raises TrainingError when it has another shape or vocabulary."""
    from transformers import MarianMTModel

    given = MarianMTModel.from_pretrained(folder).float()
    try:
        model.load_state_dict(given.state_dict())
    except RuntimeError:
        raise TrainingError(f"{folder} has another shape or vocabulary than this run") from None


def rate(step: int, config: Config) -> float:
    """The learning rate of a step: linear warm-up, then inverse square root (Vaswani et al. 2017), and a linear fall to
    zero over the last `cooldown` steps (Hägele et al. 2024)."""
    rising = config.rate * min(step / config.warmup, math.sqrt(config.warmup / step))
    return rising * min(1.0, (config.steps + 1 - step) / (config.cooldown + 1))


def fit(config: Config, minutes: float = math.inf, device: str = "auto") -> Place:
    """Train until `config.steps` or for `minutes`, from the newest checkpoint on; a checkpoint closes every run.

    Writes `checkpoints/NNNNNNN.pt` (weights), `state.pt` (weights, optimiser, place, random state: replaced atomically)
    and `metrics.jsonl` (`Log`). Raises TrainingError where a step before it has not run.
    """
    import torch
    from tqdm import tqdm

    needed = {"tokens.npz": "tokenizer"} | ({"alignment.npz": "align"} if config.aligned else {})
    for name, step in needed.items():
        if not (config.work / name).exists():
            raise TrainingError(f"{config.work / name} is not there: run `yibao train {step}` first")
    aligned = dict(np.load(config.work / "alignment.npz")) if config.aligned else {}
    corpus = Tokens(config.work / "tokens.npz", {c.name: c.weight for c in config.corpora}, aligned.get("links"))
    dev = Tokens(config.work / "dev.npz") if (config.work / "dev.npz").exists() else None
    device = device if device != "auto" else "cuda" if torch.cuda.is_available() else "cpu"
    model = build(config)
    if config.begin:
        take_over(model, config.begin)
    elif aligned:
        start(model, aligned["embeddings"])
    model.to(device)
    optimiser = torch.optim.AdamW(model.parameters(), lr=0.0, betas=(0.9, 0.98), eps=1e-9, weight_decay=0.0, fused=True)
    place = _restore(config, model, optimiser)
    measure = _measure(model, config)
    padding = model.config.pad_token_id
    stop_at = time.monotonic() + 60 * minutes
    log = Log(config.work / "metrics.jsonl", place.step)
    with tqdm(total=config.steps, initial=place.step, unit="step", desc="fit") as bar:
        while place.step < config.steps:
            batches = corpus.batches(place.epoch, config.seed, config.batch_tokens)
            for indices in batches[place.batch :]:
                batch = corpus.batch(indices, padding)
                loss = _step(measure, model, optimiser, batch, place.step + 1, config)
                place = Place(place.step + 1, place.epoch, place.batch + 1)
                log.add(loss, len(batch.gold))
                bar.update()
                ended = place.step >= config.steps or time.monotonic() >= stop_at
                saving = ended or place.step % config.save_every == 0
                if saving or place.step % LOG_EVERY == 0:
                    bar.set_postfix_str(log.write(place, rate(place.step, config)))
                if saving and dev:
                    log.write_dev(place, dev_loss(model, dev, config), dev_loss(model, dev, config, EXCHANGE))
                if saving:
                    # Last: what a kill before it has logged is done and logged again.
                    _save(config, model, optimiser, place)
                if ended:
                    return place
            place = Place(place.step, place.epoch + 1, 0)
    return place


def guidance(step: int, config: Config) -> float:
    """The weight of guided alignment in a step: it fades out evenly."""
    return config.guide * max(0.0, 1 - step / config.guide_steps) if config.aligned else 0.0


def _measure(model: Any, config: Config) -> Callable[..., tuple[Any, Any]]:
    """A function of a batch's tensors: its loss, and the same with guidance of the given weight added."""

    guide = Guide(model) if config.aligned else None

    def measure(weight: Any, links: Any = None, **batch: Any) -> tuple[Any, Any]:
        loss = loss_of(model, **batch, smoothing=config.smoothing)
        return loss, loss + weight * guide.loss(batch["source"], batch["places"], links) if guide else loss

    return _compiled(measure) if config.compile else measure


def _compiled(measure: Callable[..., Any]) -> Callable[..., Any]:
    """The function compiled; as it is, from the first call on that fails: with some versions and devices it does, and a
    borrowed machine is no place to find out why."""
    import torch
    from tqdm import tqdm

    chosen = torch.compile(measure, dynamic=True)

    def run(*given: Any, **named: Any) -> Any:
        nonlocal chosen
        try:
            return chosen(*given, **named)
        except Exception as error:
            if chosen is measure:
                raise
            tqdm.write(f"the compiled step failed ({error!r}): going on without compiling")
            chosen = measure
            return measure(*given, **named)

    return run


def loss_of(model: Any, source: Any, target: Any, places: Any, gold: Any, smoothing: float) -> Any:
    """The mean loss of a batch in nats a token.

    The padding token is last in the vocabulary and never a candidate: so its embedding, from which decoding starts,
    stays zero, which CTranslate2 takes for granted.
    """
    from torch.nn import functional

    padding = model.config.pad_token_id
    hidden = model.model(
        input_ids=source,
        attention_mask=source != padding,
        decoder_input_ids=functional.pad(target, (1, -1), value=padding),
        use_cache=False,
    ).last_hidden_state
    logits = functional.linear(hidden.flatten(0, 1)[places], model.lm_head.weight[:padding])
    return functional.cross_entropy(logits.float(), gold, label_smoothing=smoothing)


def dev_loss(model: Any, dev: Tokens, config: Config, shift: int = 0) -> float:
    """The mean loss on the development sentences in nats a token, without smoothing or dropout; with a `shift`, that of
    targets beside the sources of others."""
    import torch

    total, count = 0.0, 0
    model.eval()
    for indices in dev.batches(0, 0, config.batch_tokens):
        batch = dev.batch(indices, model.config.pad_token_id, shift)
        with torch.no_grad(), _arithmetic(model, config):
            total += float(loss_of(model, **_tensors(batch, model.device), smoothing=0.0)) * len(batch.gold)
        count += len(batch.gold)
    return total / count


def _step(
    measure: Callable[..., tuple[Any, Any]], model: Any, optimiser: Any, batch: Batch, step: int, config: Config
) -> Any:
    """One optimiser step. Returns the loss (nats a token, smoothed, without guidance), still on the device."""
    import torch

    model.train()
    weight = torch.tensor(guidance(step, config), device=model.device)
    with _arithmetic(model, config):
        loss, whole = measure(weight, **_tensors(batch, model.device))
    optimiser.zero_grad(set_to_none=True)
    whole.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), config.clip)
    for group in optimiser.param_groups:
        group["lr"] = rate(step, config)
    optimiser.step()
    return loss.detach()


def _arithmetic(model: Any, config: Config) -> Any:
    import torch

    return torch.autocast(model.device.type, torch.bfloat16, enabled=config.precision == "bfloat16")


def _tensors(batch: Batch, device: Any) -> dict[str, Any]:
    import torch

    arrays = {item.name: getattr(batch, item.name) for item in fields(batch)}
    tensors = {name: torch.from_numpy(array) for name, array in arrays.items() if array is not None}
    if device.type == "cuda":
        # From pinned memory a GPU fetches while it works on the batch before.
        return {name: tensor.pin_memory().to(device, non_blocking=True) for name, tensor in tensors.items()}
    return tensors


class Log:
    """`metrics.jsonl`: lines of `step`, `epoch`, `loss` (nats a token, smoothed; the mean since the line before),
    `rate`, `tokens_per_second` (target tokens), `tokens` (all of them so far), and lines of `step`, `dev_loss` and
    `exchanged_loss`: what a model loses with the sources exchanged is what it has from the source.

    A run that goes on after a kill drops the lines of steps that it will do again.
    """

    def __init__(self, path: Path, step: int) -> None:
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        kept = [line for line in lines if line.endswith("}") and json.loads(line)["step"] <= step]
        _replace(path, "".join(f"{line}\n" for line in kept).encode())
        self._path = path
        self._tokens = max((json.loads(line).get("tokens", 0) for line in kept), default=0)
        self._seen, self._lost, self._since = 0, 0.0, time.monotonic()

    def add(self, loss: Any, tokens: int) -> None:
        self._seen, self._lost = self._seen + tokens, self._lost + loss * tokens

    def write(self, place: Place, rate: float) -> str:
        """Write a line about the steps since the last; returns it in words."""
        loss, speed = float(self._lost) / self._seen, self._seen / (time.monotonic() - self._since)
        self._tokens += self._seen
        self._append({"step": place.step, "epoch": place.epoch, "loss": round(loss, 4), "rate": round(rate, 8),
                      "tokens_per_second": round(speed), "tokens": self._tokens})  # fmt: skip
        self._seen, self._lost, self._since = 0, 0.0, time.monotonic()
        return f"loss {loss:.2f}, {speed:.0f} tokens/s"

    def write_dev(self, place: Place, loss: float, exchanged: float) -> None:
        self._append({"step": place.step, "dev_loss": round(loss, 4), "exchanged_loss": round(exchanged, 4)})
        self._since = time.monotonic()

    def _append(self, line: dict[str, float]) -> None:
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")


def _save(config: Config, model: Any, optimiser: Any, place: Place) -> None:
    """Write weights and state so that a kill at any moment leaves the old or the new, whole."""
    import torch

    folder = config.work / "checkpoints"
    folder.mkdir(exist_ok=True)
    random = {"cpu": torch.get_rng_state(), "cuda": torch.cuda.get_rng_state_all()}
    state = {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "place": asdict(place), "random": random}
    _write(folder / f"{place.step:07}.pt", state["model"])
    _write(config.work / "state.pt", state)
    for old in sorted(folder.glob("*.pt"))[: -config.keep]:
        old.unlink()


def _write(path: Path, value: object) -> None:
    import io

    import torch

    buffer = io.BytesIO()
    torch.save(value, buffer)
    _replace(path, buffer.getbuffer())


def _replace(path: Path, data: bytes | memoryview) -> None:
    """Put `data` under `path`, on disk, in one step."""
    partial = path.with_suffix(".part")
    with partial.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def _restore(config: Config, model: Any, optimiser: Any) -> Place:
    """Put model, optimiser and random numbers where `state.pt` has them; where there is none, at the beginning."""
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
