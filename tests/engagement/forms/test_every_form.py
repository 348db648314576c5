"""Every form that takes personal data says what is done with it."""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django import forms
from django.apps import apps
from django.conf import settings

from cms.forms.demo import FindMessageForm
from engagement.forms import accounts, answer, moderation, office, policies, raise_concern, referrals, standing, thread
from engagement.forms.contact import ContactField
from engagement.forms.notice import NoticeMixin
from engagement.forms.phone import PhoneField
from engagement.forms.words import WordsField

NAMES = frozenset({"contact", "email", "login", "name", "phone", "photos", "subject", "text", "why", "words"})
FIELDS = (ContactField, PhoneField, WordsField, forms.EmailField)
LINE = '{% include "engagement/components/your_data_line.html" %}'

LEADS_THERE = {
    thread.ReplyForm: "engagement/components/thread.html",
    thread.ReopenForm: "engagement/components/thread.html",
    thread.FeedbackForm: "engagement/components/feedback_form.html",
    thread.SharingForm: "engagement/components/sharing.html",
    accounts.LoginForm: "account/login.html",
    accounts.RequestLoginCodeForm: "account/request_login_code.html",
    accounts.ResetPasswordForm: "account/password_reset.html",
    accounts.AddEmailForm: "account/email.html",
    accounts.ChangePhoneForm: "account/phone_change.html",
}
"""Forms of somebody who was shown a notice before, with what they send again: a line leads to all of it."""

AT_WORK = "written by a councillor, an assistant or staff in their office, about what others wrote"
BETWEEN = "a question of the wizard, each of which shows the notice of the whole"
PROOF = "proves who signs in; what is typed is compared, and kept as a digest or not at all"
WITHOUT = {
    raise_concern.WhereForm: BETWEEN,
    raise_concern.PhotosForm: BETWEEN,
    raise_concern.ReachForm: BETWEEN,
    answer.AnswerForm: AT_WORK,
    answer.QuestionForm: AT_WORK,
    answer.NoteForm: AT_WORK,
    answer.SendBackForm: AT_WORK,
    moderation.PublicWordsForm: AT_WORK,
    moderation.DecisionForm: AT_WORK,
    moderation.ShowAfterAllForm: AT_WORK,
    moderation.ReportDecisionForm: AT_WORK,
    office.AssistantForm: AT_WORK,
    office.OwnTemplateForm: AT_WORK,
    referrals.DepartmentReportForm: AT_WORK,
    standing.AskModeratorForm: AT_WORK,
    standing.ReasonForm: "on no page: the public's form, which has a notice, and the desk's come of it",
    FindMessageForm: "looks through the messages of the demo, and keeps nothing",
    policies.RetentionForm: "months, and nothing of anybody",
    accounts.ChangePasswordForm: PROOF,
    accounts.SetPasswordForm: PROOF,
    accounts.ResetPasswordKeyForm: PROOF,
    accounts.ReauthenticateForm: PROOF,
    accounts.ConfirmLoginCodeForm: PROOF,
    accounts.VerifyPhoneForm: PROOF,
    accounts.SecondStepForm: PROOF,
    accounts.SecondStepAgainForm: PROOF,
    accounts.ActivateTOTPForm: PROOF,
    accounts.AddPasskeyForm: PROOF,
    accounts.RenamePasskeyForm: PROOF,
}


def below(form: type) -> Iterator[type]:
    """Every class that comes of a class."""
    for each in form.__subclasses__():
        yield each
        yield from below(each)


def all_forms() -> set[type[forms.BaseForm]]:
    """Every form in the rooms for forms of our apps."""
    rooms = []
    for app in apps.get_app_configs():
        home = Path(app.path) / "forms"
        if Path(app.path).parent == settings.BASE_DIR and home.is_dir():
            rooms.append(f"{app.name}.forms")
            for module in pkgutil.walk_packages([str(home)], f"{app.name}.forms."):
                importlib.import_module(module.name)
    return {form for form in below(forms.BaseForm) if form.__module__.startswith(tuple(rooms))}


def is_personal(form: type[forms.BaseForm]) -> bool:
    """Whether a form asks for something of a person; allauth's put their fields together when they are made."""
    by_allauth = form.__module__ == accounts.__name__ and form.__name__ in _allauths()
    fields = form.base_fields.items()
    return by_allauth or any(name in NAMES or isinstance(field, FIELDS) for name, field in fields)


def _allauths() -> set[str]:
    paths = [*settings.ACCOUNT_FORMS.values(), *settings.MFA_FORMS.values()]
    return {path.rpartition(".")[2] for path in paths}


def test_every_form_that_takes_personal_data_shows_a_notice_or_says_why_not() -> None:
    found = all_forms()
    assert raise_concern.WhatForm in found
    asking = {form for form in found if is_personal(form)}
    silent = {form for form in asking if not issubclass(form, NoticeMixin)}
    assert silent == {*LEADS_THERE, *WITHOUT}
    assert {form for form in asking - silent if not form.notice_form} <= {standing.ContactForm}


@pytest.mark.parametrize("template", sorted(set(LEADS_THERE.values())))
def test_a_form_without_a_notice_leads_to_what_is_said_of_data(template: str) -> None:
    text = (settings.BASE_DIR / "templates" / template).read_text()
    assert text.count(LINE) == list(LEADS_THERE.values()).count(template)
