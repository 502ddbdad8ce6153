"""Personal data of members: erased, kept from coming back, given out as a file (docs/privacy.md)."""

from etl.personal.erasure import Erasure, erase_member
from etl.personal.export import member_data
from etl.personal.log_files import fill_log_file

__all__ = ["Erasure", "erase_member", "fill_log_file", "member_data"]
