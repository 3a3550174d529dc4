"""Veiviser: an anonymous signpost to help, for young people whose life someone else decides."""
