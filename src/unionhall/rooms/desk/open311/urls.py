"""The calls of GeoReport v2. The suffix is the format; whatever is unknown gets the error in XML or JSON."""

from django.urls import re_path

from unionhall.rooms.desk.open311 import describing, discovery, listing, sending
from unionhall.rooms.desk.open311.calls import answers, nowhere

app_name = "open311"

FORM = r"\.(?P<form>xml|json)\Z"

urlpatterns = [
    re_path(rf"^discovery{FORM}", answers(get=discovery.discover), name="discovery"),
    re_path(rf"^services{FORM}", answers(get=describing.list_all), name="services"),
    re_path(rf"^services/(?P<code>[\w-]+){FORM}", answers(get=describing.define), name="service"),
    re_path(rf"^requests{FORM}", answers(get=listing.list_some, post=sending.send), name="requests"),
    re_path(rf"^requests/(?P<number>[\w-]+){FORM}", answers(get=listing.show_one), name="request"),
    re_path(rf"^tokens/(?P<token>[\w-]+){FORM}", answers(get=listing.resolve), name="token"),
    re_path(r"^(?P<rest>(?s:.*))\Z", nowhere, name="nowhere"),
]
