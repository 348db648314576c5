"""A councillor's own office: who helps there, which templates are kept, whether the weekly message is wanted."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from engagement.forms.office import AssistantForm, OwnTemplateForm
from engagement.models import CouncillorAccount
from engagement.queries.answer_templates import own_templates
from engagement.queries.people import assistants_of
from engagement.services.answer_templates import drop_template, keep_template
from engagement.services.assistants import appoint_assistant, dismiss_assistant
from engagement.services.people import choose_digest
from engagement.views.at_desk import crumbs, desk_of
from engagement.views.going_back import kept_for_back

# Says once what was done, after the form led back to the page.
_DONE = "office_done"


@kept_for_back
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def office(request: HttpRequest) -> HttpResponse:
    """Who helps in the office, and the way to let somebody help."""
    desk = desk_of(request, at=timezone.now())
    form = AssistantForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        account = _own_account(desk.account)
        if form.is_valid() and _appoint(request, form, account):
            return redirect("engagement:office")
    context = {
        "desk": desk,
        "crumbs": crumbs(),
        "form": form if desk.account else None,
        "assistants": list(assistants_of(desk.councillor)) if desk.councillor else [],
        "templates": list(own_templates(request.user)),
        "done": request.session.pop(_DONE, ""),
    }
    return render(request, "engagement/office.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def assistant(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody help in the office no longer; asked once more before it is done."""
    account = _own_account(desk_of(request, at=timezone.now()).account)
    found = get_object_or_404(assistants_of(account.councillor), pk=pk)
    if request.method == "POST":
        dismiss_assistant(assistant=found)
        request.session[_DONE] = "dismissed"
        return redirect("engagement:office")
    return render(request, "engagement/office_assistant.html", {"assistant": found, "crumbs": crumbs()})


@never_cache
@require_POST
def digest(request: HttpRequest) -> HttpResponse:
    """Switch the weekly message on or off."""
    account = _own_account(desk_of(request, at=timezone.now()).account)
    is_wanted = request.POST.get("wanted") == "yes"
    choose_digest(account=account, is_wanted=is_wanted)
    request.session[_DONE] = "digest-on" if is_wanted else "digest-off"
    return redirect("engagement:office")


@kept_for_back
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def template(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Write a template for one's own answers, or change one."""
    desk = desk_of(request, at=timezone.now())
    found = get_object_or_404(own_templates(request.user), pk=pk) if pk else None
    initial = {"name": found.name, "text": found.text, "municipality": found.municipality_id} if found else None
    places = [found.municipality_id] if found else desk.municipalities
    form = OwnTemplateForm(request.POST if request.method == "POST" else None, initial=initial, municipalities=places)
    if request.method == "POST" and form.is_valid():
        cells = form.cleaned_data
        kept = keep_template(name=cells["name"], text=cells["text"], municipality=form.place(), by=request.user)
        if found and kept.pk != found.pk:
            drop_template(template=found, by=request.user)
        request.session[_DONE] = "template"
        return redirect("engagement:office")
    context = {"form": form, "template": found, "crumbs": crumbs()}
    return render(request, "engagement/office_template.html", context)


@never_cache
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a template of one's own."""
    desk_of(request, at=timezone.now())
    drop_template(template=get_object_or_404(own_templates(request.user), pk=pk), by=request.user)
    request.session[_DONE] = "template-gone"
    return redirect("engagement:office")


def _appoint(request: HttpRequest, form: AssistantForm, account: CouncillorAccount) -> bool:
    email = form.cleaned_data["email"]
    if email.casefold() == request.user.email.casefold():
        form.add_error("email", _("This is your own address. Enter the address of whoever is to help you"))
        return False
    appoint_assistant(email=email, councillor=account.councillor, at=timezone.now())
    request.session[_DONE] = "appointed"
    return True


def _own_account(account: CouncillorAccount | None) -> CouncillorAccount:
    """The account of a councillor, who alone decides about their office.

    Raises:
        Http404: somebody else asks.
    """
    if account is None:
        raise Http404(_("Only a councillor decides about their own office."))
    return account
