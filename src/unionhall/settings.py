"""Django's settings, composed from the environment, instruments and rooms; none of them is named here."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from unionhall import database, environment
from unionhall.ground import zones
from unionhall.kernel.people.openid import openid_apps, origins
from unionhall.operations import logs
from unionhall.running.discovery import discover, discover_instruments

ZONES = zones.choose()
HERE = Path(__file__).parent
ENVIRONMENT = environment.load()

DEBUG = ENVIRONMENT.debug
SECRET_KEY = ENVIRONMENT.secret_key
HALL_ADDRESS = ENVIRONMENT.address
HALL_HOME = ENVIRONMENT.home
DAYS_OFF = ENVIRONMENT.days_off
_PUBLIC = urlsplit(HALL_ADDRESS)
_SECURE = _PUBLIC.scheme == "https"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", _PUBLIC.hostname or "localhost"]
CSRF_TRUSTED_ORIGINS = [HALL_ADDRESS]

INSTALLED_APPS = [
    "unionhall.kernel.privacy",
    "unionhall.kernel.places",
    "unionhall.kernel.daily",
    "unionhall.kernel.people",
    "unionhall.kernel.drafts",
    "unionhall.kernel.journal",
    "unionhall.kernel.matters",
    "unionhall.kernel.notices",
    "unionhall.kernel.procedures",
    "unionhall.kernel.things",
    "unionhall.kernel.web",
    "unionhall.kernel.api",
    *discover_instruments(),
    *discover(),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_htmx",
    "pgtrigger",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "unionhall.operations.requests.RequestMiddleware",
    "csp.middleware.CSPMiddleware",  # before everything that may answer, so that refusals have it too
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "unionhall.kernel.api.encrypted.EncryptedMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "unionhall.kernel.api.problems.ProblemMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "unionhall.kernel.people.sessions.SignedInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "unionhall.kernel.web.account.middleware.LeaveNothingMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "unionhall.kernel.web.account.middleware.SecondFactorMiddleware",
    "unionhall.kernel.web.waiting_words.WaitingWordsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "unionhall.kernel.web.errors.RefusalMiddleware",
    "unionhall.kernel.web.sealed.SealedMiddleware",
]

ROOT_URLCONF = "unionhall.urls"
WSGI_APPLICATION = "unionhall.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = database.settings(ENVIRONMENT)
DATABASE_ROUTERS = ["unionhall.database.replica.Router"]
REPLICA_LAG = ENVIRONMENT.database_replica_lag

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "unionhall.kernel.web.context.hall",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

# --- People
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
if ENVIRONMENT.sign_in.refused_passwords:
    AUTH_PASSWORD_VALIDATORS.append(
        {
            "NAME": "django.contrib.auth.password_validation.CommonPasswordValidator",
            "OPTIONS": {"password_list_path": ENVIRONMENT.sign_in.refused_passwords},
        }
    )
if ENVIRONMENT.sign_in.breached_passwords:
    AUTH_PASSWORD_VALIDATORS.append(
        {
            "NAME": "unionhall.kernel.people.breached.BreachedPasswordValidator",
            "OPTIONS": {"path": ENVIRONMENT.sign_in.breached_passwords},
        }
    )
ACCOUNT_ADAPTER = "unionhall.kernel.people.adapter.HallAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]

# --- sign-in
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "phone", "password1*", "password2*"]
ACCOUNT_FORMS = {
    "login": "unionhall.kernel.people.forms.SignIn",
    "request_login_code": "unionhall.kernel.people.forms.AskForCode",
    "change_phone": "unionhall.kernel.people.forms.ChangePhone",
    "verify_phone": "unionhall.kernel.people.forms.ProvePhone",
}
ACCOUNT_RATE_LIMITS = {
    "change_phone": "5/h/user",
    "login": "300/m/ip",  # a whole shift may share one address
    "login_failed": "60/m/ip,5/300s/key",  # the key is login and network
    "login_failed_anywhere": "100/h/key",
    "login_failed_known": "5/300s/key",
    "login_failed_wide": "960/m/key",
    "request_login_code": "60/m/ip,3/m/key,10/d/key",
    "verify_phone": "1/30s/key,5/d/key,20/m/ip",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
TEXT_GATEWAY = "unionhall.kernel.notices.channels.send_sms" if "sms" in ENVIRONMENT.channels.gateways else ""
PHONE_REGION = ENVIRONMENT.sign_in.phone_region
IDLE_MINUTES = ENVIRONMENT.sign_in.idle_minutes
IDLE_MINUTES_OFFICERS = ENVIRONMENT.sign_in.idle_minutes_officers
SECOND_FACTOR_DAYS = ENVIRONMENT.sign_in.second_factor_days
MFA_ADAPTER = "unionhall.kernel.people.factors.FactorAdapter"
MFA_FORMS = {
    "activate_totp": "unionhall.kernel.people.forms.SetUpApp",
    "add_webauthn": "unionhall.kernel.people.forms.AddPasskey",
}
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _SECURE  # browsers themselves allow it at localhost only
SINGLE_SIGN_ON = ENVIRONMENT.sign_in.single_sign_on
SOCIALACCOUNT_ADAPTER = "unionhall.kernel.people.single_sign_on.UnionSignInAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": openid_apps(SINGLE_SIGN_ON)}}
ALLAUTH_TRUSTED_PROXY_COUNT = int(_SECURE)  # a proxy with a certificate says who asks
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_attempts",
        "KEY_FUNCTION": "unionhall.kernel.people.attempts.key",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
SESSION_ENGINE = "unionhall.kernel.people.session_store"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _SECURE
COOKIE_PREFIX = "__Host-" if _SECURE else ""  # browsers hold such a cookie to this host, path / and https
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}django_language"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "unionhall.kernel.web.errors.csrf_failure"

# --- Languages
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", _("English")),
    ("zh-hans", _("Simplified Chinese")),
    ("zh-hant", _("Traditional Chinese")),
]
LOCALE_PATHS = [HERE / "kernel" / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"

# --- Pages and files
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
FILES_BUCKET = ENVIRONMENT.files.address if ENVIRONMENT.files.is_bucket else ""
MEDIA_ROOT = ENVIRONMENT.home / "files" if FILES_BUCKET else Path(ENVIRONMENT.files.address)
CLAMD = ENVIRONMENT.files.clamd
KEYS = ENVIRONMENT.keys
MATTER_FILES = ENVIRONMENT.files.most
MATTER_BYTES = ENVIRONMENT.files.megabytes * 1_048_576
READING = ENVIRONMENT.files.reading
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "unionhall.kernel.web.uploads.Nameless",
]
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000  # the largest form, of a place, has 300 streets of four fields each
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "form-action": [SELF, *origins(SINGLE_SIGN_ON)],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
PROXIES = ENVIRONMENT.proxies
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _SECURE else None
SECURE_SSL_REDIRECT = _SECURE
SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics$"]  # asked on the machine itself, without a proxy
SECURE_HSTS_SECONDS = 31_536_000 if _SECURE else 0
# The union's other sites are not the hall's to decide about: neither its subdomains nor the browsers' list.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# --- Mail
EMAIL_BACKEND = ENVIRONMENT.mail.backend
EMAIL_FILE_PATH = str(ENVIRONMENT.home / "mail")
EMAIL_HOST = ENVIRONMENT.mail.host
EMAIL_PORT = ENVIRONMENT.mail.port
EMAIL_HOST_USER = ENVIRONMENT.mail.user
EMAIL_HOST_PASSWORD = ENVIRONMENT.mail.password
EMAIL_USE_TLS = ENVIRONMENT.mail.starttls
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.mail.sender

# --- Other channels of notices
CHANNEL_GATEWAYS = ENVIRONMENT.channels.gateways
WEBHOOK_HOSTS = ENVIRONMENT.channels.webhook_hosts
PRIVATE_HOSTS = ENVIRONMENT.channels.private_hosts
WITNESSES = ENVIRONMENT.witnesses
SECURITY_CONTACT = ENVIRONMENT.security_contact

LOGGING = logs.configuration(debug=DEBUG, requests=_SECURE)
METRICS_TOKEN = ENVIRONMENT.metrics_token
