"""From checkpoints to a model directory that MarianTokenizer and MarianMTModel load unchanged."""

import hashlib
import json
import shutil
from pathlib import Path

from models.training.config import Config, TrainingError
from models.training.fit import build

PIECE = 16 * 1024 * 1024


def average(config: Config, newest: int = 4) -> Path:
    """The mean of the newest checkpoints' weights (Junczys-Dowmunt et al. 2016), as `averaged.pt`."""
    import torch

    paths = sorted((config.work / "checkpoints").glob("*.pt"))[-newest:]
    if not paths:
        raise TrainingError(f"no checkpoint in {config.work / 'checkpoints'}: run `yibao train fit` first")
    mean = torch.load(paths[0], map_location="cpu", weights_only=True)
    for path in paths[1:]:
        for name, tensor in torch.load(path, map_location="cpu", weights_only=True).items():
            mean[name] += tensor
    target = config.work / "averaged.pt"
    torch.save({name: tensor / len(paths) for name, tensor in mean.items()}, target)
    return target


def export(config: Config) -> Path:
    """Write `export/`: float16 safetensors, configuration and tokenizer files. Averages first where that is to do."""
    import torch

    averaged = config.work / "averaged.pt"
    model = build(config)
    model.load_state_dict(torch.load(averaged if averaged.exists() else average(config), weights_only=True))
    folder = config.work / "export"
    shutil.rmtree(folder, ignore_errors=True)
    model.half().save_pretrained(folder)
    for path in (config.work / "tokenizer").iterdir():
        shutil.copyfile(path, folder / path.name)
    return folder


def split(folder: Path, target: Path) -> None:
    """Copy a model directory into files of at most 16 MiB; `pieces.json` has each name's pieces and SHA-256."""
    target.mkdir(parents=True, exist_ok=True)
    index = {}
    for path in sorted(folder.iterdir()):
        data = path.read_bytes()
        parts = [data[start : start + PIECE] for start in range(0, len(data), PIECE)] or [b""]
        names = [path.name] if len(parts) == 1 else [f"{path.name}.{n:02}" for n in range(len(parts))]
        for name, part in zip(names, parts, strict=True):
            (target / name).write_bytes(part)
        index[path.name] = {"pieces": names, "sha256": hashlib.sha256(data).hexdigest()}
    (target / "pieces.json").write_text(json.dumps(index, indent=1), encoding="utf-8")
