"""How well messages are understood: measured on examples that training never sees."""
