"""Which documents somebody wants to see."""

from django import forms

from cms.enums import DocumentKind


class DocumentsForm(forms.Form):
    """What the address of the list of documents asks for; everything where it asks for nothing, or for nonsense."""

    kind = forms.ChoiceField(choices=DocumentKind, required=False)
    year = forms.IntegerField(min_value=1900, max_value=2999, required=False)

    def asked(self) -> dict[str, object]:
        """`kind` and `year`, each only where it was asked for and makes sense."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}
