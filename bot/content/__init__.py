"""Looks over all that people edit under `data/`: what is wrong, and where it is thin. Pure."""
