"""Settings: `base` holds what never differs, `local`, `test` and `production` what does."""
