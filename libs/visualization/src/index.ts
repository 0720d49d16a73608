export { createDashboard, type DashboardOptions } from './server/dashboard.ts';
export { serveDashboard, type ServedDashboard, type ServeOptions } from './server/serve.ts';
export { buildClient } from './server/build-client.ts';
export type { LoadBalancerLogin } from './server/load-balancer-login.ts';
