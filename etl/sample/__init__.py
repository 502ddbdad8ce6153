"""The sample company of `upline demo`: real retail orders in a simulated network (docs/sample.md)."""

from etl.sample.almanac import later_as_of, sample_as_of
from etl.sample.company import MEMBERS, Company, company, write_sample, write_second_delivery
from etl.sample.summary import SampleSummary

__all__ = [
    "MEMBERS",
    "Company",
    "SampleSummary",
    "company",
    "later_as_of",
    "sample_as_of",
    "write_sample",
    "write_second_delivery",
]
