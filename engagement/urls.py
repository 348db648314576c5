"""Addresses of the engagement floor: pages, and data without a language prefix."""

from django.urls import path, re_path

from engagement.views import (
    answers,
    appeals,
    ask_moderator,
    councillor,
    counted,
    desk_map,
    desk_ward,
    my,
    open_data,
    phone,
    raise_concern,
    receipts,
    standing,
    thread,
    track,
    ward_concerns,
)

app_name = "engagement"

urlpatterns = [
    path("wards/<str:code>/concerns/", ward_concerns.ward_concerns, name="ward_concerns"),
    path("wards/<str:code>/raise/", raise_concern.start, name="raise"),
    path("wards/<str:code>/raise/sent/<str:reference>/", raise_concern.sent, name="sent"),
    path("track/", track.start, name="track"),
    path("track/done/", track.done, name="done"),
    path("track/confirm/<str:token>/", raise_concern.confirm, name="confirm"),
    path("track/following/<str:token>/end/", standing.unfollow, name="unfollow"),
    path("track/reported/<str:token>/appeal/", appeals.appeal_of_reporter, name="appeal_of_reporter"),
    path("c/<str:token>/", raise_concern.confirm, name="confirm_short"),
    path("track/<str:reference>/", track.story, name="story"),
    path("track/<str:reference>/contact/", track.access, name="access"),
    path("track/<str:reference>/code/", track.code, name="code"),
    path("track/<str:reference>/affects-me/", standing.affects_me, name="affects_me"),
    path("track/<str:reference>/affects-me/code/", standing.affects_me_code, name="affects_me_code"),
    path("track/<str:reference>/affects-me/no-more/", standing.affects_me_no_more, name="affects_me_no_more"),
    path(
        "track/<str:reference>/affects-me/no-more/code/",
        standing.affects_me_no_more_code,
        name="affects_me_no_more_code",
    ),
    path("track/<str:reference>/follow/", standing.follow, name="follow"),
    path("track/<str:reference>/follow/code/", standing.follow_code, name="follow_code"),
    path("track/<str:reference>/report/", standing.report, name="report"),
    path("track/<str:reference>/appeal/", appeals.appeal, name="appeal"),
    path("track/helped/<str:token>/", thread.helped, name="helped"),
    path("track/handover/<str:token>/", thread.handover, name="handover"),
    path("track/<str:reference>/reply/", thread.reply, name="reply"),
    path("track/<str:reference>/feedback/", thread.feedback, name="feedback"),
    path("track/<str:reference>/reopen/", thread.reopen, name="reopen"),
    path("track/<str:reference>/share/", thread.share, name="share"),
    path("track/<str:reference>/decide/", thread.decide, name="decide"),
    path("answers/", answers.answers, name="answers"),
    path("answers/in/<path:key>/", answers.answers_of, name="answers_of"),
    path("how-answers-are-counted/", counted.counted, name="counted"),
    path("my/", my.cases, name="my"),
    path("accounts/phone/remove/", phone.give_up, name="give_up_phone"),
    path("councillor/", councillor.desk, name="desk"),
    path("councillor/ward/", desk_ward.ward, name="desk_ward"),
    path("councillor/ward/print/", desk_ward.sheet, name="desk_print"),
    path("councillor/map/", desk_map.desk_map, name="desk_map"),
    path("councillor/map.json", desk_map.desk_map_data, name="desk_map_data"),
    path("councillor/cases/<str:reference>/", councillor.case, name="councillor_case"),
    path("councillor/cases/<str:reference>/ask-moderator/", ask_moderator.ask, name="ask_moderator"),
]

data_patterns = (
    [
        path("sms/receipts/<str:secret>", receipts.receipts, name="receipts"),
        re_path(r"^answers/concerns\.(?P<form>csv|json)$", open_data.concerns_here, name="concerns_here"),
        re_path(r"^answers/in/(?P<key>[^/]+)/concerns\.(?P<form>csv|json)$", open_data.concerns_of, name="concerns_of"),
    ],
    "engagement_data",
)
