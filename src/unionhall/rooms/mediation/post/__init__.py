"""What mediation sends to people who have no inbox."""
