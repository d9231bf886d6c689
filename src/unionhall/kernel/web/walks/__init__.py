"""Asking one question a screen: what was said travels in the form, and is stored when it is sent."""

from unionhall.kernel.web.walks.draft import Draft, DraftLost
from unionhall.kernel.web.walks.steps import Step, files_step
from unionhall.kernel.web.walks.walk import Walk

__all__ = ["Draft", "DraftLost", "Step", "Walk", "files_step"]
