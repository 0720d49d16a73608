export { clusterHome, embeddedHome, holdFolder, type TestHome } from './homes.ts';
export { servesClickhouse, startServers, type TestServer } from './clickhouse/servers.ts';
export { startRefusingServer } from './refusing-server.ts';
