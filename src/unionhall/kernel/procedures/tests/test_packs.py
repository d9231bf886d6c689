"""The version of the rules that a matter begins with is asked for once, also before anything is committed."""

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from unionhall.kernel.matters.models import RuleVersion
from unionhall.kernel.procedures import packs


def forget() -> None:
    packs._recorded.clear()


def test_a_transaction_that_opens_many_matters_asks_once(db: None) -> None:
    forget()
    with transaction.atomic():
        first = packs.version_id("generic")
        with CaptureQueriesContext(connection) as asked:
            assert packs.version_id("generic") == first
    assert not asked.captured_queries


def test_what_a_savepoint_took_back_is_recorded_anew(db: None) -> None:
    forget()
    RuleVersion.objects.filter(pack="generic").delete()
    with transaction.atomic():
        with transaction.atomic():
            packs.version_id("generic")
            transaction.set_rollback(True)
        assert RuleVersion.objects.filter(pk=packs.version_id("generic")).exists()
    forget()
