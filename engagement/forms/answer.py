"""An answer to a resident, and what is written beside it."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from engagement.enums import MEANT_FOR_ALL, Obstacle, Outcome, Readers
from engagement.forms.raise_concern import new_key
from engagement.forms.words import WordsField
from engagement.models import AnswerTemplate, Case, Department
from engagement.queries.people import departments_in
from wards.forms.date_parts import PARTS, DatePartsField

BELONGS_TO = {
    Outcome.REFERRED: ("department", "ask"),
    Outcome.COUNCIL: ("sitting_on", "item"),
    Outcome.CANNOT: ("obstacle",),
}
"""What is asked besides, by outcome."""
DETAILS = ("department", "ask", "item", "obstacle", *(f"sitting_on_{part}" for part in PARTS))
"""What of it a browser sends, by name."""


class DepartmentField(forms.ModelChoiceField):
    """One department of the municipality."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Department.objects.none(), empty_label=_("Choose a department"), **kwargs)


class AnswerForm(forms.Form):
    """What is said, what it amounts to with what belongs to that, and who may read it.

    Answers of a Speaker's office (`as_office`), or an administrator's, carry no name of a person.

    Whoever drafts (`is_draft`) is not the one who answers.

    Args:
        today: a sitting of the council lies on this day or after it.
    """

    template_name = "engagement/forms/answer.html"
    use_required_attribute = False

    text = WordsField(
        label=_("Your answer"),
        help_text=_("Say what happens next, and when. You answer in your own name."),
        most=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write an answer")},
    )
    outcome = forms.ChoiceField(
        label=_("What does it amount to?"),
        choices=Outcome,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what your answer amounts to")},
        template_name="engagement/forms/outcome.html",
    )
    department = DepartmentField(
        label=_("Which department?"),
        error_messages={
            "required": _("Choose the department that can deal with it"),
            "invalid_choice": _("Choose a department of the list"),
        },
    )
    ask = WordsField(
        label=_("What do you ask of them?"),
        help_text=_("They read this, and what the resident wrote. The resident does not read it."),
        most=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say what you ask of the department")},
    )
    sitting_on = DatePartsField(
        label=_("On which day does the council sit?"),
        error_messages={
            "required": _("Enter the day on which the council sits"),
            "invalid": _("Enter the day of the sitting as a real date, such as 27 3 2026"),
        },
    )
    item = WordsField(
        label=_("Which item of the agenda?"),
        help_text=_("Its number, or what it is called."),
        most=120,
        error_messages={"required": _("Enter the item of the agenda, such as 12")},
    )
    obstacle = forms.ChoiceField(
        label=_("Why can it not be done?"),
        choices=[("", _("Choose a reason")), *Obstacle.choices],
        error_messages={"required": _("Choose why it cannot be done")},
    )
    readers = forms.ChoiceField(
        label=_("Who may read it?"),
        choices=[
            (Readers.EVERYONE, _("Everyone who can read the concern")),
            (Readers.RESIDENT, _("The resident alone")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who may read your answer")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=new_key)

    def __init__(
        self,
        *args: Any,
        case: Case,
        as_office: bool,
        today: date,
        is_administration: bool = False,
        is_draft: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        if is_draft:
            self._speak_of_a_draft()
        elif as_office and is_administration:
            self.fields["text"].help_text = _(
                "Say what happens next, and when. The administrator's office answers, not you."
            )
        elif as_office:
            self.fields["text"].help_text = _("Say what happens next, and when. The Speaker's office answers, not you.")
        departments = departments_in(case.municipality_id)
        if departments:
            self.fields["department"].queryset = departments
        else:
            del self.fields["department"], self.fields["ask"]
        if case.publication not in MEANT_FOR_ALL:
            del self.fields["readers"]

    def _speak_of_a_draft(self) -> None:
        text, readers = self.fields["text"], self.fields["readers"]
        text.label = _("Your draft of the answer")
        text.help_text = _(
            "Say what happens next, and when. The councillor reads it, changes it as needed, and sends it in their own"
            " name."
        )
        text.error_messages["required"] = _("Write the draft")
        self.fields["outcome"].error_messages["required"] = _("Choose what the answer amounts to")
        readers.error_messages["required"] = _("Choose who may read the answer")

    def outcomes(self) -> Iterator[tuple[BoundField, list[BoundField]]]:
        """Each choice of what it amounts to, with the questions that belong to it."""
        for choice in self["outcome"]:
            names = BELONGS_TO.get(choice.data["value"], ())
            yield choice, [self[name] for name in names if name in self.fields]

    def full_clean(self) -> None:
        """Check the answer; what belongs to another outcome than the chosen one is neither needed nor wrong."""
        chosen = self.data.get("outcome") if self.is_bound else None
        others = [
            name for outcome, names in BELONGS_TO.items() for name in names if outcome != chosen and name in self.fields
        ]
        for name in others:
            self.fields[name].required = False
        super().full_clean()
        for name in others:
            self.fields[name].required = True
            if self.is_bound:
                self._errors.pop(name, None)
                self.cleaned_data.pop(name, None)

    def clean_sitting_on(self) -> date | None:
        """The day of the sitting.

        Raises:
            ValidationError: it is over.
        """
        day = self.cleaned_data["sitting_on"]
        if day is not None and day < self.today and self.data.get("outcome") == Outcome.COUNCIL:
            raise forms.ValidationError(_("This day is over. Enter the day of a sitting that is to come"))
        return day

    def is_public(self) -> bool:
        """Whether everyone who can read the concern may read the answer; never for one that is not public."""
        return self.cleaned_data.get("readers") == Readers.EVERYONE

    def of_outcome(self) -> dict[str, Any]:
        """What belongs to the outcome, by the names that `answer_concern` knows."""
        answers = self.cleaned_data
        obstacle = answers.get("obstacle")
        return {
            "department": answers.get("department"),
            "ask": answers.get("ask") or "",
            "sitting_on": answers.get("sitting_on"),
            "item": answers.get("item") or "",
            "obstacle": Obstacle(obstacle) if obstacle else None,
        }


def typed_details(sent: Mapping[str, str]) -> dict[str, str]:
    """What a browser sent of what belongs to an outcome, as it was typed."""
    return {name: sent[name] for name in DETAILS if sent.get(name)}


def shown_again(*, text: str, outcome: str, readers: str, details: str | Mapping[str, str] | None) -> dict[str, Any]:
    """What was kept of an answer, as a form is filled with it.

    Args:
        details: as `typed_details` has them, or as JSON; None for nothing.
    """
    kept = dict(json.loads(details) if isinstance(details, str) else details or {})
    parts = [kept.pop(f"sitting_on_{part}", "") for part in reversed(PARTS)]
    day = {"sitting_on": "-".join(parts)} if any(parts) else {}
    return {"text": text, "outcome": outcome, "readers": readers, **kept, **day}


class TemplateForm(forms.Form):
    """Which template an answer begins with."""

    template = forms.ModelChoiceField(
        queryset=AnswerTemplate.objects.none(),
        label=_("Begin with a template"),
        empty_label=_("Choose a template"),
        error_messages={"required": _("Choose a template"), "invalid_choice": _("Choose a template of the list")},
    )


class PickedDraftForm(forms.Form):
    """Which draft of the office an answer begins with."""

    draft = forms.IntegerField(required=False)


class QuestionForm(forms.Form):
    """A question to the resident."""

    text = WordsField(
        label=_("Your question"),
        help_text=_("Ask one thing, in a sentence or two. The resident alone reads it, and replies here."),
        most=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write what you want to know")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=new_key)


class NoteForm(forms.Form):
    """A note for those who work on the case."""

    text = WordsField(
        label=_("Your note"),
        help_text=_(
            "The councillor, the councillor's assistants and the Speaker's office read it; the resident never."
        ),
        most=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write the note")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=new_key)


class SendBackForm(forms.Form):
    """Why a drafted answer goes back to its author."""

    remark = WordsField(
        label=_("What is to be better?"),
        help_text=_("Your assistant alone reads it."),
        most=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say what is to be better")},
    )
