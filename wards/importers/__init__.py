"""Reading what others publish: read, validate, and hand plain rows to the service that plans and applies."""
