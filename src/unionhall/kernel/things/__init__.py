"""Things that are no cases: what a union offers or keeps, such as services, courses, funds and venues."""
