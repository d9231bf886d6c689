"""What the benchmarks load by COPY keeps step with the tables."""

from django.apps import apps

from bench.load import TABLES


def test_every_column_that_must_be_filled_is_loaded() -> None:
    missing = [
        f"{table}.{field.column}"
        for model in apps.get_models()
        if (table := model._meta.db_table) in TABLES
        for field in model._meta.concrete_fields
        if not (field.null or field.generated or field.column in TABLES[table].split(","))
        and field.get_internal_type() != "BigAutoField"
    ]
    assert missing == []
