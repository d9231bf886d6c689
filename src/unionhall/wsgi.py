"""The pages as an application for a web server."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unionhall.settings")

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from unionhall.kernel.web import following
from unionhall.operations import hops

application = following.before(hops.behind(get_wsgi_application(), settings.PROXIES))
get_resolver().url_patterns  # noqa: B018 (loads all pages now, not on the first visit)
