"""Cases that are there are addressed to whoever held their ward when they were opened; else to the Speaker's office."""

from django.db import migrations

ADDRESS_CASES = """
    UPDATE engagement_case SET councillor_id = wards_councillorterm.councillor_id
    FROM wards_councillorterm
    WHERE wards_councillorterm.ward_id = engagement_case.ward_id
        AND wards_councillorterm.seat = 'ward'
        AND wards_councillorterm.served @> engagement_case.opened_at::date
"""


class Migration(migrations.Migration):
    dependencies = [("engagement", "0011_councillors_and_policies")]

    operations = [migrations.RunSQL(ADDRESS_CASES, migrations.RunSQL.noop)]
