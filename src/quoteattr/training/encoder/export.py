"""The network as ONNX with weights of eight bits, the form in which it ships."""

import logging
import tempfile
import warnings
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import torch
from torch import Tensor, nn

from quoteattr.encoder.engine import INPUTS
from quoteattr.training.encoder.network import Network

__all__ = ["exported"]

_OPSET = 17


def exported(network: Network) -> tuple[bytes, bytes]:
    """Return the trunk and the head for the parts as ONNX.

    In the trunk weights of layers and of the table of word pieces are whole numbers of eight
    bits, by channel; what is multiplied with them is brought to eight bits as it comes. The head
    is small and stays as it is.
    """
    network = network.to("cpu").float().eval()
    windows, pieces, tokens, cues, around = 2, 12, 8, 3, 5
    whole = torch.ones((windows, pieces), dtype=torch.long)
    trunk = _exported(
        network.trunk,
        (*[whole] * 6, whole[:, :tokens]),
        INPUTS,
        ("roles", "levels", "as_cue", "as_token"),
        small=True,
    )
    size = network.trunk.as_cue.out_features
    near = torch.ones((cues, around), dtype=torch.long)
    head = _exported(
        network.parts,
        (torch.zeros((cues, size)), torch.zeros((cues, around, size)), near, near),
        ("cues", "tokens", "distances", "mask"),
        ("parts",),
        small=False,
    )
    return trunk, head


def _exported(
    module: nn.Module,
    inputs: tuple[Tensor, ...],
    names: Sequence[str],
    outputs: Sequence[str],
    *,
    small: bool,
) -> bytes:
    """Export a module whose inputs and outputs have two axes of any length, “cues” but one."""
    with tempfile.TemporaryDirectory() as folder:
        whole, eight_bits = Path(folder) / "whole.onnx", Path(folder) / "eight-bits.onnx"
        with warnings.catch_warnings():
            # What it warns of is that this way of exporting will go.
            warnings.simplefilter("ignore")
            torch.onnx.export(
                module,
                inputs,
                whole,
                input_names=list(names),
                output_names=list(outputs),
                dynamic_axes={
                    name: {0: "rows"} if name == "cues" else {0: "rows", 1: f"{name}_length"}
                    for name in (*names, *outputs)
                },
                opset_version=_OPSET,
                dynamo=False,
            )
        if not small:
            return whole.read_bytes()
        quantization = import_module("onnxruntime.quantization")
        # It advises a step before that changes nothing here.
        logging.disable(logging.WARNING)
        quantization.quantize_dynamic(
            whole,
            eight_bits,
            weight_type=quantization.QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gather"],
            per_channel=True,
        )
        logging.disable(logging.NOTSET)
        return eight_bits.read_bytes()
