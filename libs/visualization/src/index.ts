export { serveDashboard, type ServedDashboard } from './server/serve.ts';
export { buildClient } from './server/assets/build-client.ts';
export type { LoadBalancerLogin } from './server/access/load-balancer-login.ts';
export { mineArguments } from './data/run-command.ts';
export { runUnderWay } from './errors.ts';
export type { RunStarter, StartEnd, StartOrder, StartPermission, WriteAccess } from './operations/run-starter.ts';
export { StateMachine } from './operations/state-machine.ts';
