"""int8 weights out of fp32 ones, as the hub's `quantized` files are made (dynamic, unsigned).

    python benchmarks/reference/quantize.py FOLDER    # with onnx/vision_model.onnx and text_model.onnx
"""

import sys
from pathlib import Path

from onnxruntime.quantization import QuantType, quantize_dynamic

for tower in ("vision_model", "text_model"):
    source = Path(sys.argv[1]) / "onnx" / f"{tower}.onnx"
    # Convolutions have no int8 kernel for dynamic quantisation on every processor: the hub leaves them.
    quantize_dynamic(source, source.with_name(f"{tower}_quantized.onnx"),
                     op_types_to_quantize=["MatMul", "Gemm"], weight_type=QuantType.QUInt8)
    print(source.with_name(f"{tower}_quantized.onnx"))
