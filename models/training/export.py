"""From checkpoints to a model directory that MarianTokenizer and MarianMTModel load unchanged."""

import json
import shutil
from pathlib import Path

from models.training import curve
from models.training.config import Config, TrainingError
from models.training.fit import build

# Shards stay under 16 MiB: repositories, mail and the ways to a borrowed machine take such files.
SHARD = "16MB"


def average(config: Config, newest: int = 4) -> Path:
    """The mean of the newest checkpoints' weights (Junczys-Dowmunt et al. 2016), as `averaged.pt`.

    Raises TrainingError where there is no checkpoint.
    """
    import torch

    paths = sorted((config.work / "checkpoints").glob("*.pt"))[-newest:]
    if not paths:
        raise TrainingError(f"no checkpoint in {config.work / 'checkpoints'}: run `yibao train fit` first")
    states = [torch.load(path, map_location="cpu", weights_only=True) for path in paths]
    mean = {name: sum(state[name] for state in states) / len(states) for name in states[0]}
    target = config.work / "averaged.pt"
    partial = target.with_suffix(".part")
    torch.save(mean, partial)
    partial.replace(target)
    return target


def export(config: Config) -> Path:
    """Write `export/`: float16 safetensors in shards under 20 MB, configuration, tokenizer files, `curve.svg`.

    The weights are those that `average` wrote. Raises TrainingError where it has not run.
    """
    import torch

    averaged = config.work / "averaged.pt"
    if not averaged.exists():
        raise TrainingError(f"{averaged} is not there: run `yibao train average` first")
    model = build(config)
    model.load_state_dict(torch.load(averaged, map_location="cpu", weights_only=True))
    # As in OPUS-MT's models: the padding token, whose logit is always 0, is no candidate.
    model.generation_config.bad_words_ids = [[model.config.pad_token_id]]
    model.generation_config.max_length = model.config.max_position_embeddings
    folder = config.work / "export"
    partial = config.work / "export.part"
    shutil.rmtree(partial, ignore_errors=True)
    model.half().save_pretrained(partial, max_shard_size=SHARD)
    # What is stored in float16 to be small is computed in float32: processors are slow and coarse in float16.
    _set(partial / "config.json", dtype="float32")
    for path in (config.work / "tokenizer").iterdir():
        shutil.copyfile(path, partial / path.name)
    (partial / "curve.svg").write_text(picture(config), encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    partial.rename(folder)
    return folder


def _set(path: Path, **entries: str) -> None:
    """Change entries of a JSON file."""
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | entries, indent=2), encoding="utf-8")


def picture(config: Config) -> str:
    """The loss curve of the run. Raises TrainingError where it has not begun."""
    try:
        return curve.draw(curve.read(config.work / "metrics.jsonl"), f"Training a {config.shape} model")
    except (OSError, ValueError):
        raise TrainingError(f"no metrics in {config.work}: run `yibao train fit` first") from None
