"""Adding an address to be told at: the hall sends a code there, and who types it has shown it is theirs."""

import secrets
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from unionhall.kernel.notices import channels, choosing
from unionhall.kernel.notices.addresses import check_address
from unionhall.kernel.notices.channels import Channel
from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy import counting
from unionhall.kernel.web.fields import LineField

PENDING = "notice_code"  # in the session: what is being proved
GOOD_FOR = 10 * 60  # seconds
MOST_TRIES = 5
CODES_AN_HOUR = 5


class Address(forms.Form):
    """Where the person wants to be reached on a channel."""

    address = LineField(max_length=500)

    def __init__(self, *args: Any, channel: Channel, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.channel, self.person = channel, person
        self.fields["address"].label = channel.asks
        self.fields["address"].help_text = channel.hint

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        check_address(self.channel.name, address)
        return address

    def send_code(self) -> dict[str, Any] | None:
        """Send a code to the address; what the session keeps of it, or None with an error."""
        if counting.count_known(str(self.person.uid), "notice-code") > CODES_AN_HOUR:
            self.add_error(None, _("You asked for many codes. Wait an hour, then ask for another."))
            return None
        code, address = f"{secrets.randbelow(10**6):06}", self.cleaned_data["address"]
        try:
            text = gettext("%(code)s is the code with which you confirm this address in the union's hall.")
            channels.send(self.channel.name, address, text % {"code": code})
        except (channels.NotConfigured, channels.NotSent):
            self.add_error("address", _("Our message did not get through. Look at the address again."))
            return None
        until = timezone.now().timestamp() + GOOD_FOR
        return {
            "channel": self.channel.name,
            "address": address,
            "code": _digest(code),
            "until": until,
            "tries": 0,
        }


class Code(forms.Form):
    """The code that came by the channel."""

    code = LineField(
        label=_("Code"),
        max_length=6,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def address(request: HttpRequest, channel: str) -> HttpResponse:
    """Ask for the address, then for the code that was sent to it; or take the address off."""
    found = channels.CHANNELS.get(channel)
    if found is None or not found.asks or not channels.is_offered(channel):
        raise Http404
    person = cast(Person, request.user)
    if "remove" in request.POST:
        choosing.forget(person, channel)
        return redirect("notice_choices")
    if "again" in request.POST:
        request.session.pop(PENDING, None)
        return redirect("notice_channel", channel)
    pending = _pending(request, channel)
    return _prove(request, person, found, pending) if pending else _ask(request, person, found)


def _ask(request: HttpRequest, person: Person, channel: Channel) -> HttpResponse:
    form = Address(request.POST or None, channel=channel, person=person)
    if request.method == "POST" and form.is_valid() and (sent := form.send_code()):
        request.session[PENDING] = sent
        return redirect("notice_channel", channel.name)
    is_kept = any(each.channel == channel.name for each in choosing.chosen(person))
    return render(request, "notices/address.html", {"form": form, "channel": channel, "is_kept": is_kept})


def _prove(request: HttpRequest, person: Person, channel: Channel, pending: dict[str, Any]) -> HttpResponse:
    form = Code(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if constant_time_compare(_digest(form.cleaned_data["code"]), pending["code"]):
            del request.session[PENDING]
            choosing.add(person, channel.name, pending["address"])
            messages.success(request, _("The address is yours. Notices go there first from now on."))
            return redirect("notice_choices")
        request.session[PENDING] = {**pending, "tries": pending["tries"] + 1}
        form.add_error("code", _("This is not the code that we sent. Look again, or ask for another."))
    return render(request, "notices/address.html", {"form": form, "channel": channel, "sent": True})


def _pending(request: HttpRequest, channel: str) -> dict[str, Any] | None:
    """What waits for its code on this channel, while it is good."""
    kept: dict[str, Any] = request.session.get(PENDING, {})
    is_good = kept.get("until", 0) > timezone.now().timestamp() and kept.get("tries", 0) < MOST_TRIES
    return kept if is_good and kept.get("channel") == channel else None


def _digest(code: str) -> str:
    return salted_hmac("unionhall.notices.code", code, algorithm="sha256").hexdigest()
