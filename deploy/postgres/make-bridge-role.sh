#!/bin/sh
# Runs once, on an empty volume. The bridge's role owns its database and is no superuser: superusers pass row-level security by.
set -eu
psql -v ON_ERROR_STOP=1 --no-psqlrc --username "$POSTGRES_USER" --dbname postgres -v password="$DATABASE_PASSWORD" <<'SQL'
create role people_exchange login nosuperuser nocreatedb nocreaterole nobypassrls password :'password';
create database people_exchange owner people_exchange encoding 'UTF8' template template0;
revoke connect on database people_exchange from public;
SQL
