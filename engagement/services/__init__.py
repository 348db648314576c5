"""Verbs, keyword-only: guard, lock, change, event, outbox row, in one transaction; `by` and `at` say who and when."""
