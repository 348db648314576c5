"""Settings that hold everywhere. Each variable read here is explained in docs/configuration.md."""

import os
from pathlib import Path

from cms.formats.en import formats
from cms.settings.base_map import origin_of
from cms.settings.environment import env
from cms.settings.languages import LANGUAGES as LANGUAGES
from cms.settings.sign_in import sign_in_with

BASE_DIR = Path(__file__).resolve().parent.parent.parent

# `make services` writes the addresses of this checkout's private servers here; real variables win over it. A production
# server names its own: a variable that is forgotten there must stop the start.
if os.environ.get("DJANGO_SETTINGS_MODULE") != "cms.settings.production":
    env.read_env(BASE_DIR / ".imbizo" / "services.env")

DATABASES = {"default": env.database("DATABASE_URL")}
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# The provider of text messages, if there is one: its interface is BulkSMS's.
SMS_URL = env.web_address("SMS_URL", default="") if env.str("SMS_URL", default="") else ""
SMS_USER = env.str("SMS_USER", default="")
SMS_PASSWORD = env.str("SMS_PASSWORD", default="")
SMS_SENDER = env.str("SMS_SENDER", default="")
SMS_RECEIPTS_SECRET = env.str("SMS_RECEIPTS_SECRET", default="")
# Texts cost money, abroad a hundred times as much: to which countries they go (ISO 3166-1).
SMS_COUNTRIES = [code.upper() for code in env.list("SMS_COUNTRIES", default=["ZA"])]
# What carries them: requests' own, over the network. The demo has another.
SMS_TRANSPORT = "requests.adapters.HTTPAdapter"

REDIS_URL = env.redis("REDIS_URL")
# What is kept there can be made again. While Redis is away pages go on without it, and /readyz says so.
CACHES = {
    "default": {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"IGNORE_EXCEPTIONS": True, "SOCKET_CONNECT_TIMEOUT": 1, "SOCKET_TIMEOUT": 2},
    }
}
DJANGO_REDIS_LOG_IGNORED_EXCEPTIONS = False
# How long a public page is shown as it was rendered, unless it changes before; 0 renders each anew.
KEEP_PAGES_SECONDS = env.int("KEEP_PAGES_SECONDS", default=300)

INSTALLED_APPS = [
    "cms",
    "incidents",
    "indigent",
    "engagement",
    "wards",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "leaflet",
    "phonenumber_field",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "laces",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.contrib.gis",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "cms.middleware.AdminContentPolicyMiddleware",
    "cms.middleware.PlainAddressMiddleware",
    "engagement.middleware.KeptForBackMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.middleware.AddressLanguageMiddleware",
    "cms.middleware.RefusalMiddleware",
    "cms.middleware.MaintenanceMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "engagement.middleware.SecondFactorMiddleware",
    "cms.middleware.WorkspaceScopeMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "cms.navigation.navigation",
            ],
        },
    }
]
# Forms draw themselves with templates/forms/: label, hint, error and field in one accessible block.
FORM_RENDERER = "cms.renderer.FormRenderer"
INSTALLED_APPS.append("django.forms")

AUTH_USER_MODEL = "engagement.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "engagement.backends.StaffBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
vars().update(sign_in_with(phones=bool(SMS_URL)))
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
# The message goes by the outbox: long enough for a worker that was away for some minutes.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = 2
# By text: what is read on one phone is typed into another, perhaps on its digits.
ACCOUNT_PHONE_VERIFICATION_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "20/m/ip,3/m/key,10/h/key",
    "change_phone": "5/m/user,20/d/user",
    # Counted in our forms, where a number is typed: a text costs money, and comes at night too.
    "text_code": "3/h/key,6/d/key,60/h/ip",
    "verify_phone": None,
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# Phones are shared: whoever closes the browser is signed out.
ACCOUNT_SESSION_REMEMBER = False
# The page that says so: the home page is the same for everybody.
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "engagement.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "engagement.forms.accounts.LoginForm",
    "signup": "engagement.forms.accounts.SignupForm",
    "request_login_code": "engagement.forms.accounts.RequestLoginCodeForm",
    "confirm_login_code": "engagement.forms.accounts.ConfirmLoginCodeForm",
    "reset_password": "engagement.forms.accounts.ResetPasswordForm",
    "reset_password_from_key": "engagement.forms.accounts.ResetPasswordKeyForm",
    "change_password": "engagement.forms.accounts.ChangePasswordForm",
    "set_password": "engagement.forms.accounts.SetPasswordForm",
    "add_email": "engagement.forms.accounts.AddEmailForm",
    "change_phone": "engagement.forms.accounts.ChangePhoneForm",
    "verify_phone": "engagement.forms.accounts.VerifyPhoneForm",
    "reauthenticate": "engagement.forms.accounts.ReauthenticateForm",
}
MFA_FORMS = {
    "authenticate": "engagement.forms.accounts.SecondStepForm",
    "reauthenticate": "engagement.forms.accounts.SecondStepAgainForm",
    "activate_totp": "engagement.forms.accounts.ActivateTOTPForm",
    "add_webauthn": "engagement.forms.accounts.AddPasskeyForm",
    "edit_webauthn": "engagement.forms.accounts.RenamePasskeyForm",
}
MFA_ADAPTER = "engagement.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
# An account begins with an e-mail address; a passkey is added to it.
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_TOTP_ISSUER = "Imbizo"
# A cheap phone's clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1

USE_TZ = True
# Of what belongs to no municipality, and of municipalities in countries with several zones. Each has its own.
TIME_ZONE = env.time_zone("TIME_ZONE", default="Africa/Johannesburg")
USE_I18N = True
FORMAT_MODULE_PATH = ["cms.formats"]
vars().update({name: value for name, value in vars(formats).items() if name.isupper()})
LANGUAGE_CODE = "en"
LOCALE_PATHS = [BASE_DIR / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(BASE_DIR / "media"))
# On a municipality's server nginx serves them.
SERVE_MEDIA = False
# Files that people send in and nobody but staff may see: outside MEDIA_ROOT, served by no address.
PRIVATE_ROOT = env.path("PRIVATE_ROOT", default=str(BASE_DIR / "private"))
# What providers of mail and texts acknowledged and no database has recorded yet: the workers' own, on one disk for all.
JOURNAL_ROOT = Path(str(PRIVATE_ROOT)) / "journal"
# The switch for maintenance, and the pages that the web server shows by itself; it reads this folder too.
AWAY_ROOT = env.path("AWAY_ROOT", default=str(BASE_DIR / ".imbizo" / "away"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "cms.storage.PrivateFileStorage",
        "OPTIONS": {
            "location": str(PRIVATE_ROOT),
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    # A view asks who may see them, then the web server sends them: its group may read, nobody else.
    "photos": {
        "BACKEND": "cms.storage.PrivateFileStorage",
        "OPTIONS": {
            "location": str(Path(PRIVATE_ROOT) / "photos"),
            "file_permissions_mode": 0o640,
            "directory_permissions_mode": 0o750,
        },
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Where no web server stands in front, Imbizo sends the photos itself.
SENDFILE_BACKEND = "cms.storage"
# On a municipality's server nginx sends them.
PHOTO_BACKEND = "django_sendfile.backends.simple.sendfile"
SENDFILE_ROOT = str(Path(PRIVATE_ROOT) / "photos")
SENDFILE_URL = "/photo-files"

# Celery takes redis+socket:// for a unix socket where redis-py takes unix://; one variable serves both.
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1).replace("?db=", "?virtual_host=")
# A request that wakes the worker does not wait for a Redis that hangs or is away: without `max_retries` Celery tries to
# reach it for six seconds with each message, though `retry=False` is said. The worker itself asks it every second.
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 1, "socket_timeout": 5, "max_retries": 0}
# The worker logs as the web server does: without tokens.
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE: dict[str, dict] = {
    "note-worker-alive": {"task": "cms.note_worker_alive", "schedule": 60},
    "deliver-notifications": {"task": "engagement.deliver_notifications", "schedule": 60},
    "answer-access-requests": {"task": "engagement.answer_access_requests", "schedule": 30},
    "tell-of-notices": {"task": "cms.tell_of_notices", "schedule": 60},
    "publish-scheduled": {"task": "cms.publish_scheduled", "schedule": 60},
    "keep-ward-pages": {"task": "cms.keep_all_ward_pages", "schedule": 3600},
    "sweep-imports": {"task": "wards.sweep_imports", "schedule": 600},
    "tell-followers": {"task": "engagement.tell_followers", "schedule": 60},
    "remind-moderators": {"task": "engagement.remind_moderators", "schedule": 3600},
    "expire-unconfirmed": {"task": "engagement.expire_unconfirmed", "schedule": 3600},
    # Terms begin and end at midnight, in each municipality's own time zone.
    "hand-over": {"task": "engagement.hand_over", "schedule": 3600},
    "ask-whether-helped": {"task": "engagement.ask_whether_helped", "schedule": 3600},
    "forget-requests": {"task": "engagement.forget_requests", "schedule": 3600},
    "forget-submissions": {"task": "engagement.forget_submissions", "schedule": 86_400},
    "remind": {"task": "engagement.remind", "schedule": 1800},
    "send-digests": {"task": "engagement.send_digests", "schedule": 1800},
    # Twice a day: beat counts a long interval anew when it is started anew.
    "forget-drafts": {"task": "engagement.forget_drafts", "schedule": 43_200},
    "forget-concern-drafts": {"task": "engagement.forget_concern_drafts", "schedule": 43_200},
    "sweep-photo-files": {"task": "engagement.sweep_photo_files", "schedule": 43_200},
    "forget-messages": {"task": "engagement.forget_messages", "schedule": 43_200},
    "index-recipients": {"task": "engagement.index_recipients", "schedule": 43_200},
    "end-unread-notice-follows": {"task": "engagement.end_unread_notice_follows", "schedule": 43_200},
    "apply-retention": {"task": "engagement.apply_retention", "schedule": 43_200},
    "forget-sessions": {"task": "engagement.forget_sessions", "schedule": 43_200},
}

# A public page loads nothing from elsewhere and runs no inline code.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
# Wagtail's editor needs inline style and script; nobody reaches it without a second factor.
ADMIN_CONTENT_SECURITY_POLICY = {
    "default-src": ["'self'"],
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "object-src": ["'none'"],
    "base-uri": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'self'"],
}
SECURE_REFERRER_POLICY = "same-origin"
# A page may ask for the phone's position, to find the ward; nothing else of the phone.
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "camera": [],
    "display-capture": [],
    "geolocation": ["self"],
    "microphone": [],
    "midi": [],
    "payment": [],
    "usb": [],
}
X_FRAME_OPTIONS = "SAMEORIGIN"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True

CSRF_FAILURE_VIEW = "cms.views.errors.form_refused"

WAGTAIL_SITE_NAME = "Imbizo"
# Linked in the foot of each page: section 13 of the licence (AGPL-3.0). Production must have it.
SOURCE_URL = env.web_address("SOURCE_URL") if env.str("SOURCE_URL", default="") else ""
WAGTAILADMIN_BASE_URL = env.web_address("BASE_URL", default="http://127.0.0.1:8000")
# Sign-in, passwords and addresses are allauth's, which asks for the second factor; Wagtail's own pages do not.
WAGTAILADMIN_LOGIN_URL = "/accounts/login/"
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# A municipality's publishers approve its pages; an operator who runs a dozen of them is not asked each time.
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
# No page embeds what others host, so that the server asks nobody for it.
WAGTAILEMBEDS_FINDERS: list[dict] = []
# An address stays as it was typed: looked up, it would tell of pages on the site of another municipality.
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = "none"
# Publisher and editor speak through the workflow, which mails what they say.
WAGTAILADMIN_COMMENTS_ENABLED = False
WAGTAIL_I18N_ENABLED = True
# A translation that is only begun is not published: `cms.services.translations` says what readers see meanwhile.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
# Staff choose among these for their workspace; what is Wagtail's own is English where it has no words of a language.
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
# Accents and case count for nothing, in the search of the site and of the workspace: `cms` 0003 makes "imbizo".
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "imbizo"}}
# Vector pictures can hold script, and moving ones weigh more than a page.
WAGTAILIMAGES_EXTENSIONS = ["jpeg", "jpg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 12 * 1024 * 1024
# What opening it takes in memory, some 200 MB, one worker can bear; a phone takes 12 to 50 million.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.forms.media.PictureForm"
# On a small screen nobody tells these from better ones that weigh half as much again.
WAGTAILIMAGES_JPEG_QUALITY = 70
WAGTAILIMAGES_WEBP_QUALITY = 68
WAGTAILIMAGES_AVIF_QUALITY = 50
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.forms.media.DocumentForm"
# By Imbizo itself, which asks who may read it; never by its place among the public files.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# Nothing that was brought in is opened as a page of this site.
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "rtf", "txt", "xlsx"]

# A number without its country is one of the first to which texts go.
PHONENUMBER_DEFAULT_REGION = SMS_COUNTRIES[0]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS = [
    # Debian's GDAL 3.6 is supported by Django 5.2; the warning asks for a newer one that Debian 12 does not carry.
    "gis.W001",
    # Wagtail's editor shows its preview in a frame of this site, so that X_FRAME_OPTIONS must allow our own frames.
    "security.W019",
]

# The base map is a setting: a tile address with {z}/{x}/{y}, and who made it. Without one the map draws outlines alone.
BASE_MAP_TILES = env.str("BASE_MAP_TILES", default="")
BASE_MAP_ATTRIBUTION = env.str("BASE_MAP_ATTRIBUTION", default="")
if origin_of(BASE_MAP_TILES):
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"].append(origin_of(BASE_MAP_TILES))
LEAFLET_CONFIG = {"RESET_VIEW": False, "SPATIAL_EXTENT": (-180, -85, 180, 85)}

EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Imbizo <no-reply@example.org>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_SUBJECT_PREFIX = ""

# Numbers shown before any form: in danger, a person calls; they do not type. These are South Africa's; a server must
# name those of its own country.
EMERGENCY_NUMBERS = env.emergency_numbers(
    "EMERGENCY_NUMBERS", default="any=112,police=10111,ambulance=10177,fire=10177"
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "cms.log_secrets.WithoutSecrets",
            "fmt": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.log_level("LOG_LEVEL", default="INFO")},
    "loggers": {
        # Two lines for each page that is indexed say nothing that a failure would not.
        "django_tasks": {"level": "WARNING"},
        # It tells what a photo says of itself, such as where it was taken and by which phone.
        "PIL": {"level": "WARNING"},
    },
}
