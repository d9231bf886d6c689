"""What all else may stand on: it knows no Django, no database and no setting."""
