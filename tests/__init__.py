"""Tests, in the levels that `docs/tester.md` describes."""
