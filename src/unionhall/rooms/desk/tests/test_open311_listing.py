"""Open311: reading public requests."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Guest
from unionhall.kernel.places.models import Place
from unionhall.rooms.desk.models import Request, ServiceVersion
from unionhall.rooms.desk.procedure import asking, closing, handling
from unionhall.rooms.desk.tests.open311_client import Program, error, parsed, texts
from unionhall.rooms.desk.tests.town import service

if TYPE_CHECKING:
    from tests.town import Town

FIELDS = [
    "service_request_id",
    "status",
    "status_notes",
    "service_name",
    "service_code",
    "description",
    "agency_responsible",
    "service_notice",
    "requested_datetime",
    "updated_datetime",
    "expected_datetime",
    "address",
    "address_id",
    "zipcode",
    "lat",
    "long",
    "media_url",
]


@pytest.fixture
def light(town: "Town") -> ServiceVersion:
    return service("street-light", "Street light", public=True)


@pytest.fixture
def program(town: "Town") -> Program:
    return Program()


def send(version: ServiceVersion, town: "Town", *, at: datetime | None = None, **fields: Any) -> Matter:
    """A request of that service that came in then."""
    request = Request(service=version, channel=Request.Channel.OPEN311, **fields)
    matter = asking.new_matter(version, town.north, subject=None)
    return asking.send(matter, actor=Guest(), request=request, at=at)


def _seconds(moment: datetime | None) -> datetime:
    assert moment
    return moment.replace(microsecond=0)


def numbers(program: Program, **filters: str) -> list[str]:
    """The numbers of what a list shows."""
    return [each["service_request_id"] for each in program.get("requests.json", **filters).json()]


def test_a_request_is_shown_field_by_field(program: Program, town: "Town", light: ServiceVersion) -> None:
    at = datetime(2026, 7, 1, 8, 30, tzinfo=UTC)
    matter = send(light, town, at=at, description="Dark", lat=51.5, long=-0.12, address="1 Mill Lane")
    (shown,) = parsed(program.get(f"requests/{matter.reference}.xml")).findall("request")
    found = dict(texts(shown))
    assert list(found) == FIELDS
    expected = found.pop("expected_datetime")
    assert str(expected).startswith("2026-07-08T23:59:59+01:00")
    assert str(found.pop("updated_datetime"))[:10] == str(timezone.localdate())
    assert found == {
        "service_request_id": matter.reference,
        "status": "open",
        "status_notes": "Received",
        "service_name": "Street light",
        "service_code": "street-light",
        "description": "Dark",
        "agency_responsible": "North",
        "service_notice": "Somebody takes your request on. Until then, whoever received it answers for it.",
        "requested_datetime": "2026-07-01T09:30:00+01:00",
        "address": "1 Mill Lane",
        "address_id": None,
        "zipcode": None,
        "lat": "51.5",
        "long": "-0.12",
        "media_url": None,
    }


def test_one_request_in_json_is_a_list_of_one(program: Program, town: "Town", light: ServiceVersion) -> None:
    (found,) = program.get(f"requests/{send(light, town).reference}.json").json()
    assert list(found) == FIELDS
    assert found["lat"] is None


def test_a_closed_request_says_when_and_how(program: Program, town: "Town", light: ServiceVersion) -> None:
    matter = handling.accept(send(light, town), actor=town.steward)
    matter = closing.answer(matter, actor=town.steward, text="Mei O'Neill repaired it.")
    response = program.get(f"requests/{matter.reference}.json")
    (found,) = response.json()
    assert (found["status"], found["status_notes"]) == ("closed", "Answered")
    assert datetime.fromisoformat(found["updated_datetime"]) == _seconds(matter.closed_at)
    assert "Mei" not in response.content.decode()


def test_a_member_who_asks_on_the_website_is_not_named(
    program: Program, town: "Town", light: ServiceVersion
) -> None:
    town.desk.service = light
    matter = town.desk.ask()
    assert "Mei" not in program.get(f"requests/{matter.reference}.json").content.decode()


def test_the_newest_come_first_by_page(program: Program, town: "Town", light: ServiceVersion) -> None:
    now = timezone.now()
    sent = [send(light, town, at=now - timedelta(days=days)).reference for days in (3, 1, 2)]
    oldest, newest, middle = sent
    assert numbers(program) == [newest, middle, oldest]
    assert numbers(program, page_size="2") == [newest, middle]
    assert numbers(program, page_size="2", page="2") == [oldest]
    assert numbers(program, page_size="2", page="9") == []


def test_the_last_ninety_days_are_the_default(program: Program, town: "Town", light: ServiceVersion) -> None:
    now = timezone.now()
    send(light, town, at=now - timedelta(days=91))
    recent = send(light, town, at=now - timedelta(days=89))
    assert numbers(program) == [recent.reference]


def test_a_span_has_both_its_ends(program: Program, town: "Town", light: ServiceVersion) -> None:
    days = [datetime(2026, 5, day, tzinfo=UTC) for day in (1, 10, 20)]
    first, second, third = (send(light, town, at=day).reference for day in days)
    assert numbers(program, start_date="2026-05-01T00:00:00Z", end_date="2026-05-10T00:00:00Z") == [
        second,
        first,
    ]
    assert numbers(program, start_date="2026-05-10T02:00:00+02:00", end_date="2026-05-21") == [third, second]
    assert numbers(program, start_date="2026-05-02") == [third, second]
    assert numbers(program, end_date="2026-05-02") == [first]


def test_a_day_is_that_of_the_hall_and_an_end_is_included_to_its_last_moment(
    program: Program, town: "Town", light: ServiceVersion
) -> None:
    """In Shanghai the 10th of May begins at 16:00 UTC of the 9th."""
    Place.objects.filter(pk=town.union.pk).update(time_zone="Asia/Shanghai")
    moments = ("2026-05-09T15:59:00Z", "2026-05-09T16:00:00Z", "2026-05-10T15:59:59Z")
    before, first, last = (send(light, town, at=datetime.fromisoformat(at)).reference for at in moments)
    assert numbers(program, start_date="2026-05-10", end_date="2026-05-10") == [last, first]
    assert numbers(program, start_date="2026-05", end_date="2026-05") == [last, first, before]
    assert numbers(program, end_date="2026-05-09") == [before]
    assert numbers(program, start_date="2026-03-01", end_date="2026-05-30") == [last, first, before]


def test_a_plus_that_was_not_encoded_is_understood(
    program: Program, town: "Town", light: ServiceVersion
) -> None:
    sent = send(light, town, at=datetime(2026, 5, 10, tzinfo=UTC))
    response = program.client.get("/open311/v2/requests.json?start_date=2026-05-10T02:00:00+02:00")
    assert [each["service_request_id"] for each in response.json()] == [sent.reference]


@pytest.mark.parametrize(
    "filters",
    [
        {"start_date": "2026-01-01T00:00:00Z", "end_date": "2026-04-02T00:00:00Z"},
        {"start_date": "2026-02-01T00:00:00Z", "end_date": "2026-01-01T00:00:00Z"},
        {"start_date": "yesterday"},
        {"start_date": "2026-W20"},
        {"start_date": "2026-13"},
        {"start_date": "20260524"},
        {"end_date": "0001-01-01T00:00:00+14:00"},
        {"end_date": "9999-12-31T23:59:59-14:00"},
        {"start_date": "2026-05-24T00:00:00Z\x00"},
        {"status": "done"},
        {"page": "0"},
        {"page": "-1"},
        {"page": "１"},
        {"page": "9" * 30},
        {"page_size": "1001"},
        {"page_size": "ten"},
    ],
)
def test_wrong_filters_are_refused(program: Program, light: ServiceVersion, filters: dict[str, str]) -> None:
    assert error(program.get("requests.json", **filters))[0] == 400


def test_by_service_and_status(program: Program, town: "Town", light: ServiceVersion) -> None:
    litter = service("litter", "Litter", public=True)
    first, second = send(light, town), send(litter, town)
    closed = closing.answer(
        handling.accept(second, actor=town.steward), actor=town.steward, text="It is gone."
    )
    assert numbers(program, service_code="street-light") == [first.reference]
    assert numbers(program, service_code="street-light, litter") == [second.reference, first.reference]
    assert numbers(program, status="closed") == [closed.reference]
    assert numbers(program, status="open") == [first.reference]
    assert len(numbers(program, status="open,closed")) == 2


def test_numbers_override_every_other_filter(program: Program, town: "Town", light: ServiceVersion) -> None:
    old = send(light, town, at=timezone.now() - timedelta(days=400))
    new = send(light, town)
    asked = f"{old.reference},{new.reference.lower()},D-2026-999999,nonsense,\x00"
    assert numbers(program, service_request_id=asked, status="nonsense") == [new.reference, old.reference]


def test_a_number_with_another_year_is_not_found(
    program: Program, town: "Town", light: ServiceVersion
) -> None:
    wrong = send(light, town).reference.replace("-20", "-19", 1)
    assert error(program.get(f"requests/{wrong}.json"))[0] == 404


def test_empty_parameters_are_absent(program: Program, town: "Town", light: ServiceVersion) -> None:
    sent = send(light, town)
    empty = ("service_request_id", "service_code", "start_date", "end_date", "status", "page", "page_size")
    assert numbers(program, **dict.fromkeys(empty, "")) == [sent.reference]


def test_a_private_or_unknown_service_has_no_list(
    program: Program, town: "Town", light: ServiceVersion
) -> None:
    private = error(program.get("requests.json", service_code="transport"))
    assert private == (404, "service_code transport was not found.")
    assert error(program.get("requests.json", service_code="street-light,nothing"))[0] == 404


def test_what_was_asked_while_a_service_was_private_stays_private(
    program: Program, town: "Town", light: ServiceVersion
) -> None:
    before = send(town.desk.service, town)
    public = ServiceVersion.objects.create(
        service=town.desk.service.service, number=2, title={"en": "Getting to work"}, public=True
    )
    public.service.current = public
    public.service.save()
    after, other = send(public, town), send(light, town)
    assert numbers(program) == [other.reference, after.reference]
    assert numbers(program, service_code="transport") == [after.reference]
    assert error(program.get(f"requests/{before.reference}.json"))[0] == 404


def test_a_service_that_becomes_private_hides_all_its_requests(
    program: Program, town: "Town", light: ServiceVersion
) -> None:
    sent = send(light, town)
    private = ServiceVersion.objects.create(service=light.service, number=2, title={"en": "Street light"})
    light.service.current = private
    light.service.save()
    assert numbers(program) == []
    assert error(program.get(f"requests/{sent.reference}.json"))[0] == 404


def test_requests_of_a_retired_service_can_still_be_read(
    program: Program, town: "Town", light: ServiceVersion
) -> None:
    sent = send(light, town)
    light.service.retired_on = timezone.localdate()
    light.service.save()
    assert numbers(program, service_code="street-light") == [sent.reference]


def test_characters_that_xml_does_not_know_are_left_out(
    program: Program, town: "Town", light: ServiceVersion
) -> None:
    sent = send(light, town, description="Dark\x07 and \ufffe cold")
    shown = parsed(program.get(f"requests/{sent.reference}.xml"))
    assert shown.findtext("request/description") == "Dark and  cold"


def test_a_number_is_its_own_token(program: Program, town: "Town", light: ServiceVersion) -> None:
    number = send(light, town).reference
    (request,) = parsed(program.get(f"tokens/{number}.xml")).findall("request")
    assert list(texts(request)) == [("service_request_id", number), ("token", number)]
    assert program.get(f"tokens/{number}.json").json() == [{"service_request_id": number, "token": number}]
    assert error(program.get("tokens/12345.json"))[0] == 404


def test_a_long_list_asks_the_database_no_more_than_a_short_one(
    program: Program,
    town: "Town",
    light: ServiceVersion,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    send(light, town)
    for sent in range(2):
        with django_assert_num_queries(6):
            assert len(numbers(program)) == 1 + 5 * sent
        for _more in range(5):
            send(light, town)
