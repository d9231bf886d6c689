from django.utils.translation import gettext_lazy as _

from unionhall.kernel.rooms import Door, Instrument


class BallotInstrument(Instrument):
    """Votes inside the hall: secret ones that anybody can verify, with paper beside them, and open ones."""

    name = "unionhall.instruments.ballot"
    label = "ballot"
    title = _("Votes")
    summary = _("Vote, see what was decided, and check the count yourself.")
    icon = "ballot"
    doors = (
        Door(
            "front",
            title,
            summary,
            "vote voting ballot election elect poll candidate result count ballots credential 投票 "
            "投票权 选举 表决 选票 候选人 选举结果 投票結果 投票权利 計票 投票權 選舉 表決 選票 候選人 "
            "選舉結果",
        ),
    )
    keeps = {
        "ballot.keep_roll": _("Who was on the roll of a vote and who took part, after its end"),
    }

    def ready(self) -> None:
        from unionhall.instruments.ballot import wording

        wording.register_events()
