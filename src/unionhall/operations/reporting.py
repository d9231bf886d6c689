"""Where somebody reports a weakness of the hall: RFC 9116."""

from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

GOOD_FOR = timedelta(days=180)


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Contact, how long this holds, and the languages in which an answer comes."""
    contact = settings.SECURITY_CONTACT or f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"
    expires = (timezone.now() + GOOD_FOR).replace(microsecond=0).isoformat()
    lines = [f"Contact: {contact}", f"Expires: {expires}", "Preferred-Languages: en, zh"]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
