"""Recognisers of what identifies a person, by kind; each gives the spans it is sure of."""
