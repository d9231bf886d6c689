"""What each process of the web server runs."""

import os

from unionhall.ground import lifelines

lifelines.end_with_server()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unionhall.settings")

from django.conf import settings  # noqa: E402 (a worker without its server must end before it loads anything)
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.urls import get_resolver  # noqa: E402
from granian.utils.proxies import wrap_wsgi_with_proxy_headers  # noqa: E402

from unionhall.running import leftovers  # noqa: E402

# Only a proxy on this machine is believed when it says who asks.
application = wrap_wsgi_with_proxy_headers(get_wsgi_application(), trusted_hosts=["127.0.0.1", "::1"])
leftovers.register(settings.HALL_HOME)
get_resolver().url_patterns  # noqa: B018 (loads all pages now, not on the first visit)
