#!/bin/sh
# Makes the namespace TEMPORAL_NAMESPACE on the server TEMPORAL_HOST; one that is there stays as it is. Closed workflows
# are kept for 30 days to be looked at: the facts of a reporting year are in our own database.
set -eu

# By address: the name resolves to IPv4 and IPv6, and the client tries only the first of them.
ip=$(getent ahosts "$TEMPORAL_HOST" | awk '/STREAM/ { print $1; exit }')
export TEMPORAL_ADDRESS="${ip:-$TEMPORAL_HOST}:7233"

attempts=30
until temporal operator cluster health >/dev/null 2>&1; do
  attempts=$((attempts - 1))
  if [ "$attempts" -eq 0 ]; then
    echo "the Temporal server at $TEMPORAL_ADDRESS is not healthy" >&2
    exit 1
  fi
  sleep 2
done

if temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1; then
  echo "the namespace $TEMPORAL_NAMESPACE is there"
else
  temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention 720h
fi
