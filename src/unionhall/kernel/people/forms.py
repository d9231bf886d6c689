"""The questions around signing in."""

from typing import Any

from allauth.account.forms import ChangePhoneForm, LoginForm, RequestLoginCodeForm, VerifyPhoneForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.people import taking_over, texting
from unionhall.kernel.people.phones import parse_phone


class SignIn(LoginForm):  # type: ignore[misc]
    """A password with the e-mail address or the telephone number that it belongs to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail address or telephone number")
        self.fields["login"].widget.attrs = {"autocomplete": "username", "autocapitalize": "none"}

    def clean_login(self) -> str:
        login = str(super().clean_login())
        try:
            return login if "@" in login else parse_phone(login, settings.PHONE_REGION)
        except ValueError:
            return login


class AskForCode(RequestLoginCodeForm):  # type: ignore[misc]
    """Where the code to sign in shall go; by phone only where the hall can send texts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not texting.is_available():
            del self.fields["phone"]
            self.fields["email"].required = True


class AddPasskey(AddWebAuthnForm):  # type: ignore[misc]
    """A passkey, which replaces the first step, too, unless somebody doesn't want that."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("What you call it")
        self.fields["name"].max_length = 40
        self.fields["passwordless"].label = _("Sign in with it alone, without a password")
        self.fields["passwordless"].help_text = ""
        self.fields["passwordless"].initial = True


class SetUpApp(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code from the app")


class ChangePhone(ChangePhoneForm):  # type: ignore[misc]
    """One's number; that somebody else has it already is settled when a code has proved it."""

    account_already_exists = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"].label = _("Your telephone number")

    def clean_phone(self) -> str:
        if not texting.is_available():
            raise forms.ValidationError(_("This hall can't send texts to telephones."))
        return str(self.cleaned_data["phone"])


class ProvePhone(VerifyPhoneForm):  # type: ignore[misc]
    """The code that proves a number."""

    def clean_code(self) -> str:
        code = super(VerifyPhoneForm, self).clean_code()
        if taking_over.is_kept_by_another(self.user, self.phone):
            raise forms.ValidationError(
                _("Another account proved this number not long ago. Ask your register keeper to sort it out.")
            )
        return str(code)
