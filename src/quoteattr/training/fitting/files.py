"""Writing files of weights, as `quoteattr.learning` reads them."""

import json
import struct
import zlib
from collections.abc import Sequence
from pathlib import Path

from quoteattr.learning import Chain, ModelFile, lanes_for
from quoteattr.learning.tables import FORMAT_VERSION, HEADER, MAGIC, Head

__all__ = ["chain_text", "dump", "write"]


def dump(model: ModelFile) -> bytes:
    """Return the bytes of a model file: a header with a checksum, then compressed sections.

    >>> dump(ModelFile("demo", {}, {}))[:8]
    b'QATTRMOD'
    """
    head: Head = {"kind": model.kind, "tables": [], "texts": [], "blobs": []}
    sections: list[bytes] = []
    for name, table in model.tables.items():
        features = sorted(table.rows)
        keys = "\n".join(features).encode()
        cells = _narrow([table.rows[feature] for feature in features], len(table.labels))
        head["tables"].append(
            {
                "name": name,
                "labels": list(table.labels),
                "scale": table.scale,
                "rows": len(features),
                "keys": len(keys),
            }
        )
        sections += [keys, cells]
    for name, text in model.texts.items():
        encoded = text.encode()
        head["texts"].append((name, len(encoded)))
        sections.append(encoded)
    for name, blob in model.blobs.items():
        head["blobs"].append((name, len(blob)))
        sections.append(blob)
    opening = json.dumps(head, separators=(",", ":")).encode()
    body = b"".join([struct.pack("<I", len(opening)), opening, *sections])
    payload = zlib.compress(body, 9)
    return HEADER.pack(MAGIC, FORMAT_VERSION, len(payload), zlib.crc32(payload)) + payload


def _narrow(rows: Sequence[int], labels: int) -> bytes:
    """Lay int8 cells out label by label: a label's long runs of zeros compress best."""
    lanes = lanes_for(labels)
    cells = bytearray(len(rows) * labels)
    for number, packed in enumerate(rows):
        cells[number :: len(rows)] = bytes([lane - 0x8000 & 0xFF for lane in lanes.unpack(packed)])
    return bytes(cells)


def write(model: ModelFile, path: Path) -> None:
    """Write a model file.

    >>> import tempfile
    >>> from quoteattr.learning import read
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write(ModelFile("demo", {}, {}), Path(folder) / "demo.bin")
    ...     read(Path(folder) / "demo.bin", kind="demo").kind
    'demo'
    """
    path.write_bytes(dump(model))


def chain_text(chain: Chain) -> str:
    """Return a chain as the text of a model file."""
    return json.dumps(
        {
            "labels": chain.labels,
            "start": [round(weight, 4) for weight in chain.start],
            "transitions": [[round(weight, 4) for weight in row] for row in chain.transitions],
        }
    )
