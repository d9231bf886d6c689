"""What was published for a closed month; it stays as it is, so that two reports can't be subtracted."""

from typing import Any, ClassVar

from django.db import models

from unionhall.kernel.privacy.holdings import RULES, Holds


class Frozen(models.Model):
    """The published numbers of a place and all below it in one month; without `path`, of the whole hall.

    `numbers` is {"total": {measure: n}, "own": {measure: n}, "kinds": {kind: {measure: n}}}: n is None where
    it is hidden, `own` is what is at the place itself. Measures are received, closed, on_time, overdue; total
    has also `first_answers` and their median `hours`. `known` has the same parts, of what everybody could
    read one by one. A month in which nothing happened in the hall has no rows, but for the last. `is_stale`:
    an import brought matters of that month, so it is counted once more.
    """

    holds: ClassVar[Holds] = {RULES: "room month path numbers is_stale"}
    backed_up: ClassVar[bool] = True

    room = models.CharField(max_length=30)
    month = models.DateField()
    path = models.CharField(max_length=40, blank=True, db_collation="C")
    numbers = models.JSONField()
    is_stale = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint("room", "path", "month", name="frozen_once")]

    def __str__(self) -> str:
        return f"{self.room} {self.month:%Y-%m} {self.path}"

    def of_kind(self, kind: str) -> dict[str, Any]:
        """The numbers of a kind; below a number that is hidden nobody learns which kinds had none."""
        if found := self.numbers["kinds"].get(kind):
            return dict(found)
        total = self.numbers["total"]
        return {measure: None if total[measure] is None else 0 for measure in self.numbers["own"]}
