"""isiZulu: the day, then the date, day before month as in South Africa's English; months and days are words.

The words stand in the catalogue (`cms/catalogues/borrowed.py`). Numbers read as in English, so that one municipality's
figures look the same on all of its pages: groups of three digits apart, and a point before decimals.
"""

# ULwesibili, 14 Ephreli 2026, 16:30.
DATE_FORMAT = "l, j F Y"
DATETIME_FORMAT = "l, j F Y, H:i"
SHORT_DATE_FORMAT = "j F Y"
SHORT_DATETIME_FORMAT = "j F Y, H:i"
TIME_FORMAT = "H:i"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "j F"
FIRST_DAY_OF_WEEK = 1

# Typed dates are digits: a word would have to be read in two languages.
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]
DATETIME_INPUT_FORMATS = ["%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M"]
TIME_INPUT_FORMATS = ["%H:%M:%S", "%H:%M"]

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = "\u00a0"
NUMBER_GROUPING = 3
