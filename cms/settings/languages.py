"""The languages of South Africa: Django's list lacks nine of them, so that their names are given here."""

from django.conf import locale

# Own names as the Constitution of South Africa (section 6) and the Pan South African Language Board write them.
_SOUTH_AFRICAN = {
    "nr": ("isiNdebele", "isiNdebele"),
    "nso": ("Sepedi", "Sepedi"),
    "ss": ("siSwati", "siSwati"),
    "st": ("Sesotho", "Sesotho"),
    "tn": ("Setswana", "Setswana"),
    "ts": ("Xitsonga", "Xitsonga"),
    "ve": ("Tshivenda", "Tshivenḓa"),
    "xh": ("isiXhosa", "isiXhosa"),
    "zu": ("isiZulu", "isiZulu"),
}

for code, (name, own_name) in _SOUTH_AFRICAN.items():
    locale.LANG_INFO.setdefault(code, {"bidi": False, "code": code, "name": name, "name_local": own_name})

LANGUAGES = [("en", "English"), ("zu", "isiZulu")]
