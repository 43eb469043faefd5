#!/bin/sh
# Takes settings as the official image does: NEO4J_AUTH=neo4j/PASSWORD or none,
# NEO4J_a_b__c=v for the setting a.b_c.
set -e
home=/var/lib/neo4j
mkdir -p $home/conf $home/logs /data
conf=$home/conf/neo4j.conf
{
  echo server.directories.data=/data
  echo server.default_listen_address=0.0.0.0
  env | sed -n 's/^NEO4J_\([a-z].*\)/\1/p' | while IFS= read -r line; do
    key=$(printf %s "${line%%=*}" | sed 's/__/\n/g' | tr _ . | paste -s -d _)
    printf '%s=%s\n' "$key" "${line#*=}"
  done
  [ "$NEO4J_AUTH" != none ] || echo dbms.security.auth_enabled=false
} | awk -F= '{ v[$1] = $0 } END { for (k in v) print v[k] }' >$conf # the last of a key holds
open="--add-opens=java.base/java.nio=ALL-UNNAMED --add-opens=java.base/java.io=ALL-UNNAMED --add-opens=java.base/sun.nio.ch=ALL-UNNAMED"
case $NEO4J_AUTH in
neo4j/*)
  if [ ! -e /data/dbms/auth.ini ]; then
    umask 077
    printf %s "${NEO4J_AUTH#neo4j/}" >/tmp/password
    NEO4J_HOME=$home NEO4J_CONF=$home/conf java $open -cp "$home/lib/*" org.neo4j.cli.AdminTool dbms set-initial-password @/tmp/password
    rm /tmp/password
  fi
  ;;
esac
exec java $open -cp "$home/lib/*" org.neo4j.server.CommunityEntryPoint --home-dir=$home --config-dir=$home/conf --console-mode
