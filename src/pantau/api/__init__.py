"""The record for programs: REST resources under /api/v1/, one file each, described by OpenAPI."""
