#!/bin/bash
# First boot of the ClickHouse host: mounts the data volume, installs one exact ClickHouse, opens HTTPS on 8443 and
# nothing else. Can be run again at any time.
set -euo pipefail
shopt -s inherit_errexit
umask 022

data=/var/lib/clickhouse
tls=$data/tls
helper=/usr/local/sbin/fm-clickhouse
key=/etc/pki/rpm-gpg/RPM-GPG-KEY-clickhouse
# Signs the repository; the same in docker/server/Dockerfile.ubuntu of ClickHouse.
key_fingerprint=3A9EA1193A97B548BE1457D48919F6BD2B48D754

wait_for_volume() {
  local device=/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_${VOLUME_ID/-/}
  for _ in $(seq 120); do
    if [ -e "$device" ]; then
      echo "$device"
      return
    fi
    sleep 5
  done
  echo "The data volume $VOLUME_ID did not appear within ten minutes." >&2
  return 1
}

mount_data() {
  local device
  device=$(wait_for_volume)
  # A volume that already has a file system keeps it: this host may replace another one.
  blkid "$device" >/dev/null || mkfs.xfs "$device"
  mkdir -p $data
  mountpoint -q $data || mount -o noatime "$device" $data
  grep -q " $data " /etc/fstab || echo "UUID=$(blkid -s UUID -o value "$device") $data xfs noatime,nofail 0 2" >>/etc/fstab
}

# Whatever else the downloaded file may hold, it must be this key and no other.
fetch_key() {
  local found
  curl -fsS --retry 5 -o $key https://packages.clickhouse.com/rpm/stable/repodata/repomd.xml.key
  found=$(gpg --batch --show-keys --with-colons $key | awk -F: '$1 == "pub" { pub = 1 } $1 == "fpr" && pub { print $10; pub = 0 }')
  if [ "$found" != "$key_fingerprint" ]; then
    echo "The key of the ClickHouse repository is ${found:-no key}, not $key_fingerprint; nothing is installed." >&2
    rm -f $key
    return 1
  fi
}

# ClickHouse signs no packages, only the metadata of the repository, which hold the checksum of every package
# (github.com/ClickHouse/ClickHouse/issues/51202): repo_gpgcheck is the check that there is.
install_clickhouse() {
  fetch_key
  cat >/etc/yum.repos.d/clickhouse.repo <<REPO
[clickhouse-stable]
name=ClickHouse
baseurl=https://packages.clickhouse.com/rpm/stable/
gpgkey=file://$key
gpgcheck=0
repo_gpgcheck=1
sslverify=1
enabled=1
REPO
  dnf install -y "clickhouse-server-$VERSION" "clickhouse-client-$VERSION" "clickhouse-common-static-$VERSION"
  # Another host may have numbered its users otherwise.
  [ "$(stat -c %U $data)" = clickhouse ] || chown -R clickhouse:clickhouse $data
}

# Logs of the server about itself: two that answer questions are kept for a month, the others are not written.
kept_logs() {
  for log in query_log part_log; do
    echo "  <$log><ttl>event_date + INTERVAL 30 DAY DELETE</ttl></$log>"
  done
  for log in trace_log metric_log asynchronous_metric_log query_metric_log query_thread_log query_views_log \
    processors_profile_log opentelemetry_span_log asynchronous_insert_log latency_log text_log session_log; do
    echo "  <$log remove=\"remove\"/>"
  done
}

configure_server() {
  cat >/etc/clickhouse-server/config.d/platform.xml <<CONFIG
<clickhouse>
  <listen_host replace="replace">0.0.0.0</listen_host>
  <https_port>8443</https_port>
  <http_port remove="remove"/>
  <tcp_port remove="remove"/>
  <mysql_port remove="remove"/>
  <postgresql_port remove="remove"/>
  <interserver_http_port remove="remove"/>
  <keep_alive_timeout>10</keep_alive_timeout>
  <path>$data/</path>
  <default_database>$DATABASE</default_database>
$(kept_logs)
  <openSSL>
    <server>
      <certificateFile>$tls/server.pem</certificateFile>
      <privateKeyFile>$tls/server.key</privateKeyFile>
      <disableProtocols>sslv2,sslv3,tlsv1,tlsv1_1</disableProtocols>
    </server>
  </openSSL>
</clickhouse>
CONFIG
}

# Written to disk because a timer runs it every five minutes: users follow their secrets, the certificate is renewed
# before it ends, the file system follows its volume, metrics follow the host.
install_helper() {
  {
    echo '#!/bin/bash'
    for name in REGION HOST_NAME DATABASE WRITER WRITER_SECRET READER READER_SECRET CA_SECRET METRIC_NAMESPACE data tls; do
      echo "$name='${!name}'"
    done
    cat <<'HELPER'
set -euo pipefail
# Without it a failure inside $(...) goes on, and a secret that cannot be read is an empty password.
shopt -s inherit_errexit
umask 077
users=/etc/clickhouse-server/users.d/platform.xml
month=2592000

is_certificate_good() {
  openssl x509 -in $tls/server.pem -noout -checkend $month >/dev/null 2>&1 &&
    openssl x509 -in $tls/server.pem -noout -checkhost "$HOST_NAME" | grep -q 'does match'
}

renew_certificate() {
  mkdir -p $tls
  if [ ! -s $tls/ca.key ]; then
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 \
      -subj "/CN=$HOST_NAME authority" -keyout $tls/ca.key -out $tls/ca.pem
  fi
  if ! is_certificate_good; then
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
      -subj "/CN=$HOST_NAME" -keyout $tls/server.key -out $tls/server.csr
    # The second name is the one that a port forwarded through the jump host has.
    printf 'subjectAltName=DNS:%s,DNS:localhost\n' "$HOST_NAME" >$tls/server.ext
    openssl x509 -req -days 397 -in $tls/server.csr -CA $tls/ca.pem -CAkey $tls/ca.key -CAcreateserial \
      -extfile $tls/server.ext -out $tls/server.pem
  fi
  chown -R clickhouse:clickhouse $tls
}

publish_authority() {
  aws secretsmanager put-secret-value --region "$REGION" --secret-id "$CA_SECRET" --secret-string "file://$tls/ca.pem"
}

hash_of() {
  local value
  value=$(aws secretsmanager get-secret-value --region "$REGION" --secret-id "$1" --query SecretString --output text)
  [ -n "$value" ]
  printf %s "$value" | sha256sum | cut -d' ' -f1
}

write_users() {
  local writer reader memory
  # Apart from the document: a failure inside it would write a user without a password.
  writer=$(hash_of "$WRITER_SECRET")
  reader=$(hash_of "$READER_SECRET")
  # A reader's query gets a quarter of the host's memory, so that loading and mining go on beside it.
  memory=$(awk '/^MemTotal:/ { printf "%d", $2 * 256 }' /proc/meminfo)
  cat >$users.new <<USERS
<clickhouse>
  <profiles>
    <fm_reader>
      <readonly>2</readonly>
      <max_execution_time>60</max_execution_time>
      <max_result_rows>20000000</max_result_rows>
      <max_memory_usage>$memory</max_memory_usage>
      <max_threads>4</max_threads>
      <max_concurrent_queries_for_user>16</max_concurrent_queries_for_user>
      <constraints>
        <max_execution_time><min>1</min><max>60</max></max_execution_time>
        <max_result_rows><min>1</min><max>20000000</max></max_result_rows>
        <max_memory_usage><min>1</min><max>$memory</max></max_memory_usage>
        <max_threads><min>1</min><max>4</max></max_threads>
        <max_concurrent_queries_for_user><readonly/></max_concurrent_queries_for_user>
      </constraints>
    </fm_reader>
  </profiles>
  <users>
    <default remove="remove"/>
    <$WRITER>
      <password_sha256_hex>$writer</password_sha256_hex>
      <networks><ip>::/0</ip></networks>
      <profile>default</profile>
      <quota>default</quota>
      <grants>
        <query>GRANT SHOW ON *.*</query>
        <query>GRANT SELECT, INSERT, ALTER, CREATE TABLE, CREATE VIEW, DROP TABLE, DROP VIEW, TRUNCATE, OPTIMIZE ON $DATABASE.*</query>
        <query>GRANT TABLE ENGINE ON MergeTree</query>
        <query>GRANT TABLE ENGINE ON ReplacingMergeTree</query>
        <query>GRANT SELECT ON system.*</query>
      </grants>
    </$WRITER>
    <$READER>
      <password_sha256_hex>$reader</password_sha256_hex>
      <networks><ip>::/0</ip></networks>
      <profile>fm_reader</profile>
      <quota>default</quota>
      <grants>
        <query>GRANT SELECT, SHOW ON $DATABASE.*</query>
      </grants>
    </$READER>
  </users>
</clickhouse>
USERS
  chown clickhouse:clickhouse $users.new
  if cmp -s $users.new $users; then rm -f $users.new; else mv $users.new $users; fi
}

put_metric() {
  aws cloudwatch put-metric-data --region "$REGION" --namespace "$METRIC_NAMESPACE" --metric-name "$1" --value "$2"
}

put_metrics() {
  put_metric DataVolumeUsedPercent "$(df --output=pcent $data | tail -1 | tr -dc 0-9)"
  if curl -sf --cacert $tls/ca.pem --resolve "$HOST_NAME:8443:127.0.0.1" "https://$HOST_NAME:8443/ping"; then
    put_metric Alive 1
  else
    put_metric Alive 0
  fi
}

grow() {
  xfs_growfs $data >/dev/null
}

"$@"
HELPER
  } >$helper
  chmod 700 $helper
}

start_services() {
  cat >/etc/systemd/system/fm-clickhouse.service <<UNIT
[Unit]
Description=Users follow their secrets, metrics follow the host
[Service]
Type=oneshot
ExecStart=-$helper grow
ExecStart=-$helper renew_certificate
ExecStart=-$helper write_users
ExecStart=$helper put_metrics
UNIT
  cat >/etc/systemd/system/fm-clickhouse.timer <<'UNIT'
[Unit]
Description=Every five minutes
[Timer]
OnBootSec=1min
OnUnitActiveSec=5min
[Install]
WantedBy=timers.target
UNIT
  systemctl daemon-reload
  systemctl enable clickhouse-server
  systemctl restart clickhouse-server
  systemctl enable --now fm-clickhouse.timer
}

mount_data
install_clickhouse
install_helper
$helper grow
$helper renew_certificate
$helper publish_authority
configure_server
$helper write_users
start_services
