"""Addresses of the engagement floor, all of them pages."""

from django.urls import path

from engagement.views import councillor, counted, my, raise_concern, track, ward_concerns

app_name = "engagement"

urlpatterns = [
    path("wards/<str:code>/concerns/", ward_concerns.ward_concerns, name="ward_concerns"),
    path("wards/<str:code>/raise/", raise_concern.start, name="raise"),
    path("wards/<str:code>/raise/sent/<str:reference>/", raise_concern.sent, name="sent"),
    path("track/", track.start, name="track"),
    path("track/done/", track.done, name="done"),
    path("track/confirm/<str:token>/", raise_concern.confirm, name="confirm"),
    path("track/<str:reference>/", track.story, name="story"),
    path("track/<str:reference>/contact/", track.access, name="access"),
    path("track/<str:reference>/code/", track.code, name="code"),
    path("how-answers-are-counted/", counted.counted, name="counted"),
    path("my/", my.cases, name="my"),
    path("councillor/", councillor.desk, name="desk"),
    path("councillor/cases/<str:reference>/", councillor.case, name="councillor_case"),
]
