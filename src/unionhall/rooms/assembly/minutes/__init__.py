"""Minutes: drafted from the log, completed by the secretary, approved by a vote, printed."""
