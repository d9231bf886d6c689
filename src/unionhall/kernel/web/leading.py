"""Where a form leads: what stands there is read, and going back sends nothing again."""

from django.http import HttpResponseRedirect


class SeeOther(HttpResponseRedirect):
    status_code = 303
