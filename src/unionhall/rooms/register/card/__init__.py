"""The member's card: a signed code that anybody can check without the hall, and a short one to ask it by."""
