"""Keeping the draft of a walk between its screens, so that each of them can be read again."""

from dataclasses import asdict
from typing import Any, ClassVar

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.database.questions import Asked
from unionhall.kernel.drafts import keeping, spots
from unionhall.kernel.drafts.models import Kept
from unionhall.kernel.web import addresses, errors, guests
from unionhall.kernel.web.walks.draft import Draft
from unionhall.kernel.web.walks.screens import Screens
from unionhall.kernel.words import said_in_all

FIRST = "begin"
BEGUN_AN_HOUR = 120  # from one network address; who begins more goes on without Back


class Shelf(Screens):
    """Where the draft of a walk lies.

    A walk's address leads on to that of its first screen, which has a fresh token; until something is sent
    from there nothing is kept. Every other screen is shown from what lies under the token.
    """

    kept_as: ClassVar[type[Draft]]
    token: str = ""
    is_kept: bool = False
    lying: list[Kept] | None = None

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.token = kwargs.get("token", "")
        self.known_spots: dict[str, spots.Spot] = {}

    def begun(self) -> Draft:
        """A draft in which nothing is said yet; Http404 where nothing can be begun."""
        raise NotImplementedError

    def address(self, step: str = "") -> str:
        """Of a screen, or of the walk's beginning."""
        match = self.request.resolver_match
        assert match is not None
        begin = match.view_name.removesuffix("_step")
        given = {name: value for name, value in self.kwargs.items() if name not in ("token", "step")}
        if not step:
            return reverse(begin, kwargs=given)
        return reverse(f"{begin}_step", kwargs={**given, "token": self.token, "step": step})

    def spot(self) -> spots.Spot:
        """Where it lies. A guest's token opens it for whoever has it, also after they signed in."""
        if self.token not in self.known_spots:
            self.known_spots[self.token] = self._spot()
        return self.known_spots[self.token]

    def _spot(self) -> spots.Spot:
        match, person = self.request.resolver_match, self.person
        assert match is not None
        if person is None or not addresses.is_members(self.token):
            return spots.of_guest(self.token, self.address())
        return spots.of_member(
            person, match.namespace, self.address(FIRST), about=self.address(), mark=self.token
        )

    def lead_to_the_first(self) -> HttpResponseBase:
        self.begun()
        self.token = addresses.new_token(self.asker())
        asked = self.request.GET.urlencode()
        return HttpResponseRedirect(f"{self.address(FIRST)}{'?' if asked else ''}{asked}")

    def refused(self) -> HttpResponseBase | None:
        """What is answered to an address that isn't theirs."""
        if addresses.is_of(self.token, self.asker()):
            is_theirs = True
        elif addresses.is_members(self.token) and not self.asker():
            return redirect_to_login(self.request.get_full_path())
        else:
            is_theirs = addresses.is_of(self.token, 0)
        if not is_theirs:
            raise Http404
        return None

    def led_from_elsewhere(self) -> HttpResponseBase | None:
        """What is answered where words lie, and the browser took the address from elsewhere.

        A member's own open from everywhere: whoever has the browser has their session, too.
        """
        is_own = addresses.is_members(self.token) and not self.draft.officer
        if is_own or addresses.is_from_our_pages(self.request):
            return None
        why = _("What you wrote opens only on the way through its own pages. Go back to them, or begin anew.")
        return errors.page(self.request, 403, why)

    def asks_kept(self) -> list[Asked[Kept]]:
        """The question for the draft, so that it is asked with others; `take` gets its answer."""
        return [keeping.KEPT(name=self.spot().name)] if self.token else []

    def take(self, answers: list[list[Kept]]) -> None:
        self.lying = answers[0] if answers else None

    def take_down(self) -> bool:
        """Take the draft from the shelf, if it lies there."""
        found = keeping.find(self.spot(), self.lying)
        if found is not None:
            self.draft, self.is_kept = self.kept_as(**found.said), True
        return self.is_kept

    def lay(self) -> bool:
        """Lay the draft on the shelf; not for a guest whose network has begun too many."""
        if not addresses.is_of(self.token, self.asker()):
            self.token, self.is_kept = addresses.new_token(self.asker()), False
        is_new_guest = not self.is_kept and not self.asker()
        if is_new_guest and not guests.is_within(self.request, "draft", hourly=BEGUN_AN_HOUR):
            return False
        lasts = spots.HOURS if self.draft.is_sent or self.draft.officer else None
        said = asdict(self.draft)
        self.is_kept = keeping.keep(self.spot(), said, lasts=lasts, shown=self._shown()) is not None
        return self.is_kept

    def _shown(self) -> dict[str, Any] | None:
        """What the asker's own lists say of it; nothing of what was sent, or is taken down for somebody."""
        if not self.asker() or self.draft.is_sent or self.draft.officer:
            return None
        return {
            "title": said_in_all(lambda: str(self.heading()["title"])),
            "words": self.first_words(),
            "sealed": self.is_sealed(),
            "address": self.address(self.draft.step),
        }

    def keeping(self) -> dict[str, Any]:
        if not self.is_kept:
            words = _("kept in this form until you send it")
        elif addresses.is_members(self.token) and not self.draft.officer:
            words = _("kept for you until you send it, for 14 days at most")
        else:
            words = _("kept for two hours, for this browser alone")
        return {"saved": words, "is_kept": self.is_kept}

    def throw(self) -> None:
        if self.token:
            keeping.throw(self.spot())

    def gone(self) -> HttpResponseBase:
        """What is answered where nothing lies any more."""
        why = _(
            "What was written here is not kept any more: it was sent or thrown away, or its time is over."
        )
        return errors.page(self.request, 409, why)
