"""Who asks, of which run: what every callback of the dashboard that reads begins with."""

from dataclasses import dataclass

from dashboard.page import PREFIX
from graph.access import Role, Viewer, viewer
from graph.audit import Event, EventName
from graph.audit.recorder import Recorder
from graph.database import Database
from graph.errors import NotFoundError, UserError
from graph.reads.runs import Run
from graph.service import Service


class NotForMembersError(UserError):
    """An account with the role `member` asked for a page of managers."""


@dataclass(frozen=True)
class Context:
    """What an answer is made from: the database, the run that it is of, who asks, and who notes it.

    `facts` differs after every delivery or erasure: names and channels are those of now, in every run.
    """

    database: Database
    run: Run
    viewer: Viewer
    audit: Recorder
    facts: str = ""

    @property
    def team(self) -> str:
        """The member whose team is all that the viewer may see; "" for the whole company."""
        return "" if self.viewer.sees_all else self.viewer.member_id

    def note_member(self, member_id: str, *, visible: bool, page: str = "team") -> None:
        """Note that somebody looks at a member, or asked for one that is not there for the account."""
        route = f"{PREFIX}{page}"
        if not visible:
            self.audit.record_refusal(Event(EventName.MEMBER_REFUSED, member=member_id, route=route))
        elif member_id != self.viewer.member_id:
            self.audit.record_hourly(
                EventName.MEMBER_READ, member=member_id, route=route, run=self.run.number
            )

    def note_order(self, order_id: str, page: str) -> None:
        """Note that somebody looks at where the money of an order went."""
        self.audit.record_hourly(
            EventName.ORDER_READ, order=order_id, route=f"{PREFIX}{page}", run=self.run.number
        )

    def note_list(self, page: str, filters: str) -> None:
        """Note that somebody looks at a list of members' figures, by which filters."""
        self.audit.record_hourly(
            EventName.MEMBERS_LISTED, route=f"{PREFIX}{page}", run=self.run.number, filter=filters
        )

    def note_download(self, file: str, filters: str, member_id: str = "", *, form: str = "csv") -> None:
        """Note that somebody takes a file, each time."""
        route, detail = f"{PREFIX}downloads/{file}", {"filter": filters, "format": form}
        self.audit.record(
            Event(EventName.DOWNLOADED, member=member_id, route=route, run=self.run.number, detail=detail)
        )


def current_context(service: Service) -> Context:
    """Return who asks and the published run; every callback that reads begins with it.

    Raises:
        NotSignedInError: when nobody is signed in.
        NotForMembersError: when the account is a member's.
        NothingPublishedError: when there is no run.
    """
    who = viewer()
    if not who.sees_all and (who.role is not Role.MANAGER or not who.member_id):
        raise NotForMembersError("the dashboard is for managers")
    return context_of(service, who)


def own_context(service: Service) -> Context:
    """Return who asks and the published run, for the page of a member: it reads of nobody else.

    Raises:
        NotSignedInError: when nobody is signed in.
        NotFoundError: when the account is not a member's.
        NothingPublishedError: when there is no run.
    """
    who = viewer()
    if who.role is not Role.MEMBER or not who.member_id:
        raise NotFoundError("this page is for accounts of members")
    return context_of(service, who)


def context_of(service: Service, who: Viewer) -> Context:
    """Return somebody and the published run, for what managers and members read alike.

    Raises:
        NothingPublishedError: when there is no run.
    """
    published = service.current.published()
    return Context(service.database, published.run, who, service.audit, published.facts)
