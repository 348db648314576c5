"""What the guides hold together: names, and pictures that are kept and small."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from PIL import Image

from cms.guides import GUIDES
from cms.guides.structure import Guide, labels

MOST_BYTES = 60 * 1024
every_guide = pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)


def test_names_tell_guides_and_pictures_apart() -> None:
    assert len({guide.name for guide in GUIDES}) == len(GUIDES)
    pictures = [picture for guide in GUIDES for picture in guide.pictures]
    assert len(set(pictures)) == len(pictures)


@every_guide
def test_steps_and_tasks_have_names_of_their_own(guide: Guide) -> None:
    anchors = [task.name for task in guide.tasks]
    steps = [step.name for step in guide.steps]
    assert len(set(anchors)) == len(anchors)
    assert len(set(steps)) == len(steps)


@every_guide
def test_every_picture_is_kept_small_and_as_large_as_the_page_says(guide: Guide) -> None:
    for name in guide.pictures:
        path = finders.find(f"cms/guide/{name}.webp")
        assert path, f"{name} is not kept: `make pictures`"
        assert Path(path).stat().st_size <= MOST_BYTES
        with Image.open(path) as picture:
            assert picture.size == guide.window


def test_no_picture_is_kept_that_no_guide_shows() -> None:
    shown = {picture for guide in GUIDES for picture in guide.pictures}
    folder = Path(finders.find("cms/guide"))
    assert {path.stem for path in folder.iterdir()} == shown


def test_labels_are_what_stands_in_quotation_marks() -> None:
    assert labels("Press “Decide”, then “Take it down”.") == ["Decide", "Take it down"]
    assert labels("Press “Submit to …”.") == ["Submit to"]
    assert labels("Read it.") == []
