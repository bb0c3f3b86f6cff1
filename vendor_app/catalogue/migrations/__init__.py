"""How each released form of the catalogue's tables came from the one before. Alembic reads these files from disk."""
