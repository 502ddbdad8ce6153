"""Adjustments that are decided and approved by hand."""
