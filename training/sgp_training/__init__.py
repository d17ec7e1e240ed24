"""Trains the built-in encoders of SGP Playground: see training/README.md."""
