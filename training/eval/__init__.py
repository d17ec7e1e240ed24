"""Measures an encoder on what it was never trained on: `python -m eval.table`."""
