#!/bin/sh
# Makes Temporal's two databases, or brings them up to the version of this image. What is there stays: run it as often
# as you like, and again with every new version of the server. SQL_* in the environment say where PostgreSQL is.
set -eu

for each in temporal:temporal temporal_visibility:visibility; do
  database=${each%%:*}
  schema=postgresql/v12/${each##*:}
  temporal-sql-tool --database "$database" create-database
  temporal-sql-tool --database "$database" setup-schema --version 0.0
  temporal-sql-tool --database "$database" update-schema --schema-name "$schema"
done
