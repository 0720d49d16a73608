export { clusterHome, embeddedHome, type TestHome } from './homes.ts';
export { servesClickhouse } from './clickhouse/servers.ts';
export { startRefusingServer, type RefusingServer } from './refusing-server.ts';
