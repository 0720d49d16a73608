import base from './eslint.config.mjs';

/**
 * The same rules for the whole repository in one process: one TypeScript program instead of one per project, each with
 * all that it imports. `npm run lint:all`.
 */
export default [
  ...base,
  {
    files: ['**/*.ts'],
    languageOptions: {
      parserOptions: {
        projectService: false,
        project: ['tsconfig.json', 'libs/visualization/src/client/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
  },
];
