"""Addresses of the kernel's pages."""

from django.urls import path
from django.views.i18n import set_language

from unionhall.kernel.web import (
    coverage,
    errors,
    files,
    front,
    going_on,
    inbox,
    journal,
    making,
    matters,
    mine,
    named_lists,
    places,
    privacy,
    reach,
    receipt_copies,
    receipts,
    stopping,
    together,
    worklist,
)
from unionhall.kernel.web.account import lost_steps
from unionhall.kernel.web.channels import addresses, choices, numbers
from unionhall.kernel.web.origin import same_origin

urlpatterns = [
    path("", front.front, name="front"),
    path("search/", front.search, name="search"),
    path("language/", same_origin(set_language), name="set_language"),
    path("mine/", mine.mine, name="mine"),
    path("mine/begun/<uuid:name>/throw/", going_on.throw, name="mine_throw"),
    path("worklist/", worklist.worklist, name="worklist"),
    path("worklist/together/", together.together, name="worklist_together"),
    path("worklist/lists/", named_lists.name, name="worklist_lists"),
    path("worklist/lists/<int:pk>/delete/", named_lists.forget, name="worklist_list_gone"),
    path("matters/<str:reference>/", matters.show, name="matter"),
    path("matters/<str:reference>/<slug:name>/", making.make, name="matter_move"),
    path("files/<uuid:uid>/", files.show, name="file"),
    path("letters/stop/<str:token>/", stopping.stop, name="letters_stop"),
    path("receipt/", receipts.show, name="receipt"),
    path("receipt/files/<uuid:uid>/", receipts.open_file, name="receipt_file"),
    path("receipt/as-text/", receipt_copies.as_text, name="receipt_text"),
    path("receipt/as-letter/", receipt_copies.as_letter, name="receipt_letter"),
    path("receipt/<slug:name>/", receipts.make, name="receipt_move"),
    path("refused/", errors.refused, name="refused"),
    path("lost-steps/", lost_steps.begin, name="lost_steps"),
    path("lost-steps/<uuid:uid>/", lost_steps.sign, name="lost_step"),
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/read/", inbox.read_all, name="inbox_read"),
    path("notices/choices/", choices.choices, name="notice_choices"),
    path("notices/choices/<slug:channel>/", addresses.address, name="notice_channel"),
    path("notices/numbers/", numbers.numbers, name="notice_numbers"),
    path("journal/", journal.journal, name="journal"),
    path("journal/newest.json", journal.newest, name="journal_newest"),
    path("journal/heads/<int:size>.json", journal.show_head, name="journal_head"),
    path("journal/consistency/<int:old>/<int:new>.json", journal.consistency, name="journal_consistency"),
    path("journal/proofs/<str:reference>.json", journal.proofs, name="journal_proofs"),
    path("privacy/", privacy.privacy, name="privacy"),
    path("reach/", reach.reach, name="reach"),
    path("reach/<int:pk>/", reach.reach, name="reach_place"),
    path("coverage/", coverage.coverage, name="coverage"),
    path("places/<int:pk>/", places.show, name="place"),
]
