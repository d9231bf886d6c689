"""Questions to the database whose SQL is made once, and several of them in one round trip.

Django makes the SQL of a queryset anew each time, which costs more than a small question's answer. What is
asked with every move or page is declared here with gaps, and filled in when it is asked.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import connections, models
from django.db.models.query import get_related_populators
from django.db.models.sql.compiler import SQLCompiler

from unionhall.database import replica

Row = TypeVar("Row", bound=models.Model)


class Gap(models.Expression):
    """Stands in a queryset for something that is known when the question is asked."""

    def __init__(self, name: str) -> None:
        super().__init__(output_field=models.Field())
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]


def is_any(column: str, name: str) -> models.Func:
    """A condition: the column is one of those that fill the gap, a list."""
    return models.Func(
        models.F(column),
        Gap(name),
        template="(%(expressions)s))",
        arg_joiner=" = ANY(",
        output_field=models.BooleanField(),
    )


class Question(Generic[Row]):
    """A queryset of whole rows with gaps, by name; `select_related` comes with them, prefetching doesn't."""

    def __init__(self, queryset: Callable[[], models.QuerySet[Row]]) -> None:
        self._queryset = queryset

    def __call__(self, **gaps: Any) -> "Asked[Row]":
        return Asked(self, gaps)

    @cached_property
    def made(self) -> "_Made":
        """Its SQL; made at the first asking, when every model is there and a transaction may be needed."""
        compiler = self._queryset().query.get_compiler(using=replica.alias())
        sql, parameters = compiler.as_sql()
        return _Made(compiler, sql, tuple(parameters))


@dataclass(frozen=True)
class Asked(Generic[Row]):
    """A question with its gaps filled."""

    question: Question[Row]
    gaps: dict[str, Any]

    @property
    def sql(self) -> str:
        return self.question.made.sql

    @property
    def parameters(self) -> list[Any]:
        known = self.question.made.parameters
        return [self.gaps[each.name] if isinstance(each, Gap) else each for each in known]

    def rows(self, answers: list[tuple[Any, ...]], alias: str) -> list[Any]:
        return self.question.made.rows(answers, alias)


@dataclass(frozen=True)
class Statement:
    """A question written as SQL, without gaps; it is answered by plain rows."""

    sql: str
    parameters: tuple[Any, ...] = ()

    def rows(self, answers: list[tuple[Any, ...]], _alias: str) -> list[Any]:
        return answers


@dataclass(frozen=True)
class _Made:
    compiler: SQLCompiler
    sql: str
    parameters: tuple[Any, ...]

    @cached_property
    def converters(self) -> Any:
        return self.compiler.get_converters([each[0] for each in self.compiler.select])

    def rows(self, answers: list[tuple[Any, ...]], alias: str) -> list[Any]:
        """The answers as rows of the model, as the queryset would have made them."""
        compiler = self.compiler
        told: Any = answers
        if self.converters:
            told = compiler.apply_converters(answers, self.converters)
        places = compiler.klass_info["select_fields"]
        first, last = places[0], places[-1] + 1
        names = [each[0].target.attname for each in compiler.select[first:last]]
        beside = get_related_populators(compiler.klass_info, compiler.select, alias)  # type: ignore[call-arg]
        found = []
        for answer in told:
            row = compiler.klass_info["model"].from_db(alias, names, answer[first:last])
            for each in beside:
                each.populate(answer, row)
            found.append(row)
        return found


def ask(*asked: Asked[Any] | Statement) -> list[list[Any]]:
    """The rows that answer each question, all in one round trip."""
    alias = replica.alias()
    with connections[alias].cursor() as cursor:
        cursor.execute(
            ";".join(each.sql for each in asked),
            [value for each in asked for value in each.parameters],
        )
        return [_answer(each, cursor, alias) for each in asked]


def _answer(asked: Asked[Any] | Statement, cursor: Any, alias: str) -> list[Any]:
    rows = asked.rows(cursor.fetchall(), alias)
    cursor.nextset()
    return rows
