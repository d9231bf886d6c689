"""The pages of things that are no cases: a list, a page, an editor, a history, and tables in and out."""
