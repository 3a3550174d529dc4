"""rasa-sdk custom actions, one per file. They read slots, ask the directory and answer with
reviewed wording; no text lives here."""
