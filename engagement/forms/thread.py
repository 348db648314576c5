"""What a resident says in the thread of their own concern."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engagement.enums import Helped
from engagement.forms.raise_concern import new_key
from engagement.forms.words import WordsField

MOST = 5000


class ReplyForm(forms.Form):
    """More words for whoever answers."""

    text = WordsField(
        label=_("What do you want to add?"),
        help_text=_("Those who answer you read it. It is never shown to everyone."),
        most=MOST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what you want to add")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=new_key)

    def __init__(self, *args: Any, is_asked: bool = False, **kwargs: Any) -> None:
        """Where they were asked something (`is_asked`), it is a reply."""
        super().__init__(*args, auto_id="reply_%s", **kwargs)
        if is_asked:
            self.fields["text"].label = _("Your reply")


class FeedbackForm(forms.Form):
    """Whether an answer helped, and why."""

    helped = forms.ChoiceField(
        label=_("Did this answer help?"),
        choices=Helped,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether the answer helped")},
    )
    why = WordsField(
        label=_("Why?"),
        help_text=_("Those who answered read it. It is never shown to everyone."),
        most=MOST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    # Another answer may come while the page is open: which one is meant goes with the form.
    answer = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="feedback_%s", **kwargs)


class ReopenForm(forms.Form):
    """What is still missing after an answer."""

    text = WordsField(
        label=_("What is still missing?"),
        help_text=_("Those who answer you read it. Everyone sees only that you opened it again."),
        most=MOST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what is still missing")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=new_key)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="reopen_%s", **kwargs)


class SharingForm(forms.Form):
    """What whoever answers this one concern may see of its resident."""

    name = forms.BooleanField(label=_("Show my name"), required=False)
    contact = forms.BooleanField(label=_("Show my telephone number or e-mail address"), required=False)

    def __init__(self, *args: Any, has_name: bool, **kwargs: Any) -> None:
        """A name that was never given (`has_name`) cannot be shown."""
        super().__init__(*args, auto_id="sharing_%s", **kwargs)
        if not has_name:
            del self.fields["name"]


class HandoverForm(forms.Form):
    """Whether a new councillor may read what was written to somebody else."""

    agrees = forms.TypedChoiceField(choices=[("yes", _("Yes")), ("no", _("No"))], coerce=lambda said: said == "yes")
