"""The lists that a check relies on: opened, verified, and followed where one agency has several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final, TypedDict, TypeVar

from core.errors import CoreError
from credentials.errors import CredentialError, StatusListSignatureError
from credentials.registration import Registration, open_registration
from credentials.status_list import StatusList, open_status_list
from credentials.trust_list import TrustList
from credentials.trust_list_codec import open_trust_list_unpinned
from credentials.trust_succession import follow, succeed

if TYPE_CHECKING:  # the ports bring the whole domain along, which `touchstone verify` never needs
    from core.ports.desk import PublishedLists

FOREIGN: Final = "foreign"
"""Where a desk keeps foreign lists: a folder for each agency, its lists as they were accepted."""
FOREIGN_STATUS: Final = "foreign-status"
REGISTRATIONS: Final = "registrations"

Opened = TypeVar("Opened")


class Evidence(TypedDict):
    """What a verification takes of the lists, by the names of its arguments."""

    trust: Sequence[TrustList]
    status: Sequence[StatusList]
    foreign: Sequence[TrustList]
    registrations: Sequence[Registration]
    newest_status: Mapping[str, datetime]


class ListUnreadableError(CoreError):
    """A file given as a trust or status list is none, or its signature is bad.

    `cause` is the stable code of what is wrong with it.
    """

    code = "check.list-unreadable"

    def __init__(self, name: str, kind: str, error: CredentialError) -> None:
        super().__init__(
            f"{name} is not a {kind} that can be used: {error}",
            name=name,
            kind=kind,
            cause=error.code,
        )
        self.cause = error.code


@dataclass(frozen=True, slots=True)
class GivenList:
    """A list as it was handed in: its bytes, and its name for messages."""

    name: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class ListsAtHand:
    """The lists that a check relies on. `left_out` names status lists of no trusted agency."""

    trust: tuple[TrustList, ...] = ()
    status: tuple[StatusList, ...] = ()
    left_out: tuple[str, ...] = ()
    foreign: tuple[TrustList, ...] = ()
    """Lists of other agencies, for each one the newest; they count through recognition only."""
    registrations: tuple[Registration, ...] = ()
    newest: Mapping[str, datetime] = field(default_factory=dict)
    """When the newest status list ever seen at an address was issued (`seen_status`)."""

    def as_evidence(self) -> Evidence:
        """Return what a verification takes, by the names of its arguments."""
        return {
            "trust": self.trust,
            "status": self.status,
            "foreign": self.foreign,
            "registrations": self.registrations,
            "newest_status": self.newest,
        }


def open_lists(
    trust: Iterable[GivenList],
    status: Iterable[GivenList],
    foreign: Iterable[GivenList] = (),
    registrations: Iterable[GivenList] = (),
    *,
    followed: Sequence[TrustList] = (),
) -> ListsAtHand:
    """Read and verify the lists to check with.

    A trust list is trusted as it is given, by the agency's key that it names itself: whoever
    hands it in vouches for it. A foreign list counts only if one of these recognises its agency;
    several of one agency are followed from the first to the last. A status list counts only if a
    status key of one of these lists signed it; one that is not is left out, since it says nothing
    about anybody trusted.

    Args:
        trust: lists that are trusted.
        status: status lists.
        foreign: lists of other agencies, in any order.
        registrations: registration files of centres.
        followed: foreign lists that this desk has accepted, for each agency the newest.

    Raises:
        ListUnreadableError: a file is not such a list at all, was changed, or does not follow the
            list before it.
    """
    trusted = tuple(_open(given, "trust list", open_trust_list_unpinned) for given in trust)
    abroad = _follow_each(foreign, followed)
    opened: list[StatusList] = []
    left_out: list[str] = []
    for given in status:
        try:
            opened.append(open_status_list(given.raw, (*trusted, *abroad)))
        except StatusListSignatureError:
            left_out.append(given.name)
        except CredentialError as error:
            raise ListUnreadableError(given.name, "status list", error) from error
    return ListsAtHand(
        trusted,
        tuple(opened),
        tuple(left_out),
        abroad,
        tuple(_open(given, "registration file", open_registration) for given in registrations),
    )


def published_lists(
    published: PublishedLists,
    trust: Iterable[GivenList] = (),
    status: Iterable[GivenList] = (),
    foreign: Iterable[GivenList] = (),
    registrations: Iterable[GivenList] = (),
) -> ListsAtHand:
    """Open the lists that this desk holds, as its agency and recognised ones published them.

    The others are further lists that somebody has opened for this time.

    Raises:
        ListUnreadableError: a list of the desk was damaged, or one of the further ones is none.
    """
    return open_lists(
        [*_given("trust list", published.trust()), *trust],
        [*_given("status list", published.status()), *_kept(published, FOREIGN_STATUS), *status],
        foreign,
        [*_kept(published, REGISTRATIONS), *registrations],
        followed=foreign_lists(published),
    )


def foreign_lists(published: PublishedLists) -> tuple[TrustList, ...]:
    """Follow the foreign lists that were accepted here to the newest of each agency.

    They are followed in the order of their acceptance: a person has confirmed what needed it.

    Raises:
        ListUnreadableError: one of them was damaged.
    """
    chains: dict[str, list[TrustList]] = {}
    for given in _kept(published, FOREIGN):
        new = _open(given, "trust list", open_trust_list_unpinned)
        chains.setdefault(given.name.rsplit("/", 1)[0], []).append(new)
    return tuple(_newest(folder, chain) for folder, chain in chains.items())


def _newest(folder: str, chain: Sequence[TrustList]) -> TrustList:
    try:
        # Whether a list is dated in the future was asked when it was accepted.
        return follow(chain, at=max(one.content.issued_at for one in chain))
    except CredentialError as error:
        raise ListUnreadableError(folder, "history of trust lists", error) from error


def _open(given: GivenList, kind: str, opener: Callable[[bytes], Opened]) -> Opened:
    try:
        return opener(given.raw)
    except CredentialError as error:
        raise ListUnreadableError(given.name, kind, error) from error


def _follow_each(
    given: Iterable[GivenList], followed: Sequence[TrustList]
) -> tuple[TrustList, ...]:
    """Follow each list onto the one of its agency; an older one than that says nothing new."""
    opened = [(one, _open(one, "trust list", open_trust_list_unpinned)) for one in given]
    newest = list(followed)
    for source, new in sorted(opened, key=lambda pair: pair[1].content.sequence):
        for number, known in enumerate(newest):
            if new.sha256 in (known.sha256, *known.content.history):
                break
            if known.sha256 in new.content.history or not set(known.roots).isdisjoint(new.roots):
                newest[number] = _followed(source, known, new)
                break
        else:
            newest.append(new)
    return tuple(newest)


def _followed(given: GivenList, old: TrustList, new: TrustList) -> TrustList:
    try:
        return succeed(old, new, at=new.content.issued_at)
    except CredentialError as error:
        raise ListUnreadableError(given.name, "trust list", error) from error


def _kept(published: PublishedLists, folder: str) -> list[GivenList]:
    return [one for name in published.names(folder) for one in _given(name, published.kept(name))]


def _given(name: str, raw: bytes | None) -> list[GivenList]:
    return [GivenList(name, raw)] if raw is not None else []
