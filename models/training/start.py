"""A start that has the first gradients find the source: without it a Transformer of random weights learns for hours to
write English before it learns to look at the Chinese."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

# What is left of the sublayers' own output, beside what they pass on, at the beginning.
BRANCH = 0.2


def start(model: Any, vectors: NDArray[np.float32]) -> None:
    """Set a fresh MarianMTModel up as a word-by-word dictionary that attends to nothing in particular yet.

    The embeddings are those that `align` made, so that a piece's own vector asks the output layer, which shares them,
    for its translation. The sublayers add little at first to what they pass on (after depth-scaled initialisation,
    Zhang, Titov & Sennrich 2019), so that the vector comes through the encoder; and the last cross-attention hands on
    what it looks at unchanged.
    """
    import torch
    from torch.nn import init

    network, padding = model.model, model.config.pad_token_id
    with torch.no_grad():
        weight = torch.from_numpy(vectors) * (model.config.init_std * math.sqrt(vectors.shape[1]))
        weight[padding] = 0
        network.shared.weight.copy_(weight)
        for name, parameter in network.named_parameters():
            if name.endswith(("out_proj.weight", "fc2.weight")):
                parameter.mul_(BRANCH)
        attention = network.decoder.layers[-1].encoder_attn
        for projection in (attention.v_proj, attention.out_proj):
            init.eye_(projection.weight)


class Guide:
    """Guided alignment (Chen et al. 2016): the last cross-attention, all heads together, is asked to look at the source
    piece that the next target piece comes from.

    The model does not give its attention away, so queries and keys are caught where they are made.
    """

    def __init__(self, model: Any) -> None:
        attention = model.model.decoder.layers[-1].encoder_attn
        self._heads, self._scaling, self._padding = attention.num_heads, attention.scaling, model.config.pad_token_id
        self._caught: dict[str, Any] = {}
        attention.q_proj.register_forward_hook(lambda _module, _given, made: self._catch("queries", made))
        attention.k_proj.register_forward_hook(lambda _module, _given, made: self._catch("keys", made))

    def _catch(self, name: str, made: Any) -> None:
        self._caught[name] = made

    def loss(self, source: Any, places: Any, links: Any) -> Any:
        """The mean cross-entropy, in nats, of the attention that the model just had with the links there are."""
        queries, keys = (self._caught.pop(name).unflatten(2, (self._heads, -1)) for name in ("queries", "keys"))
        scores = (queries.transpose(1, 2) @ keys.permute(0, 2, 3, 1)).float() * self._scaling
        scores = scores.masked_fill((source == self._padding)[:, None, None, :], -math.inf)
        attention = scores.softmax(3).mean(1).flatten(0, 1)[places]
        known = links >= 0
        found = attention.gather(1, links.clamp(min=0)[:, None])[:, 0]
        return -((found + 1e-6).log() * known).sum() / known.sum().clamp(min=1)
