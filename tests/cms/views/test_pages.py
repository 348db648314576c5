"""Each kind of page shows what it is for, on its own site, in the language of its address."""

from datetime import timedelta

import pytest
from django.test import Client
from wagtail.models import Page

from cms.services.sites import make_site
from cms.services.ward_pages import keep_ward_pages
from engagement.enums import Outcome
from engagement.services.answers import answer_concern
from tests.cms.sites import AT, SiteCast
from wards.models import Activation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at(time_machine) -> None:
    time_machine.move_to(AT, tick=False)


def read(client: Client, address: str, **extra: str) -> str:
    answer = client.get(address, **extra)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def main(page: str) -> str:
    return page.split("<main", 1)[1].split("</main>", 1)[0]


# Where pages stand


def test_the_home_page_of_the_municipality_is_its_hosts_front_door(client: Client, site: SiteCast) -> None:
    assert "Speak to your ward. See it answered." in read(client, "/")
    assert '<html lang="zu">' in read(client, "/zu/")


def test_a_ward_is_shown_at_its_code_in_both_languages(client: Client, site: SiteCast) -> None:
    page = site.ward_page()
    page.introduction = "Between the river and the road."
    page.save_revision().publish()
    code = site.cast.ward.code
    assert '<p class="lead">Between the river and the road.</p>' in read(client, f"/wards/{code}/")
    # Nobody translated it yet: the words say which language they are in.
    assert '<p class="lead" lang="en">Between the river and the road.</p>' in read(client, f"/zu/wards/{code}/")


def test_what_was_not_published_in_isizulu_is_shown_in_the_original(client: Client, site: SiteCast) -> None:
    page = site.ward_page()
    page.introduction = "Between the river and the road."
    page.save_revision().publish()
    site.ward_page("zu").delete()
    assert '<p class="lead" lang="en">Between' in read(client, f"/zu/wards/{site.cast.ward.code}/")


def test_the_finder_shows_the_editors_introduction(client: Client, site: SiteCast) -> None:
    index = site.ward_page().get_parent().specific
    index.introduction = "Twelve wards on one island."
    index.save_revision().publish()
    assert "Twelve wards on one island." in read(client, "/wards/")


def test_another_host_shows_its_own_municipality_alone(client: Client, site: SiteCast) -> None:
    site.notice(title="Water off in Thutong")
    make_site(municipality=site.cast.elsewhere, hostname="other.example.org", port=80)
    site.cast.elsewhere.refresh_from_db()
    keep_ward_pages(municipality=site.cast.elsewhere, at=AT)
    other = read(client, "/", headers={"host": "other.example.org"})
    assert "Water off in Thutong" not in other
    assert "Water off in Thutong" in read(client, "/")
    # A ward of the other municipality is still found by its code, without this site's words around it.
    page = read(client, f"/wards/{site.cast.ward.code}/", headers={"host": "other.example.org"})
    assert "Water off in Thutong" not in page


# Home


def test_the_home_page_opens_the_map_of_its_own_municipality(client: Client, site: SiteCast) -> None:
    for language in ("", "/zu"):
        address = f"{language}/wards/map/?in={site.municipality.key}"
        assert f'href="{address}#open"' in read(client, f"{language}/")
        assert client.get(address).status_code == 200
    Activation.objects.filter(municipality=site.municipality).delete()
    assert 'href="/wards/map/#open"' in read(client, "/")


def test_home_tells_what_is_happening_now_and_within_a_week(client: Client, site: SiteCast) -> None:
    site.notice(title="Water off", ward_codes=[site.cast.ward.code, site.cast.other_ward.code])
    site.notice(title="Soon", starts_at=AT + timedelta(days=6), ends_at=AT + timedelta(days=6, hours=2))
    site.notice(title="Much later", starts_at=AT + timedelta(days=8), ends_at=AT + timedelta(days=9))
    site.notice(title="Over by now", starts_at=AT - timedelta(days=2), ends_at=AT - timedelta(hours=1))
    page = main(read(client, "/"))
    assert "Water off" in page
    assert "Wards 1 and 2" in page
    assert "Until 18:00 today" in page
    assert "Soon" in page
    assert "Much later" not in page
    assert "Over by now" not in page


def test_a_notice_ends_by_itself_everywhere(client: Client, site: SiteCast, time_machine) -> None:
    notice = site.notice(title="Water off")
    addresses = ["/", f"/wards/{site.cast.ward.code}/"]
    for address in addresses:
        assert "Water off" in main(read(client, address))
    time_machine.move_to(notice.ends_at + timedelta(minutes=1), tick=False)
    for address in addresses:
        assert "Water off" not in main(read(client, address))
    assert "This is over." in read(client, notice.get_url())


def test_home_shows_what_was_answered_this_week_with_who_answered(client: Client, site: SiteCast) -> None:
    case = site.cast.published(at=AT - timedelta(days=3))
    answer_concern(
        case=case,
        text="The poles are repaired on Friday. More follows.",
        outcome=Outcome.ANSWERED,
        is_public=True,
        key="answer",
        by=site.cast.councillor,
        at=AT - timedelta(days=2),
    )
    page = main(read(client, "/"))
    assert "Answered this week" in page
    assert "Councillor Nomsa Dlamini:" in page
    assert "The poles are repaired on Friday." in page
    assert "More follows" not in page


def test_without_answers_of_this_week_home_shows_the_newest_before(
    client: Client, site: SiteCast, time_machine
) -> None:
    case = site.cast.published(at=AT)
    answer_concern(
        case=case,
        text="Done.",
        outcome=Outcome.ANSWERED,
        is_public=True,
        key="answer",
        by=site.cast.councillor,
        at=AT,
    )
    time_machine.move_to(AT + timedelta(days=20), tick=False)
    page = main(read(client, "/"))
    assert "Answered lately" in page
    assert "Done." in page


def test_an_answer_for_the_resident_alone_is_on_no_page(client: Client, site: SiteCast) -> None:
    case = site.cast.published(at=AT)
    answer_concern(
        case=case,
        text="Only for you.",
        outcome=Outcome.ANSWERED,
        is_public=False,
        key="answer",
        by=site.cast.councillor,
        at=AT,
    )
    for address in ("/", f"/wards/{site.cast.ward.code}/", "/feed.xml", f"/wards/{site.cast.ward.code}/feed.xml"):
        assert "Only for you." not in read(client, address)


def test_home_lists_only_kinds_of_case_that_exist(client: Client, site: SiteCast) -> None:
    page = main(read(client, "/"))
    assert "Report an incident" not in page
    assert "Raise an issue" in page or "Write to your" in page


# A ward


def test_a_wards_page_shows_what_concerns_the_ward_and_nothing_of_another(client: Client, site: SiteCast) -> None:
    mine, other = [site.cast.ward.code], [site.cast.other_ward.code]
    for codes, stem in ((mine, "Mine"), (other, "Other"), ([], "All")):
        site.notice(title=f"{stem} notice", ward_codes=codes)
        site.meeting(title=f"{stem} meeting", ward_codes=codes)
        site.document(title=f"{stem} document", ward_codes=codes)
    page = main(read(client, f"/wards/{site.cast.ward.code}/"))
    for kind in ("notice", "meeting", "document"):
        assert f"Mine {kind}" in page
        assert f"All {kind}" in page
        assert f"Other {kind}" not in page


def test_a_wards_page_names_its_feed_and_its_calendar(client: Client, site: SiteCast) -> None:
    page = read(client, f"/wards/{site.cast.ward.code}/")
    base = f"http://testserver/wards/{site.cast.ward.code}"
    assert f'<link rel="alternate" type="application/atom+xml" href="{base}/feed.xml"' in page
    assert f'<link rel="alternate" type="text/calendar" href="{base}/meetings.ics"' in page


def test_figures_name_what_they_are_a_part_of(client: Client, site: SiteCast) -> None:
    for number in range(4):
        case = site.cast.confirmed(at=AT - timedelta(days=60), subject=f"Concern {number}")
        if number:
            answer_concern(
                case=case,
                text="Yes.",
                outcome=Outcome.ANSWERED,
                is_public=True,
                key=f"answer-{number}",
                by=site.cast.councillor,
                at=AT - timedelta(days=59),
            )
    page = main(read(client, f"/wards/{site.cast.ward.code}/"))
    figures = page.split('<dl class="figures">', 1)[1].split("</dl>", 1)[0]
    assert "3 of 4" in figures
    assert "%" not in figures
    assert '<a href="/how-answers-are-counted/">' in page
    assert "fewer than 10" in read(client, "/how-answers-are-counted/")


# The other kinds


def test_notices_are_listed_now_coming_and_over_lately(client: Client, site: SiteCast) -> None:
    site.notice(title="Running")
    site.notice(title="Ahead", starts_at=AT + timedelta(days=40), ends_at=AT + timedelta(days=41))
    site.notice(title="Gone", starts_at=AT - timedelta(days=3), ends_at=AT - timedelta(days=2))
    site.notice(title="Forgotten", starts_at=AT - timedelta(days=60), ends_at=AT - timedelta(days=59))
    page = main(read(client, "/notices/"))
    assert page.index("Running") < page.index("Ahead") < page.index("Gone")
    assert "Forgotten" not in page


def test_a_notice_says_its_times_in_words_and_leads_to_its_wards(client: Client, site: SiteCast) -> None:
    notice = site.notice(
        starts_at=AT + timedelta(days=1), ends_at=AT + timedelta(days=1, hours=6), ward_codes=[site.cast.ward.code]
    )
    page = main(read(client, notice.get_url()))
    assert "Tomorrow, 09:00 to 15:00" in page
    assert f'href="/wards/{site.cast.ward.code}/"' in page


def test_meetings_are_listed_by_month_with_past_ones_below(client: Client, site: SiteCast) -> None:
    site.meeting(title="In March")
    site.meeting(title="In April", starts_at=AT + timedelta(days=35), called_off=True)
    site.meeting(title="In February", starts_at=AT - timedelta(days=20))
    page = main(read(client, "/meetings/"))
    assert page.index("March 2026") < page.index("In March") < page.index("April 2026") < page.index("In April")
    assert page.index("In April") < page.index("Past meetings") < page.index("In February")
    assert "Called off" in page


@pytest.mark.parametrize("path", ["/", "/wards/{code}/"])
def test_the_next_meeting_is_told_before_everything_that_is_long(client: Client, site: SiteCast, path: str) -> None:
    site.meeting(title="Ward meeting", place="Thutong hall")
    page = read(client, path.format(code=site.cast.ward.code))
    line = page.index("Next meeting:")
    assert "Thutong hall" in page[line : line + 400]
    assert line < page.index('id="meetings"')


def test_a_meeting_that_is_called_off_says_so_and_offers_no_calendar_entry(client: Client, site: SiteCast) -> None:
    meeting = site.meeting()
    assert "Add to calendar" in read(client, meeting.get_url())
    meeting.called_off = True
    meeting.save_revision().publish()
    page = read(client, meeting.get_url())
    assert "This meeting does not take place." in page
    assert "Add to calendar" not in page


def test_a_meeting_and_a_notice_whose_wards_are_all_gone_say_so(client: Client, site: SiteCast, time_machine) -> None:
    facts = {"ward_codes": [site.cast.ward.code], "ends_at": AT + timedelta(days=9)}
    pages = [site.meeting(starts_at=AT + timedelta(days=5), **facts), site.notice(**facts)]
    site.redraw()
    addresses = [page.get_url() for page in pages]
    assert not [address for address in addresses if "A ward that no longer exists" in read(client, address)]
    time_machine.move_to(AT + timedelta(days=2), tick=False)
    assert [address for address in addresses if "A ward that no longer exists" in read(client, address)] == addresses


def test_news_is_listed_newest_first_a_page_at_a_time(client: Client, site: SiteCast) -> None:
    for number in range(12):
        site.news(title=f"News number {number:02}", day=(AT - timedelta(days=number)).date())
    first, second = main(read(client, "/news/")), main(read(client, "/news/?page=2"))
    assert first.index("News number 00") < first.index("News number 09")
    assert "News number 10" not in first
    assert "News number 11" in second


def test_documents_are_listed_by_year_and_chosen_by_kind(client: Client, site: SiteCast) -> None:
    site.document(title="The plan", kind="plan")
    site.document(title="The budget", kind="budget", day=(AT - timedelta(days=400)).date())
    page = main(read(client, "/documents/"))
    assert page.index("2026") < page.index("The plan") < page.index("2025") < page.index("The budget")
    assert "PDF" in page
    chosen = main(read(client, "/documents/?kind=budget"))
    assert "The budget" in chosen
    assert "The plan" not in chosen
    assert "The plan" in main(read(client, "/documents/?kind=nonsense&year=x"))


def test_a_service_lists_what_to_bring(client: Client, site: SiteCast) -> None:
    service = site.service(for_whom="Everybody", bring="Your identity book\n\nA bill", cost="Free")
    page = main(read(client, service.get_url()))
    assert "<li>Your identity book</li><li>A bill</li>" in page
    assert "Refuse collection" in main(read(client, "/services/"))


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/notices/", "Nothing is known that is out of order"),
        ("/meetings/", "No meeting is planned"),
        ("/news/", "There is no news yet."),
        ("/documents/", "There are no documents here yet."),
        ("/services/", "No service is described here yet."),
    ],
)
def test_where_there_is_nothing_the_page_says_so(client: Client, site: SiteCast, address: str, words: str) -> None:
    assert words in main(read(client, address))


def test_a_page_without_a_translation_marks_the_language_of_its_words(client: Client, site: SiteCast) -> None:
    notice = site.notice(title="Water off", introduction="The main in Station Road burst.")
    page = main(read(client, "/zu/notices/"))
    assert '<h3 class="h3" lang="en"><a href="/zu/' in page
    translated = Page.objects.get(translation_key=notice.translation_key, locale__language_code="zu")
    page = main(read(client, translated.specific.get_url()))
    assert '<h1 lang="en">Water off</h1>' in page


def test_times_are_said_in_the_municipalitys_zone(client: Client, site: SiteCast, settings) -> None:
    site.municipality.time_zone = "Africa/Nairobi"
    site.municipality.save()
    notice = site.notice(ends_at=AT + timedelta(hours=9))
    assert "Until 19:00 today" in main(read(client, "/"))
    assert "Until 19:00 today" in main(read(client, notice.get_url()))


# What it costs


@pytest.mark.parametrize(
    ("address", "statements"),
    [
        ("/", 26),
        ("/wards/{code}/", 36),
        ("/notices/", 20),
        ("/meetings/", 19),
        ("/news/", 19),
        ("/documents/", 19),
        ("/services/", 17),
    ],
)
def test_statements_do_not_grow_with_what_is_shown(
    client: Client, site: SiteCast, address: str, statements: int, django_assert_max_num_queries
) -> None:
    address = address.format(code=site.cast.ward.code)

    def fill(times: int) -> None:
        for _ in range(times):
            site.notice(ward_codes=[site.cast.ward.code])
            site.notice(starts_at=AT + timedelta(days=2), ends_at=AT + timedelta(days=3))
            site.meeting()
            site.news()
            site.document()
            site.service()

    fill(1)
    read(client, address)
    with django_assert_max_num_queries(statements) as few:
        read(client, address)
    fill(2)
    with django_assert_max_num_queries(statements) as many:
        read(client, address)
    assert len(many) <= len(few)
