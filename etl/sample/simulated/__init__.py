"""The simulated part of the sample company: people, who sponsors whom, packages, visits."""
