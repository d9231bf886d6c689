"""The papers of a dispute: the letters with a link, the agreement and the file for arbitration."""
