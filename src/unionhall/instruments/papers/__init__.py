"""Papers: letters, agreements, minutes, certificates and files of a case, as PDF for the archive (PDF/A-2b)."""
