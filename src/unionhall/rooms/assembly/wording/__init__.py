"""The text of a motion as paragraphs, amendments to them, and what one says otherwise; no Django in it."""
