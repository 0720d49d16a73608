#!/bin/bash
# First boot of the ClickHouse host: mounts the data volume, installs one exact ClickHouse, opens HTTPS on 8443 and
# nothing else. Can be run again at any time.
set -euo pipefail
umask 077

data=/var/lib/clickhouse
tls=$data/tls
helper=/usr/local/sbin/fm-clickhouse

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
  xfs_growfs $data
  grep -q " $data " /etc/fstab || echo "UUID=$(blkid -s UUID -o value "$device") $data xfs noatime,nofail 0 2" >>/etc/fstab
}

install_clickhouse() {
  cat >/etc/yum.repos.d/clickhouse.repo <<'REPO'
[clickhouse-stable]
name=ClickHouse
baseurl=https://packages.clickhouse.com/rpm/stable/
gpgkey=https://packages.clickhouse.com/rpm/stable/repodata/repomd.xml.key
gpgcheck=0
repo_gpgcheck=1
enabled=1
REPO
  dnf install -y "clickhouse-server-$VERSION" "clickhouse-client-$VERSION" "clickhouse-common-static-$VERSION"
  chown clickhouse:clickhouse $data
}

make_certificate() {
  mkdir -p $tls
  if [ ! -s $tls/ca.key ]; then
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 \
      -subj "/CN=$HOST_NAME authority" -keyout $tls/ca.key -out $tls/ca.pem
  fi
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
    -subj "/CN=$HOST_NAME" -keyout $tls/server.key -out $tls/server.csr
  # The second name is the one that a port forwarded through the jump host has.
  printf 'subjectAltName=DNS:%s,DNS:localhost\n' "$HOST_NAME" >$tls/server.ext
  openssl x509 -req -days 825 -in $tls/server.csr -CA $tls/ca.pem -CAkey $tls/ca.key -CAcreateserial \
    -extfile $tls/server.ext -out $tls/server.pem
  chown -R clickhouse:clickhouse $tls
  aws secretsmanager put-secret-value --region "$REGION" --secret-id "$CA_SECRET" --secret-string "file://$tls/ca.pem"
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

# Written to disk because a timer runs it every five minutes: users follow their secrets, metrics follow the host.
install_helper() {
  {
    echo '#!/bin/bash'
    for name in REGION HOST_NAME DATABASE WRITER WRITER_SECRET READER READER_SECRET METRIC_NAMESPACE; do
      echo "$name='${!name}'"
    done
    cat <<'HELPER'
set -euo pipefail
users=/etc/clickhouse-server/users.d/platform.xml

hash_of() {
  aws secretsmanager get-secret-value --region "$REGION" --secret-id "$1" --query SecretString --output text |
    tr -d '\n' | sha256sum | cut -d' ' -f1
}

write_users() {
  cat >$users.new <<USERS
<clickhouse>
  <profiles>
    <fm_reader>
      <readonly>2</readonly>
      <max_execution_time>60</max_execution_time>
      <max_result_rows>1000000</max_result_rows>
    </fm_reader>
  </profiles>
  <users>
    <default remove="remove"/>
    <$WRITER>
      <password_sha256_hex>$(hash_of "$WRITER_SECRET")</password_sha256_hex>
      <networks><ip>::/0</ip></networks>
      <profile>default</profile>
      <quota>default</quota>
      <grants>
        <query>GRANT CREATE DATABASE, SHOW ON *.*</query>
        <query>GRANT ALL ON $DATABASE.*</query>
        <query>GRANT SELECT ON system.*</query>
      </grants>
    </$WRITER>
    <$READER>
      <password_sha256_hex>$(hash_of "$READER_SECRET")</password_sha256_hex>
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
  cmp -s $users.new $users || mv $users.new $users
  rm -f $users.new
}

put_metric() {
  aws cloudwatch put-metric-data --region "$REGION" --namespace "$METRIC_NAMESPACE" --metric-name "$1" --value "$2"
}

put_metrics() {
  put_metric DataVolumeUsedPercent "$(df --output=pcent /var/lib/clickhouse | tail -1 | tr -dc 0-9)"
  if curl -sf --cacert /var/lib/clickhouse/tls/ca.pem --resolve "$HOST_NAME:8443:127.0.0.1" "https://$HOST_NAME:8443/ping"; then
    put_metric Alive 1
  else
    put_metric Alive 0
  fi
}

"${@:-write_users}"
HELPER
  } >$helper
  chmod 700 $helper
}

create_database() {
  local definition=$data/metadata/$DATABASE.sql
  mkdir -p $data/metadata
  [ -e "$definition" ] || echo "ATTACH DATABASE _ ENGINE = Atomic" >"$definition"
  chown -R clickhouse:clickhouse $data/metadata
}

start_services() {
  cat >/etc/systemd/system/fm-clickhouse.service <<UNIT
[Unit]
Description=Users follow their secrets, metrics follow the host
[Service]
Type=oneshot
ExecStart=$helper write_users
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
  systemctl enable --now clickhouse-server fm-clickhouse.timer
}

mount_data
install_clickhouse
make_certificate
configure_server
install_helper
$helper write_users
create_database
start_services
