import fc from 'fast-check';

/*
 * Property tests draw the same cases on every machine, so that one which failed fails again; another number in
 * FM_TEST_SEED draws others.
 */
fc.configureGlobal({ seed: Number(process.env['FM_TEST_SEED'] ?? 20_260_101) });
