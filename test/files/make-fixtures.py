"""Writes the files of fixtures/ and fixtures.json beside this one; test/files/reading.test.ts reads them.

    python test/files/make-fixtures.py

Written with torch 2.13.0+cpu, safetensors 0.8.0 and numpy on Python 3.11.
"""

import argparse
import json
import os
import pickle
import zipfile
from collections import OrderedDict
from pathlib import Path

import numpy
import safetensors.torch
import torch
from described import described
from values import SAFE_DTYPES, dtypes, filled, nested, net, optimizer_state, shapes

FOLDER = Path(__file__).resolve().parent / "fixtures"
expected: dict[str, object] = {}


def write(name: str, value, expect=None, **options) -> Path:
    torch.save(value, FOLDER / name, **options)
    expected[name] = described(value if expect is None else expect)
    return FOLDER / name


def with_record(source: Path, name: str, record: str, text: bytes) -> None:
    """A copy whose record `record` is another one."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(FOLDER / name, "w") as new:
        for entry in old.infolist():
            new.writestr(entry.filename, text if entry.filename.endswith("/" + record) else old.read(entry))


class Command:
    """Runs a command when it is unpickled by Python."""

    def __reduce__(self):
        return os.system, ("touch executed-by-a-pickle",)


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    legacy = {"_use_new_zipfile_serialization": False}
    write("dtypes.pt", dtypes())
    write("shapes.pt", shapes())
    plain = write("nested.pt", nested())
    write("nested-protocol-3.pt", nested(), pickle_protocol=3)
    write("nested-protocol-5.pt", nested(), pickle_protocol=5)
    write("dtypes-legacy.pt", dtypes(), **legacy)
    write("shapes-legacy.pt", shapes(), **legacy)
    write("nested-legacy-protocol-4.pt", nested(), pickle_protocol=4, **legacy)
    write("adamw.pt", optimizer_state())
    write("sgd-legacy.pt", optimizer_state(lambda groups: torch.optim.SGD(groups, momentum=0.9)), **legacy)
    write("state-dict.pt", net().state_dict())
    torch.serialization.set_crc32_options(False)
    write("without-checksums.pt", {"a": filled(torch.float32, 3)})
    torch.serialization.set_crc32_options(True)

    # What stays inert has no words; the tensors beside it have.
    state = described(net().state_dict())
    torch.save(net(), FOLDER / "module.pt")
    # This format holds the source of every class and where it lies, which is nobody's business.
    torch.serialization.get_source_lines_and_file = lambda *_: ("class Net: ...", 1, "net.py")
    torch.save(net(), FOLDER / "module-legacy.pt", **legacy)
    torch.save(
        {
            "args": argparse.Namespace(lr=0.1, weights=filled(torch.int32, 2)),
            "scalar": numpy.float64(2.5),
            "array": numpy.arange(3),
            "sparse": torch.eye(2).to_sparse(),
            "quantized": torch.quantize_per_tensor(torch.ones(2), 0.1, 0, torch.qint8),
            "model": OrderedDict(weight=filled(torch.float32, 2)),
        },
        FOLDER / "foreign.pt",
    )
    torch.save({"a": torch.zeros(1), "b": Command()}, FOLDER / "command.pt")
    for path in FOLDER.iterdir():
        path.chmod(0o644)
    (FOLDER / "plain.pkl").write_bytes(pickle.dumps({"a": 1}, protocol=2))
    with_record(plain, "big-endian.pt", "byteorder", b"big")

    safe = {name: filled(getattr(torch, name), 2, 3) for name in SAFE_DTYPES}
    safe |= {"empty": torch.empty(2, 0, 3), "scalar": torch.tensor(1.5), "é \"quoted\" \\ \n": torch.ones(1)}
    safetensors.torch.save_file(safe, FOLDER / "dtypes.safetensors", {"format": "pt", "é": 'a "word"'})

    document = {
        "writtenBy": "test/files/make-fixtures.py",
        "torch": torch.__version__,
        "files": expected | {"dtypes.safetensors": described(safe)},
        "moduleState": state,
    }
    text = json.dumps(document, indent=1, ensure_ascii=False)
    (FOLDER.parent / "fixtures.json").write_text(text + "\n")


if __name__ == "__main__":
    main()
