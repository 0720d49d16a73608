export { clusterHome, embeddedHome, holdFolder, type TestHome } from './homes.ts';
export { servesClickhouse, startServers, type TestServer } from './clickhouse/servers.ts';
export { startRefusingServer, type RefusingServer } from './refusing-server.ts';
