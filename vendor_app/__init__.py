"""Talad Clip without its window: catalogue, photos, clips and bundles of one market vendor."""

__version__ = "0.1.0"
