"""Formats in which wards and municipalities are published: which column holds what. Another format is another entry.

Sources: the attribute tables of South Africa's Municipal Demarcation Board (MDB) of 2011, 2016 and 2020; OpenUp's
Wazimap; the Common Operational Datasets of administrative boundaries (COD-AB) of OCHA, in their three spellings;
Kenya's Independent Electoral and Boundaries Commission (IEBC).
"""

from dataclasses import dataclass

from wards.enums import MunicipalityCategory

CODE, NUMBER, NAME = "code", "number", "name"
MUNICIPALITY, MUNICIPALITY_NAME = "municipality", "municipality_name"
DISTRICT, DISTRICT_NAME = "district", "district_name"
DATED = "dated"

A, B, C = MunicipalityCategory.METROPOLITAN, MunicipalityCategory.LOCAL, MunicipalityCategory.DISTRICT


@dataclass(frozen=True)
class FileFormat:
    """One format: a pattern for each fact, in the language of `wards.rules.patterns`.

    It is recognised by having every column that its patterns name; `country` limits it to one, and tells a file that
    is brought in for another. `layers` are words of which a layer's name must have one, where the columns alone
    say too little. `category` is what its municipalities are, None where name or code say it.
    """

    title: str
    facts: dict[str, str]
    country: str = ""
    layers: tuple[str, ...] = ()
    category: MunicipalityCategory | None = None


def _cod(spelling: str, level: int) -> FileFormat:
    """COD-AB with wards at a level of the hierarchy and municipalities at the level above."""
    pcode, name = {
        "admin": ("admin{}Pcode", "admin{}Name_en"),
        "ADM": ("ADM{}_PCODE", "ADM{}_EN"),
        "adm": ("adm{}_pcode", "adm{}_name"),
    }[spelling]
    return FileFormat(
        title=f"OCHA COD-AB, wards at level {level} ({spelling})",
        facts={
            CODE: f"{{{pcode.format(level)}}}",
            NAME: f"{{{name.format(level)}|}}",
            MUNICIPALITY: f"{{{pcode.format(level - 1)}}}",
            MUNICIPALITY_NAME: f"{{{name.format(level - 1)}|}}",
        },
    )


WARD_FORMATS: tuple[FileFormat, ...] = (
    FileFormat(
        title="MDB wards 2020",
        country="ZA",
        facts={
            CODE: "{WardID}",
            NUMBER: "{WardNo}",
            MUNICIPALITY: "{CAT_B}",
            MUNICIPALITY_NAME: "{Municipali|}",
            DISTRICT: "{DistrictCo|}",
            DISTRICT_NAME: "{District|}",
            DATED: "{Date|}",
        },
    ),
    FileFormat(
        title="MDB wards 2020, names of columns in full",
        country="ZA",
        facts={
            CODE: "{WardID}",
            NUMBER: "{WardNo}",
            MUNICIPALITY: "{CAT_B}",
            MUNICIPALITY_NAME: "{Municipality|}",
            DISTRICT: "{DistrictCode|}",
            DISTRICT_NAME: "{District|}",
            DATED: "{Date|}",
        },
    ),
    FileFormat(
        title="MDB wards 2016",
        country="ZA",
        facts={CODE: "{WardID}", NUMBER: "{WardNo}", MUNICIPALITY: "{CAT_B}", MUNICIPALITY_NAME: "{MunicName|}"},
    ),
    FileFormat(
        title="MDB wards 2011",
        country="ZA",
        facts={CODE: "{WARD_ID}", NUMBER: "{WARDNO}", MUNICIPALITY: "{CAT_B}", MUNICIPALITY_NAME: "{MUNICNAME|}"},
    ),
    FileFormat(
        title="Wazimap",
        country="ZA",
        layers=("ward",),
        facts={CODE: "{Code}", NUMBER: "{Code[-3:]:d}", NAME: "{Name|}", MUNICIPALITY: "{Parent_cod}"},
    ),
    FileFormat(
        # ZA7980118 is the Demarcation Board's ward 79800118: five digits of a municipality, of which the COD drops a
        # zero, and three of a ward. ADM3_ID is the Board's code of the municipality.
        title="OCHA COD-AB of South Africa",
        country="ZA",
        facts={
            CODE: "{admin4Pcode[2:5]}0{admin4Pcode[5:]}",
            NUMBER: "{admin4Pcode[-3:]:d}",
            MUNICIPALITY: "{ADM3_ID}",
            MUNICIPALITY_NAME: "{admin3Name_en|}",
        },
    ),
    *(_cod(spelling, level) for level in (4, 3, 2) for spelling in ("admin", "ADM", "adm")),
    FileFormat(
        title="IEBC wards with counties and representatives",
        country="KE",
        category=MunicipalityCategory.COUNTY,
        facts={
            CODE: "{WARD_NO}",
            NAME: "{Ward!title|}",
            MUNICIPALITY: "{COUNTY!slug|NOT-STATED}",
            MUNICIPALITY_NAME: "{COUNTY!title|County not stated}",
        },
    ),
    FileFormat(
        title="IEBC wards with county assembly numbers",
        country="KE",
        category=MunicipalityCategory.COUNTY,
        facts={
            CODE: "{COUNTY_ASS}",
            NAME: "{COUNTY_A_1!title|}",
            MUNICIPALITY: "{COUNTY_NAM!slug}",
            MUNICIPALITY_NAME: "{COUNTY_NAM!title|}",
        },
    ),
)

USUAL_COLUMNS: dict[str, tuple[str, ...]] = {
    CODE: ("ward_code", "wardcode", "ward_id", "wardid", "ward_pcode"),
    NUMBER: ("ward_number", "ward_no", "wardno", "wardnumber", "ward_num"),
    NAME: ("ward_name", "wardname", "ward", "name"),
    MUNICIPALITY: (
        "municipality_code",
        "mun_code",
        "munic_code",
        "cat_b",
        "municipality",
        "municipali",
        "council",
        "local_authority",
        "county",
    ),
    MUNICIPALITY_NAME: ("municipality_name", "mun_name", "municname", "municipality", "council", "county"),
}
"""Names that columns often have, tried in this order for what no format and no option says."""

MUNICIPALITY_FORMATS: tuple[FileFormat, ...] = (
    FileFormat(
        title="MDB local municipalities",
        country="ZA",
        facts={CODE: "{CAT_B}", NAME: "{MUNICNAME}", DISTRICT: "{DISTRICT|}", DISTRICT_NAME: "{DISTRICT_N|}"},
    ),
    FileFormat(
        title="OCHA COD-AB municipalities of South Africa",
        country="ZA",
        facts={CODE: "{ADM3_ID}", NAME: "{admin3Name_en}", DISTRICT: "{ADM2_ID|}", DISTRICT_NAME: "{admin2Name_en|}"},
    ),
    FileFormat(
        title="MDB district municipalities",
        country="ZA",
        facts={CODE: "{DISTRICT}", NAME: "{DISTRICT_N}"},
    ),
    FileFormat(
        title="Wazimap municipalities",
        country="ZA",
        layers=("muni",),
        facts={CODE: "{Code}", NAME: "{Name}", DISTRICT: "{Parent_cod|}"},
    ),
    FileFormat(
        title="Wazimap districts",
        country="ZA",
        layers=("district",),
        facts={CODE: "{Code}", NAME: "{Name}"},
    ),
)

CATEGORY_BY_NAME: tuple[tuple[str, MunicipalityCategory], ...] = (
    (" Metropolitan Municipality", A),
    (" Local Municipality", B),
    (" District Municipality", C),
    (" County", MunicipalityCategory.COUNTY),
)
"""Endings of names that say what a municipality is; the ending is not part of the name that people use."""

CATEGORY_BY_CODE: dict[str, tuple[tuple[str, MunicipalityCategory], ...]] = {
    "ZA": ((r"DC\d+", C), (r"[A-Z]{3}", A), (r"[A-Z]{2,3}\d{2,4}", B)),
}
"""What a code says of its municipality, by country: South Africa's DC10 is a district, JHB a metro, EC101 local."""
