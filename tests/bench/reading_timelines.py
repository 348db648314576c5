"""The baseline of a verification: read every event in the order of the timelines, and do nothing with it."""

import os

import psycopg
from psycopg import sql

from cms.settings.environment import env

if __name__ == "__main__":
    server = env.database("DATABASE_URL")
    given = {"host": server["HOST"], "port": server["PORT"], "user": server["USER"], "password": server["PASSWORD"]}
    words = {key: value for key, value in given.items() if value}
    with psycopg.connect(dbname=os.environ["IMBIZO_BENCH_NAME"], **words) as connection:
        connection.execute(sql.SQL("SET statement_timeout = 0"))
        with connection.cursor("events") as cursor:
            cursor.itersize = 2000
            cursor.execute("SELECT * FROM engagement_timelineevent ORDER BY case_id, sequence")
            print(f"{sum(1 for _row in cursor):,} rows")
