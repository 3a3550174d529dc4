"""The web server: conversations, limits, headers and pages. Knows nothing of Rasa."""
