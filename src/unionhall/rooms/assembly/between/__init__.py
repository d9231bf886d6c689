"""Between two sessions: meetings that come again, questions, promises, and what delegates report back."""
