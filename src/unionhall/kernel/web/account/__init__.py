"""The pages of one's account: how one signs in, where one is signed in, and what if a step is lost."""
