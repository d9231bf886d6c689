"""Where the link in a letter leads by which letters about one matter stop, without an account."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from unionhall.kernel.notices.stopping import meant_by
from unionhall.kernel.web.leading import SeeOther
from unionhall.kernel.web.origin import same_origin


@never_cache
@same_origin
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Ask first: programs that look at letters follow their links, and must stop nothing by it."""
    meant = meant_by(token)
    if meant is None:
        raise Http404
    if request.method == "POST":
        meant.do()
        return SeeOther(request.path)
    said = {"reference": meant.matter.reference, "is_done": meant.is_done, "walk": True}
    return render(request, "notices/stop.html", said)
