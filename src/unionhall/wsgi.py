"""The pages as an application for a web server."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unionhall.settings")

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

# Only a proxy on this machine is believed when it says who asks.
application = wrap_wsgi_with_proxy_headers(get_wsgi_application(), trusted_hosts=["127.0.0.1", "::1"])
get_resolver().url_patterns  # noqa: B018 (loads all pages now, not on the first visit)
