"""How allauth works here: where people land, and how the secrets of second factors are kept."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.urls import reverse
from encrypted_fields.fields import EncryptedTextField

from engagement.models import CouncillorAccount

_cipher = EncryptedTextField()


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in leads each person to where their work or their cases are."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Councillors to their desk, staff to the workspace, residents to their cases."""
        if CouncillorAccount.objects.filter(user=request.user).exists():
            return reverse("engagement:desk")
        if request.user.has_perm("wagtailadmin.access_admin"):
            return reverse("wagtailadmin_home")
        return reverse("engagement:my")


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors lie encrypted, with the keys of the other encrypted fields."""

    def encrypt(self, text: str) -> str:
        """The text as it is stored."""
        return _cipher.f.encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The text as it was given."""
        return _cipher.f.decrypt(encrypted_text.encode()).decode()
