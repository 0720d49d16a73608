export { startBucket, type TestBucket } from './bucket.ts';
export { motoInstalled, motoInstallLine, startMoto, type MotoServer } from './moto.ts';
