"""Where the account's pages lead for what the register confirms."""

from django.urls import reverse


def about_name() -> str:
    """Where a member asks to have their name or number put right."""
    return reverse("register:correct")
