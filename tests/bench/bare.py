"""A bare Django view: no middleware, no database, no template. What the same server does at best.

Beside it a bare form: checked by Django, stored as one row, and answered by a redirect.
"""

from django import forms
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path

_BODY = b"<!doctype html><title>Bare</title>" + b"<p>As long as a page of the site.</p>" * 400


def bare(request: HttpRequest) -> HttpResponse:
    """The same bytes to everybody; 14 kilobytes."""
    return HttpResponse(_BODY)


class BareForm(forms.Form):
    """As many fields as somebody fills in who writes to a councillor."""

    nature = forms.ChoiceField(choices=[("issue", "Issue"), ("suggestion", "Suggestion")], widget=forms.RadioSelect)
    subject = forms.CharField(max_length=120)
    text = forms.CharField(max_length=4000, widget=forms.Textarea)
    readers = forms.ChoiceField(
        choices=[("everyone", "Everyone"), ("councillor", "The councillor")], widget=forms.RadioSelect
    )
    contact = forms.EmailField()
    key = forms.CharField()


def bare_form(request: HttpRequest) -> HttpResponse:
    """Show it, or store what was sent into the table that the measuring process made."""
    form = BareForm(request.POST or None, initial={"key": "bare"})
    if not form.is_valid():
        return HttpResponse(f'<!doctype html><title>Bare</title><form method="post">{form.as_p()}</form>')
    with connection.cursor() as cursor:
        sent = [form.cleaned_data[name] for name in ("subject", "text", "contact")]
        cursor.execute("INSERT INTO bench_sent (subject, text, contact) VALUES (%s, %s, %s)", sent)
    return HttpResponseRedirect("/form/sent/")


urlpatterns = [path("", bare), path("healthz", bare), path("form/", bare_form)]
