"""English as it is written in Africa: day before month, 24 hours, groups of three digits apart.

Django looks here before its own English, which is that of the United States. Settings take the same for languages that
have no package of their own yet.
"""

# What people are promised, and single days in a sentence: Tuesday 14 April 2026, 16:30.
DATE_FORMAT = "l j F Y"
DATETIME_FORMAT = "l j F Y, H:i"
# Lists and timelines: 14 April 2026, 16:30. The month is a word, since 3/4 is April here and March elsewhere.
SHORT_DATE_FORMAT = "j F Y"
SHORT_DATETIME_FORMAT = "j F Y, H:i"
TIME_FORMAT = "H:i"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "j F"
FIRST_DAY_OF_WEEK = 1

DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y"]
DATETIME_INPUT_FORMATS = ["%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M"]
TIME_INPUT_FORMATS = ["%H:%M:%S", "%H:%M"]

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = "\u00a0"
NUMBER_GROUPING = 3
