"""What a councillor, an assistant and a department do at the desk and in the workspace, besides a plain answer."""

import json
import re
import uuid
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.db import connection
from django.test.utils import CaptureQueriesContext

from engagement.enums import ConcernStatus, Helped, Outcome
from engagement.models import (
    AnswerTemplate,
    AssistantInvitation,
    Case,
    CouncillorAccount,
    CouncillorAssistant,
    Notification,
    ProposedAnswer,
    User,
)
from engagement.queries.feedback import judgement_of
from engagement.services.answers import answer_concern
from engagement.services.assistants import INVITATION_LASTS
from engagement.services.feedback import reopen_concern, say_helped
from engagement.services.links import ANSWER_LASTS, answer_token
from engagement.services.questions import ask_resident
from engagement.services.replies import reply_to_case
from engagement.services.sharing import share_details
from tests.engagement.cast import EMAIL, NAME, NOW, Cast, make_agent, make_assistant, make_department, make_user
from tests.engagement.sessions import browser_of, browser_with_grant

pytestmark = pytest.mark.django_db

KEY = "5a1c8f5e-6f0e-4f3a-9f63-0f2f8ad0f222"


@pytest.fixture(autouse=True)
def now() -> object:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def assistant(cast: Cast) -> User:
    return make_assistant(cast.councillor)


def address(case: Case, step: str = "") -> str:
    return f"/councillor/cases/{case.reference}/{step}"


def filled(**answers: str) -> dict[str, str]:
    return {"text": "The lamps come on Friday.", "outcome": "answered", "readers": "everyone", "key": KEY} | answers


def sitting(day: int = 27) -> dict[str, str]:
    return {"sitting_on_day": str(day), "sitting_on_month": "3", "sitting_on_year": "2026", "item": "12"}


def told_to_resident(case: Case) -> str:
    return browser_with_grant(case, NOW + timedelta(hours=1)).get(f"/track/{case.reference}/").content.decode()


def test_what_is_raised_in_council_says_when_and_under_which_item(cast: Cast) -> None:
    case = cast.published()
    browser_of(cast.councillor).post(address(case), filled(outcome="council", **sitting()))
    assert "To be raised in council on Friday 27 March 2026. On the agenda: 12." in told_to_resident(case)


def test_what_cannot_be_done_says_why(cast: Cast) -> None:
    case = cast.published()
    browser_of(cast.councillor).post(address(case), filled(outcome="cannot", obstacle="no_money"))
    assert "Why it cannot be done: There is no money for it in the budget." in told_to_resident(case)


def test_what_is_passed_on_names_the_department_and_keeps_what_was_asked_from_the_resident(cast: Cast) -> None:
    roads, case = make_department(cast.municipality), cast.published()
    passed = filled(outcome="referred", department=str(roads.pk), ask="Look at pole seven.")
    browser_of(cast.councillor).post(address(case), passed)
    story = told_to_resident(case)
    assert "Passed on to the department: Roads." in story
    assert "Look at pole seven." not in story


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ({"outcome": "referred"}, "Choose the department that can deal with it"),
        ({"outcome": "council", "item": "12"}, "Enter the day on which the council sits"),
        ({"outcome": "council", **sitting(day=1)}, "This day is over"),
        ({"outcome": "council", **sitting(day=44)}, "Enter the day of the sitting as a real date"),
        ({"outcome": "cannot"}, "Choose why it cannot be done"),
    ],
)
def test_what_belongs_to_the_outcome_is_asked_for_by_name(cast: Cast, answers: dict[str, str], error: str) -> None:
    make_department(cast.municipality)
    case = cast.confirmed()
    page = browser_of(cast.councillor).post(address(case), filled(**answers)).content.decode()
    assert page.count(error) == 2
    assert not case.events.filter(kind="answered").exists()


def test_what_belongs_to_another_outcome_is_neither_needed_nor_wrong(cast: Cast) -> None:
    make_department(cast.municipality)
    case = cast.confirmed()
    browser_of(cast.councillor).post(address(case), filled(sitting_on_day="44", department="no", obstacle="odd"))
    assert case.events.get(kind="answered").payload.keys() == {"text", "outcome", "name"}


def test_departments_of_other_municipalities_are_not_offered(cast: Cast) -> None:
    make_department(cast.municipality)
    page = browser_of(cast.councillor).get(address(cast.confirmed())).content.decode()
    make_department(cast.elsewhere, "Harbour")
    assert "Roads</option>" in page
    assert "Harbour" not in browser_of(cast.councillor).get(address(cast.confirmed())).content.decode()


def test_a_draft_kept_over_the_sign_in_holds_what_belongs_to_the_outcome(cast: Cast) -> None:
    case = cast.published()
    page = browser_of(cast.councillor).get(address(case)).content.decode()
    author = re.search(r'name="author" value="([^"]+)"', page)[1]
    browser_of(None).post(address(case), filled(outcome="council", author=author, **sitting()))
    page = browser_of(cast.councillor).get(address(case)).content.decode()
    for kept in ('name="item" value="12"', 'name="sitting_on_day" value="27"', 'name="sitting_on_year" value="2026"'):
        assert kept in page


def test_asking_pauses_and_the_desk_says_for_how_long(cast: Cast, now: object) -> None:
    case = cast.confirmed()
    browser = browser_of(cast.councillor)
    assert browser.post(address(case, "ask/"), {"text": "Which pole?", "key": KEY})["Location"] == address(case)
    page = browser.get(address(case)).content.decode()
    assert "Your question was sent to the resident." in page
    assert "You may answer without it." in page
    assert "Asked, and waiting for the resident" in browser.get("/councillor/").content.decode()
    assert "Councillor Nomsa Dlamini asked you something" not in page
    assert "Nomsa Dlamini asked you something" in told_to_resident(case)
    now.move_to(NOW + timedelta(days=14))
    page = browser_of(cast.councillor).get(address(case)).content.decode()
    assert "That is long enough: the promise runs on." in page
    browser_of(cast.councillor).post(address(case), filled(readers="resident"))
    case.refresh_from_db()
    assert case.status == ConcernStatus.ANSWERED


def test_a_question_is_asked_while_the_concern_waits_alone(cast: Cast) -> None:
    case = cast.confirmed()
    answer_concern(case=case, text="x", outcome=Outcome.ANSWERED, is_public=False, key="k", by=cast.councillor, at=NOW)
    assert browser_of(cast.councillor).get(address(case, "ask/")).status_code == 404
    assert "Ask first" not in browser_of(cast.councillor).get(address(case)).content.decode()


def test_a_note_is_seen_at_the_desk_and_never_by_the_resident(cast: Cast, assistant: User) -> None:
    case = cast.published()
    browser_of(assistant).post(address(case, "note/"), {"text": "Called the depot.", "key": KEY})
    assert "Called the depot." in browser_of(cast.councillor).get(address(case)).content.decode()
    assert "Called the depot." not in told_to_resident(case)
    assert "Called the depot." not in browser_of(None).get(f"/track/{case.reference}/").content.decode()


def test_the_page_says_once_that_a_moderator_was_asked(cast: Cast) -> None:
    case, browser = cast.published(), browser_of(cast.councillor)
    done = browser.post(address(case, "ask-moderator/"), {"reason": "advert"})
    assert done["Location"] == address(case)
    said = "A moderator was asked to look."
    assert [said in browser.get(address(case)).content.decode() for _ in "12"] == [True, False]


def test_a_template_is_put_in_and_nothing_typed_is_lost_or_sent(cast: Cast) -> None:
    case = cast.confirmed()
    template = AnswerTemplate.objects.create(municipality=cast.municipality, name="Lamps", text="Lamps are on order.")
    AnswerTemplate.objects.create(municipality=cast.municipality, owner=cast.speaker, name="Hers", text="Hers alone.")
    AnswerTemplate.objects.create(municipality=cast.elsewhere, name="Theirs", text="From elsewhere.")
    browser = browser_of(cast.councillor)
    page = browser.get(address(case)).content.decode()
    assert "Lamps</option>" in page
    assert "Hers alone." not in page
    assert "From elsewhere." not in page
    typed = filled(outcome="council", insert="1", template=str(template.pk), **sitting())
    page = browser.post(address(case), typed).content.decode()
    assert "The lamps come on Friday.\n\nLamps are on order." in page
    assert 'name="item" value="12"' in page
    assert "There is a problem" not in page
    assert not case.events.filter(kind="answered").exists()


def test_an_assistant_drafts_and_the_councillor_sends_it_changed(cast: Cast, assistant: User) -> None:
    case = cast.published()
    theirs = browser_of(assistant)
    page = theirs.get(address(case)).content.decode()
    assert "Put it before the councillor" in page
    assert "Send the answer" not in page
    assert "sends it in their own name" in page
    assert "You answer in your own name" not in page
    theirs.post(address(case), filled(outcome="council", **sitting()))
    assert "Nothing was sent to the resident." in theirs.get(address(case)).content.decode()
    assert not case.events.filter(kind="answered").exists()
    browser = browser_of(cast.councillor)
    assert "Drafts that wait for you" in browser.get("/councillor/").content.decode()
    page = browser.get(address(case)).content.decode()
    assert f"A draft by {assistant} waits for you." in page
    proposed = ProposedAnswer.objects.get()
    page = browser.get(f"{address(case)}?draft={proposed.pk}").content.decode()
    assert 'name="item" value="12"' in page
    browser.post(address(case), filled(text="The lamps come on Saturday.", outcome="council", **sitting()))
    event = case.events.get(kind="answered")
    assert (event.by, event.payload["name"]) == (cast.councillor, "Nomsa Dlamini")
    assert event.payload["text"] == "The lamps come on Saturday."


@pytest.mark.parametrize("picked", ["²", "9" * 30, "-1", "none"])
def test_a_draft_that_there_is_not_is_no_draft(cast: Cast, picked: str) -> None:
    assert browser_of(cast.councillor).get(address(cast.confirmed()), {"draft": picked}).status_code == 200


def test_a_draft_that_is_sent_back_says_what_is_to_be_better(cast: Cast, assistant: User) -> None:
    case = cast.confirmed()
    browser_of(assistant).post(address(case), filled())
    back = address(case, f"drafts/{ProposedAnswer.objects.get().pk}/back/")
    assert browser_of(assistant).post(back, {"remark": "x"}).status_code == 404
    browser_of(cast.councillor).post(back, {"remark": "Shorter, please."})
    page = browser_of(assistant).get(address(case)).content.decode()
    assert "Shorter, please." in page
    assert "The lamps come on Friday." in page


@pytest.mark.parametrize("step", ["", "ask/", "note/"])
def test_an_assistant_needs_the_second_factor_too(cast: Cast, assistant: User, step: str) -> None:
    answer = browser_of(assistant, second_factor=False).get(address(cast.confirmed(), step))
    assert answer["Location"].startswith("/accounts/2fa/")


def test_an_assistant_reads_nothing_that_a_resident_shows_to_whoever_answers(cast: Cast, assistant: User) -> None:
    case = share_details(case=cast.confirmed(), shares_name=True, shares_contact=True, by=None, at=NOW)
    assert NAME in browser_of(cast.councillor).get(address(case)).content.decode()
    page = browser_of(assistant).get(address(case)).content.decode()
    assert NAME not in page
    assert EMAIL not in page


def test_an_assistant_sees_the_desk_of_their_councillor_alone(cast: Cast, assistant: User) -> None:
    ours, theirs = cast.confirmed(subject="Ours"), cast.confirmed(subject="Theirs", ward=cast.other_ward)
    browser = browser_of(assistant)
    page = browser.get("/councillor/").content.decode()
    assert "Ours" in page
    assert "Theirs" not in page
    assert "Office of Councillor Nomsa Dlamini" in page
    assert browser.get(address(theirs)).status_code == 404
    assert browser.get(address(ours, "ask/")).status_code == 404
    CouncillorAssistant.objects.all().delete()
    assert browser.get("/councillor/").status_code == 403


def test_a_councillor_chooses_who_helps_and_ends_it(cast: Cast) -> None:
    browser = browser_of(cast.councillor)
    assert "Enter the e-mail address" in browser.post("/councillor/office/", {"email": ""}).content.decode()
    own = browser.post("/councillor/office/", {"email": cast.councillor.email}).content.decode()
    assert "This is your own address" in own
    for _ in range(2):
        browser.post("/councillor/office/", {"email": "helper@example.org"})
    assert "helper@example.org" in browser.get("/councillor/office/").content.decode()
    assert not CouncillorAssistant.objects.exists()
    link = invitation_link()
    known = make_user("known")
    stranger = browser_of(make_user("stranger"))
    assert [stranger.get(link).status_code, stranger.post(link).status_code] == [404, 404]
    EmailAddress.objects.create(user=known, email="Helper@example.org", verified=True)
    theirs = browser_of(known)
    assert "Councillor Nomsa Dlamini" in theirs.get(link).content.decode()
    assert not CouncillorAssistant.objects.exists()
    assert theirs.post(link).url == "/councillor/"
    assert theirs.get(link).status_code == 404
    assert User.objects.get(pk=known.pk).has_usable_password(), "an invitation changes nothing of an account"
    helper = CouncillorAssistant.objects.get()
    assert browser_of(cast.other_councillor).post(f"/councillor/office/assistants/{helper.pk}/").status_code == 404
    browser.get(f"/councillor/office/assistants/{helper.pk}/")
    assert CouncillorAssistant.objects.exists()
    browser.post(f"/councillor/office/assistants/{helper.pk}/")
    assert not CouncillorAssistant.objects.exists()


def invitation_link() -> str:
    (message,) = Notification.objects.filter(template="assistant-invited")
    return "/councillor/invitation/" + json.loads(message.context)["token"] + "/"


@pytest.mark.parametrize("how", ["taken back", "late"])
def test_an_invitation_that_has_ended_leads_nowhere(cast: Cast, how: str) -> None:
    browser = browser_of(cast.councillor)
    browser.post("/councillor/office/", {"email": "helper@example.org"})
    invited = AssistantInvitation.objects.get()
    back = f"/councillor/office/invitations/{invited.pk}/back/"
    assert browser_of(cast.other_councillor).post(back).status_code == 404
    if how == "late":
        AssistantInvitation.objects.update(invited_at=invited.invited_at - INVITATION_LASTS)
    else:
        browser.post(back)
    helper = make_user("helper")
    EmailAddress.objects.create(user=helper, email="helper@example.org", verified=True)
    assert browser_of(helper).post(invitation_link()).status_code == 404
    assert not CouncillorAssistant.objects.exists()


def test_an_office_has_room_for_ten(cast: Cast) -> None:
    browser = browser_of(cast.councillor)
    pages = [browser.post("/councillor/office/", {"email": f"helper{number}@example.org"}) for number in range(11)]
    assert [page.status_code for page in pages] == [*[302] * 10, 200]
    assert "End the work of one" in pages[-1].content.decode()


@pytest.mark.parametrize("who", ["speaker", "assistant"])
def test_nobody_but_a_councillor_opens_an_office_to_others(cast: Cast, assistant: User, who: str) -> None:
    browser = browser_of(assistant if who == "assistant" else cast.speaker)
    assert "Who helps me" not in browser.get("/councillor/office/").content.decode()
    assert browser.post("/councillor/office/", {"email": "helper@example.org"}).status_code == 404
    assert browser.post("/councillor/office/digest/", {"wanted": "no"}).status_code == 404


def test_the_weekly_message_is_switched_off_and_on(cast: Cast) -> None:
    browser = browser_of(cast.councillor)
    for wanted in ("no", "yes"):
        browser.post("/councillor/office/digest/", {"wanted": wanted})
        assert CouncillorAccount.objects.get(user=cast.councillor).wants_digest == (wanted == "yes")


def test_templates_of_ones_own_are_kept_changed_and_deleted(cast: Cast) -> None:
    browser = browser_of(cast.councillor)
    browser.post("/councillor/office/templates/", {"name": "Lamps", "text": "On order."})
    template = AnswerTemplate.objects.get(owner=cast.councillor)
    page = f"/councillor/office/templates/{template.pk}/"
    assert "On order." in browser.get(page).content.decode()
    assert browser_of(cast.other_councillor).get(page).status_code == 404
    browser.post(page, {"name": "Lamps again", "text": "On the way."})
    template = AnswerTemplate.objects.get(owner=cast.councillor)
    assert (template.name, template.text) == ("Lamps again", "On the way.")
    browser.post("/councillor/office/templates/", {"name": "Water", "text": "Boil it."})
    refused = browser.post(page, {"name": "Water", "text": "Words that are kept."}).content.decode()
    assert "You have another template with this name." in refused
    assert "Words that are kept." in refused
    assert set(AnswerTemplate.objects.values_list("text", flat=True)) == {"On the way.", "Boil it."}
    browser.post(f"/councillor/office/templates/{AnswerTemplate.objects.get(name='Water').pk}/drop/")
    browser.post(f"/councillor/office/templates/{template.pk}/drop/")
    assert not AnswerTemplate.objects.exists()


def test_a_link_in_the_weekly_message_leads_to_the_form_after_signing_in(cast: Cast, now: object) -> None:
    case = cast.confirmed()
    link = f"/councillor/answer/{answer_token(case, account=cast.councillor)}/"
    before = (case.status, case.events.count())
    assert browser_of(None).get(link)["Location"].startswith("/accounts/login/?next=%2Fcouncillor%2Fanswer%2F")
    without = browser_of(cast.councillor, second_factor=False).get(link)
    assert without["Location"].startswith("/accounts/2fa/")
    assert browser_of(cast.councillor).get(link)["Location"] == f"{address(case)}#answer"
    assert browser_of(cast.councillor).post(link).status_code == 405
    assert browser_of(make_user("somebody")).get(link).status_code == 404
    case.refresh_from_db()
    assert (case.status, case.events.count()) == before
    now.move_to(NOW + ANSWER_LASTS + timedelta(seconds=1))
    page = browser_of(cast.councillor).get(link)
    assert page.status_code == 404
    assert "This link leads nowhere" in page.content.decode()


def test_the_desk_says_what_is_new_since_it_asked_or_answered(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    def desk() -> str:
        return browser_of(cast.councillor).get("/councillor/").content.decode()

    case, says = cast.confirmed(), {"by": None, "at": NOW}
    assert "The resident replied on" not in desk()
    ask_resident(case=case, text="Which pole?", key="ask", by=cast.councillor, at=NOW)
    assert "The resident replied on" not in desk()
    reply_to_case(case=case, text="Number 7.", key="reply", **says)
    assert "The resident replied on 2 March 2026" in desk()
    how = {"outcome": Outcome.ANSWERED, "is_public": False, "by": cast.councillor, "at": NOW}
    case = answer_concern(case=case, text="Done.", key="first", **how)
    assert "The resident replied on" not in desk()
    sequence = judgement_of(case, at=NOW).answer_sequence
    say_helped(case=case, answer_sequence=sequence, helped=Helped.NO, why="", **says)
    reopen_concern(case=case, text="It is dark.", key="again", **says)
    assert "Opened again on 2 March 2026" in desk()
    browser = browser_of(cast.councillor)
    with CaptureQueriesContext(connection) as of_one:
        browser.get("/councillor/")
    for number in range(3):
        reply_to_case(case=cast.confirmed(email=f"{number}@example.org"), text="More.", key=f"{number}", **says)
    with django_assert_max_num_queries(len(of_one)):
        assert browser.get("/councillor/").content.decode().count("The resident replied on") == 3


def test_long_lists_of_the_desk_come_in_pages(cast: Cast) -> None:
    for number in range(21):
        cast.confirmed(email=f"{number}@example.org", subject=f"Number {number:02}", at=NOW + timedelta(seconds=number))
    browser = browser_of(cast.councillor)
    first, second = (browser.get(f"/councillor/?waiting={page}").content.decode() for page in (1, 2))
    assert "21 residents wait" in first
    assert "Number 20" not in first
    assert "Number 20" in second


def test_staff_of_a_department_take_it_on_and_report_in_the_workspace(cast: Cast, now: object) -> None:
    roads, case = make_department(cast.municipality), cast.published()
    agent = browser_of(make_agent(roads))
    passed = filled(outcome="referred", department=str(roads.pk), ask="Look at pole seven.")
    browser_of(cast.councillor).post(address(case), passed)
    referral = Case.objects.get(kind="referral")
    page = f"/admin/referrals/{referral.reference}/"
    assert case.concern.subject in agent.get("/admin/referrals/").content.decode()
    assert case.concern.subject in agent.get("/admin/").content.decode()
    shown = agent.get(page).content.decode()
    assert "Look at pole seven." in shown
    assert f"know it: {case.reference}." in shown
    assert case.concern.text in shown
    agent.post(page, {"take_on": "1"})
    refused = agent.post(page, {"step": "progress", "text": "", "visibility": ""}).content.decode()
    assert "Write the report" in refused
    assert "Choose who may read the report" in refused
    report = {"step": "progress", "text": "Seven stand again.", "visibility": "resident", "key": KEY}
    agent.post(page, report)
    assert "Seven stand again." in told_to_resident(case)
    assert "Roads has taken it on" in browser_of(cast.councillor).get("/councillor/").content.decode()
    agent.post(page, report | {"step": "done", "text": "All stand.", "visibility": "councillor"})
    assert "All stand." not in told_to_resident(case)
    desk = browser_of(cast.councillor).get(address(case)).content.decode()
    assert "All stand." in desk
    assert "Roads reported that it is done: give the final answer" in desk
    now.move_to(NOW + timedelta(hours=1))
    final = passed | {"outcome": "answered", "text": "The lamps burn again.", "key": str(uuid.uuid4())}
    assert browser_of(cast.councillor).post(address(case), final).status_code == 302
    desk = browser_of(cast.councillor).get(address(case)).content.decode()
    assert "give the final answer" not in desk
    assert "Roads reported that it is done, and you answered after that" in desk
    other = browser_of(make_agent(make_department(cast.municipality, "Water")))
    assert other.get(page).status_code == 404
    assert agent.get(f"/track/{referral.reference}/").status_code == 200
    assert browser_of(None).get(f"/track/{referral.reference}/").status_code == 302


def test_a_page_of_the_desk_that_was_refused_keeps_what_was_typed(cast: Cast) -> None:
    case = cast.confirmed()
    ask_resident(case=case, text="First?", key="x", by=cast.councillor, at=NOW)
    page = browser_of(cast.councillor).post(address(case, "ask/"), {"text": "Second?", "key": KEY}).content.decode()
    assert "This step is not possible now" in page
    assert "Second?" in page
