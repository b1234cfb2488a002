"""Learning the packaged weights from annotated articles; nothing that runs imports this."""
