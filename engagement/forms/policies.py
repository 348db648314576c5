"""What a municipality decides about answering."""

from django import forms

from engagement.models import AnsweringPolicy


class PolicyForm(forms.ModelForm):
    """How long it takes, and whether somebody looks before everyone may read."""

    class Meta:
        model = AnsweringPolicy
        fields = ("answer_working_days", "moderation_working_days", "holds_before_publishing")
