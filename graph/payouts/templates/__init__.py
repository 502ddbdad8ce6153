"""The files that a batch is exported as: a YAML file each."""
