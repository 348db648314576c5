"""The invented names of the demo's municipalities, wards and places. None of them is a real place's."""

from dataclasses import dataclass

from cms.demo.island import Island
from wards.enums import PlaceKind

COUNTRY = "ZZ"
"""ISO 3166 leaves this code to whoever needs a country that does not exist."""

TOWN, SUBURB, VILLAGE = PlaceKind.TOWN, PlaceKind.SUBURB, PlaceKind.VILLAGE
LANDMARK, SCHOOL = PlaceKind.LANDMARK, PlaceKind.SCHOOL


@dataclass(frozen=True)
class NamedPlace:
    """A place inside a ward: what it is called, what it is, and what else people call it."""

    name: str
    kind: PlaceKind
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class NamedWard:
    """A ward's number within its municipality, its name, and the places in it."""

    number: int
    name: str
    places: tuple[NamedPlace, ...] = ()


@dataclass(frozen=True)
class NamedMunicipality:
    """A municipality: its code and name, the island it governs, and its wards in the order of their numbers.

    `new_ward` is the one that the next edition of boundaries adds; None where that edition takes a ward away.
    """

    code: str
    name: str
    island: Island
    wards: tuple[NamedWard, ...]
    new_ward: NamedWard | None = None

    def ward_code(self, number: int) -> str:
        """A ward's code as country ZZ writes it, such as ZZ001-003."""
        return f"{self.code}-{number:03d}"


def _places(*rows: tuple) -> tuple[NamedPlace, ...]:
    return tuple(NamedPlace(*row) for row in rows)


KHANYA = NamedMunicipality(
    code="ZZ001",
    name="Khanya Local Municipality",
    island=Island("khanya", longitude=3.0, latitude=-2.0, half_width_km=15, half_height_km=12.5, wards=12),
    wards=(
        NamedWard(
            1,
            "Saltmarsh",
            _places(
                ("Kelp Row", SUBURB),
                ("Ntwalana", VILLAGE),
                ("Pikkewyn Point", VILLAGE, ("Penguin Point",)),
                ("Saltmarsh Clinic", LANDMARK),
                ("Seagrass Flats", SUBURB),
            ),
        ),
        NamedWard(
            2,
            "Goudduin",
            _places(
                ("Duinesig", SUBURB),
                ("Emvuleni", VILLAGE),
                ("Goudduin Lighthouse", LANDMARK, ("The Old Light",)),
                ("Malgaskop", VILLAGE),
                ("Mmamoya", VILLAGE),
            ),
        ),
        NamedWard(
            3,
            "Thutong",
            _places(
                ("Thutong Library", LANDMARK),
                ("Thuto Primary School", SCHOOL),
                ("Tshedimong", SUBURB),
                ("Vuyisile Ridge", SUBURB),
                ("Emkhumbini", VILLAGE, ("Boat Harbour",)),
            ),
        ),
        NamedWard(
            4,
            "Mvulakazi",
            _places(
                ("Kookwater Farms", VILLAGE),
                ("Mokgwarieng", VILLAGE),
                ("Mosamo", VILLAGE),
                ("Mvulakazi Dam", LANDMARK),
                ("Sonnerus", VILLAGE),
            ),
        ),
        NamedWard(
            5,
            "Tidewell",
            _places(
                ("Driftwood Village", SUBURB),
                ("Isibanini", VILLAGE),
                ("Motsemoswa", SUBURB, ("Newtown at Tidewell",)),
                ("Tidewell Hall", LANDMARK),
                ("Wielwal", VILLAGE),
            ),
        ),
        NamedWard(
            6,
            "Letsapana",
            _places(
                ("Bokamosana", SUBURB),
                ("Lantern Hill", SUBURB),
                ("Letsapana Taxi Rank", LANDMARK),
                ("Ntabamvula", VILLAGE),
                ("Qhamani Secondary School", SCHOOL),
            ),
        ),
        NamedWard(
            7,
            "Khanya Central",
            _places(
                ("Khanya", TOWN, ("Khanya Town",)),
                ("Khanya Market Square", LANDMARK),
                ("Khanya Town Hall", LANDMARK),
                ("Lerumo", SUBURB),
                ("Rope Walk", SUBURB),
            ),
        ),
        NamedWard(
            8,
            "Harrow Cross",
            _places(
                ("Cormorant Cliffs", VILLAGE),
                ("Ezintakeni", VILLAGE, ("Place of Birds",)),
                ("Harrow Cross Clinic", LANDMARK),
                ("Mokorotong", VILLAGE),
                ("Windhoekie", SUBURB),
            ),
        ),
        NamedWard(
            9,
            "Umoyana",
            _places(
                ("Baaisig", SUBURB),
                ("Inqolwana", VILLAGE),
                ("Lwandlekazi", VILLAGE),
                ("Metsimaso", SUBURB),
                ("Umoyana Sports Ground", LANDMARK),
            ),
        ),
        NamedWard(
            10,
            "Langmuur",
            _places(
                ("Klipkus", VILLAGE),
                ("Langmuur Police Station", LANDMARK),
                ("Nkanyezana", VILLAGE),
                ("Skulpbaai", VILLAGE, ("Shell Bay",)),
                ("Thokomala", SUBURB),
            ),
        ),
        NamedWard(
            11,
            "Kganyeng",
            _places(
                ("Copper Wharf", LANDMARK),
                ("Izibukwana", VILLAGE),
                ("Kganyeng Primary School", SCHOOL),
                ("Phefumulong", SUBURB),
                ("Umthombeni", VILLAGE),
            ),
        ),
        NamedWard(
            12,
            "Ulwazana",
            _places(
                ("Esibayaneni", VILLAGE),
                ("Mangrove Bend", SUBURB),
                ("Mohlareng", VILLAGE),
                ("Oystershell", SUBURB),
                ("Ulwazana Community Hall", LANDMARK),
            ),
        ),
    ),
    new_ward=NamedWard(13, "Sterrewag"),
)

LWAZI = NamedMunicipality(
    code="ZZ002",
    name="Lwazi Island Municipality",
    island=Island("lwazi", longitude=3.0, latitude=-1.7, half_width_km=9, half_height_km=6, wards=4),
    wards=(
        NamedWard(1, "Gannet Rock", _places(("Gannet Rock", VILLAGE), ("Noordkaap", VILLAGE))),
        NamedWard(2, "Thebeng", _places(("Hlabelelani", VILLAGE), ("Thebeng", TOWN))),
        NamedWard(3, "Marula Quay", _places(("Marula Quay", VILLAGE), ("Olwandlana", VILLAGE))),
        NamedWard(4, "Sandveldsig", _places(("Matlapeng", VILLAGE), ("Sandveldsig", VILLAGE))),
    ),
)

MUNICIPALITIES = (KHANYA, LWAZI)
