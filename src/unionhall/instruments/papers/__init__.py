"""Papers: letters, agreements, minutes, certificates and files of a case, as PDF/A-2b."""
