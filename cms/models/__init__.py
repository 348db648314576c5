"""Facts of the site itself: its pages, what a municipality says of itself, and the demo's messages."""

from cms.models.demo_message import DemoMessage
from cms.models.documents import DocumentIndexPage, DocumentPage
from cms.models.events import EventIndexPage, EventPage
from cms.models.home import HomePage
from cms.models.news import NewsIndexPage, NewsPage
from cms.models.notices import NoticeIndexPage, NoticePage, NoticeTelling
from cms.models.plain import PlainPage
from cms.models.service_information import ServiceIndexPage, ServicePage
from cms.models.site_settings import SiteSettings
from cms.models.ward_pages import WardIndexPage, WardPage

__all__ = [
    "DemoMessage",
    "DocumentIndexPage",
    "DocumentPage",
    "EventIndexPage",
    "EventPage",
    "HomePage",
    "NewsIndexPage",
    "NewsPage",
    "NoticeIndexPage",
    "NoticePage",
    "NoticeTelling",
    "PlainPage",
    "ServiceIndexPage",
    "ServicePage",
    "SiteSettings",
    "WardIndexPage",
    "WardPage",
]
