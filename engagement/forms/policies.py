"""What a municipality decides about answering, and about keeping."""

from django import forms

from engagement.models import AnsweringPolicy, RetentionRule


class PolicyForm(forms.ModelForm):
    """How long it takes, and whether somebody looks before everyone may read."""

    class Meta:
        model = AnsweringPolicy
        fields = ("answer_working_days", "moderation_working_days", "holds_before_publishing")


class RetentionForm(forms.ModelForm):
    """For how many months after the end each thing is kept."""

    class Meta:
        model = RetentionRule
        fields = ("contact", "words", "photos", "follows")
