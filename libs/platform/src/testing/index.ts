export { bundled } from './bundled.ts';
export { draws } from '../random/draws.ts';
export { everyCaseOr } from './every-case.ts';
export { startLoginSigner } from './load-balancer.ts';
export type { LoginSigner, VouchedLogin } from './load-balancer.ts';
export { startReplayServer } from './replay-server.ts';
export type { Misbehaviour, ReplayServer } from './replay-server.ts';
export { virtualTime } from './virtual-time.ts';
export type { VirtualTime } from './virtual-time.ts';
