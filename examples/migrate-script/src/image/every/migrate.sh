#!/bin/sh
# Brings the schema up to this image's version: runs all of /app/sql in one transaction. Works in /app.
set -eu

if ! command -v psql >/dev/null; then
  echo "migrate.sh needs psql, PostgreSQL's client: in Debian, apt-get install postgresql-client" >&2
  exit 127
fi

# psql takes the password from its environment. As an argument, it would be in the process list.
rest=${DATABASE_URL#*://} # user:password@host:port/database?sslmode=…
login=${rest%%@*}
export PGPASSWORD="${login#*:}"

for script in sql/*.sql; do
  set -- "$@" --file="$script"
done
exec psql -X -v ON_ERROR_STOP=1 --single-transaction "$@" "postgresql://${login%%:*}@${rest#*@}"
