export { createDashboard, type DashboardOptions } from './server/dashboard.ts';
export { serveDashboard, type ServedDashboard, type ServeOptions } from './server/serve.ts';
export { buildClient } from './server/assets/build-client.ts';
export type { LoadBalancerLogin } from './server/access/load-balancer-login.ts';
export { mineArguments } from './data/run-command.ts';
export { runUnderWay } from './errors.ts';
export type {
  RunStarter,
  StartEnd,
  Started,
  StartOrder,
  StartPermission,
  WriteAccess,
} from './operations/run-starter.ts';
export { StateMachine } from './operations/state-machine.ts';
