"""The hall for programs: tokens, one JSON interface to the same moves as the pages, and webhooks."""
