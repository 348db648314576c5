"""A moderator's decision."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from engagement.enums import PublicationRefusal, ReportOutcome
from engagement.forms.words import WordsField
from engagement.models import Case
from engagement.queries.public_words import all_mask_words
from engagement.rules.personal_data import words_added

PUBLISH = "publish"
CHOOSE_WHY = _("Choose why it is taken down")


def why_taken_down(label: Promise, *, required: bool = True) -> forms.ChoiceField:
    """The question why something is taken down."""
    return forms.ChoiceField(
        label=label,
        help_text=_("The resident and whoever has the link read the reason."),
        choices=PublicationRefusal,
        widget=forms.RadioSelect,
        required=required,
        error_messages={"required": CHOOSE_WHY},
    )


class PublicWordsForm(forms.Form):
    """The words as everyone reads them: what the resident wrote, with passages left out."""

    public_subject = WordsField(
        label=_("In one line, as everyone reads it"),
        most=400,
        required=False,
    )
    public_text = WordsField(
        label=_("The text, as everyone reads it"),
        most=10_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        required=False,
    )

    public_place = WordsField(
        label=_("The place in words, as everyone reads it"),
        help_text=_("Leave it empty to show none. On the map everyone sees the place to about 100 metres."),
        most=400,
        required=False,
    )

    photos = forms.TypedMultipleChoiceField(
        label=_("Which photos does everyone see?"),
        help_text=_("None that shows a face, a number plate or a document."),
        coerce=UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        concern, photos = case.concern, list(case.photos.all())
        self.shown_now = frozenset(photo.token for photo in photos if photo.shown_at)
        words = {field: getattr(concern, field) for field in ("public_subject", "public_text", "public_place")}
        kwargs.setdefault("initial", words | {"photos": [str(token) for token in self.shown_now]})
        super().__init__(*args, **kwargs)
        label = _("Photo %(number)d")
        self.fields["photos"].choices = [
            (str(photo.token), label % {"number": number}) for number, photo in enumerate(photos, 1)
        ]
        if not photos:
            del self.fields["photos"]
        if not case.place_words:
            del self.fields["public_place"]
        self.case = case
        self.masks = all_mask_words(case.language)
        self.fields["public_text"].help_text = _(
            "Replace what should be left out by one of these: %(words)s. Nothing can be added."
        ) % {"words": ", ".join(self.masks)}

    def clean_public_subject(self) -> str:
        """The line, if it holds only what the resident wrote."""
        return self._checked("public_subject", self.case.concern.kept_subject)

    def clean_public_text(self) -> str:
        """The text, if it holds only what the resident wrote."""
        return self._checked("public_text", self.case.concern.kept_text)

    def clean_public_place(self) -> str:
        """The place, if it holds only what the resident wrote; it may be left out."""
        return self._checked("public_place", self.case.place_words, may_be_empty=True)

    def _checked(self, field: str, original: str, *, may_be_empty: bool = False) -> str:
        if field not in self.data:
            # A page from before there was a public version.
            return getattr(self.case.concern, field)
        shown = self.cleaned_data[field]
        if not shown and not may_be_empty:
            raise ValidationError(_("Something has to be left for everyone to read"))
        if added := words_added(original, shown, self.masks):
            raise ValidationError(
                _("The resident did not write this: “%(added)s”. Leave it out with one of: %(words)s"),
                params={"added": added[:80], "words": ", ".join(self.masks)},
            )
        return shown


class DecisionForm(PublicWordsForm):
    """Show a concern to everyone, or say why not."""

    decision = forms.ChoiceField(
        label=_("May everyone read it?"),
        choices=[
            (PUBLISH, _("Yes: show it on the ward's page")),
            *((reason.value, format_lazy(_("No. {reason}"), reason=reason.label)) for reason in PublicationRefusal),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether everyone may read it")},
    )

    def clean(self) -> dict[str, Any]:
        """The answers; the words need no care where nobody is to read them."""
        answers = super().clean()
        if answers.get("decision", PUBLISH) != PUBLISH:
            for field in ("public_subject", "public_text", "public_place"):
                self.errors.pop(field, None)
        return answers

    def refusal(self) -> PublicationRefusal | None:
        """Why it is not shown; None where it is."""
        decision = self.cleaned_data["decision"]
        return None if decision == PUBLISH else PublicationRefusal(decision)


class ShowAfterAllForm(PublicWordsForm):
    """Show a concern that was refused."""

    sure = forms.BooleanField(
        label=_("I have read it again, and everyone may read it"),
        error_messages={"required": _("Tick that everyone may read it")},
    )


class WithdrawalForm(forms.Form):
    """Why a concern is taken down, and whether its words go too."""

    reason = why_taken_down(_("Why is it taken down?"))
    erase_words = forms.BooleanField(
        label=_("Also remove the words for good"),
        help_text=_("Nobody can read them any more, the councillor included. This cannot be undone."),
        required=False,
    )


class ReportDecisionForm(PublicWordsForm):
    """What to do about a report: leave it, leave more out, or take it down with a reason."""

    outcome = forms.ChoiceField(
        label=_("What is to happen?"),
        choices=[
            (ReportOutcome.KEPT, _("It stays as it is")),
            (ReportOutcome.MASKED, _("Leave more out, as written above")),
            (ReportOutcome.TAKEN_DOWN, _("Take it down")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is to happen")},
    )
    reason = why_taken_down(_("If it is taken down: why?"), required=False)

    def clean(self) -> dict[str, Any]:
        """The answers; taking down needs its reason, and leaving out another version."""
        answers = super().clean()
        if answers.get("outcome") == ReportOutcome.TAKEN_DOWN and not answers.get("reason"):
            self.add_error("reason", CHOOSE_WHY)
        if answers.get("outcome") == ReportOutcome.MASKED and not self.has_changed_words():
            self.add_error("public_text", _("Leave something out first, or choose that it stays as it is"))
        return answers

    def has_changed_words(self) -> bool:
        """Whether the version is another than what everyone reads now."""
        shown, concern = self.cleaned_data, self.case.concern
        before = (concern.public_subject, concern.public_text, concern.public_place, self.shown_now)
        words = (shown.get("public_subject"), shown.get("public_text"), shown.get("public_place", concern.public_place))
        return (*words, frozenset(shown.get("photos", self.shown_now))) != before


class AppealDecisionForm(forms.Form):
    """Whether a decision stands. Taking down needs its reason."""

    verdict = forms.ChoiceField(
        label=_("Does the decision stand?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether the decision stands")},
    )
    reason = why_taken_down(_("If it is taken down: why?"), required=False)

    STANDS, OTHERWISE = "stands", "otherwise"

    def __init__(self, *args: Any, by_reporter: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_reporter = by_reporter
        otherwise = _("No: take it down") if by_reporter else _("No: show it to everyone")
        self.fields["verdict"].choices = [(self.STANDS, _("Yes, it stands")), (self.OTHERWISE, otherwise)]
        if not by_reporter:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        """The answers; taking down needs its reason."""
        answers = super().clean()
        if self.by_reporter and answers.get("verdict") == self.OTHERWISE and not answers.get("reason"):
            self.add_error("reason", CHOOSE_WHY)
        return answers
