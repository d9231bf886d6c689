"""One's own data: see it, take a copy of it, have it erased."""

import tempfile
from typing import Any, cast

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from unionhall.kernel.matters.erasing import StillNeeded, erase_person, hindrances
from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy import counting, erasures
from unionhall.kernel.web import errors, offers
from unionhall.kernel.web.account import copying
from unionhall.kernel.web.sealed import check_is_self

COPIES_AN_HOUR = 5
IN_MEMORY = 10 * 1024 * 1024  # bytes of a copy; a larger one is made in a file


@never_cache
@require_safe
@login_required
def own(request: HttpRequest) -> HttpResponse:
    """What one may do with all that is kept of oneself, and what stands against erasing it."""
    person = cast(Person, request.user)
    context = {"against": _against(hindrances(person)), "asking": offers.about_privacy()}
    return render(request, "account/own.html", context)


@never_cache
@login_required
def copy(request: HttpRequest) -> HttpResponse | FileResponse:
    """The copy as a download, after the person has shown who they are."""
    person = cast(Person, request.user)
    check_is_self(request, person)
    if request.method != "POST":
        return render(request, "account/own_copy.html")
    if counting.count_known(str(person.uid), "copy") > COPIES_AN_HOUR:
        return errors.page(request, 429)
    made = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  the response closes it
    copying.write(person, made)
    made.seek(0)
    return FileResponse(made, as_attachment=True, filename=f"{_('my-data')}-{timezone.localdate()}.zip")


@never_cache
@login_required
def erase(request: HttpRequest) -> HttpResponse:
    """Erase everything of oneself for good, once one is `sure`, and hand over the receipt."""
    person = cast(Person, request.user)
    check_is_self(request, person)
    against = _against(hindrances(person))
    if request.method != "POST" or "sure" not in request.POST or against:
        status = 422 if request.method == "POST" else 200
        return render(
            request, "account/erase.html", {"against": against, "is_sent": status == 422}, status=status
        )
    try:
        count = erase_person(person.pk, timezone.now())
    except StillNeeded:
        return redirect("account_erase")
    receipt = erasures.receipt(person.uid, matters=count)
    logout(request)
    return render(request, "account/erased.html", {"receipt": receipt})


def _against(found: dict[str, int]) -> list[dict[str, Any]]:
    """What must end first, in sentences, each with the page where it does."""
    words = {
        "member": (
            _("You are a member. Leave the union first; that takes effect at once."),
            offers.find("leave the union"),
        ),
        "office": (_("You hold an office. Give it up first."), offers.find("office")),
    }
    said = [
        {"words": words[kind][0], "url": words[kind][1][0].url if words[kind][1] else ""}
        for kind in words
        if kind in found
    ]
    if count := found.get("open"):
        said.append(
            {
                "words": ngettext(
                    "%(count)d matter of yours is open. Wait for its end, or withdraw it.",
                    "%(count)d matters of yours are open. Wait for their end, or withdraw them.",
                    count,
                )
                % {"count": count},
                "url": "/mine/",
            }
        )
    if count := found.get("handled"):
        said.append(
            {
                "words": ngettext(
                    "%(count)d open matter is in your hands. Hand it over first.",
                    "%(count)d open matters are in your hands. Hand them over first.",
                    count,
                )
                % {"count": count},
                "url": "/worklist/",
            }
        )
    return said
