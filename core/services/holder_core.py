"""What binds an award to one worker."""

from core.domain.people import Candidate
from credentials.passport import HolderCore
from credentials.passport_codec import encode_core


def holder_core(candidate: Candidate) -> bytes:
    """The holder core's bytes: what binds an award to this person."""
    return encode_core(HolderCore(candidate.core_salt, candidate.name, candidate.birth_date))
