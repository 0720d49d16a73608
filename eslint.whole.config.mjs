import base from './eslint.config.mjs';

/**
 * The same rules for the whole repository in one process: four TypeScript programs (numeric code has its own options, the
 * dashboard's client its own library) instead of one per project, each with all that it imports. `npm run lint:all`.
 */
export default [
  ...base,
  {
    files: ['**/*.ts'],
    languageOptions: {
      parserOptions: {
        projectService: false,
        project: [
          'libs/factor-math/tsconfig.json',
          'libs/expressions/tsconfig.kernels.json',
          'tsconfig.json',
          'libs/visualization/src/client/tsconfig.json',
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
  },
];
