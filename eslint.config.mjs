import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

const cdktfPackages = ['cdktf', 'cdktf/*', 'constructs', '@cdktf/provider-aws', '@cdktf/provider-aws/*'];

/** What a project with the tag may import; see "How it is laid out" in the README. */
const boundaries = [
  ['scope:factor-math', []],
  ['scope:expressions', ['scope:factor-math']],
  ['scope:factors', ['scope:platform', 'scope:factor-math', 'scope:expressions']],
  ['scope:platform', []],
  ['scope:object-store', ['scope:platform']],
  ['scope:warehouse', ['scope:platform', 'scope:object-store']],
  ['scope:collector', ['scope:platform', 'scope:object-store', 'scope:warehouse', 'scope:collector']],
  ['scope:demonstration', ['scope:platform']],
  ['scope:market', ['scope:platform', 'scope:warehouse', 'scope:factors', 'scope:expressions', 'scope:factor-math']],
  ['scope:results', ['scope:platform', 'scope:warehouse', 'scope:factors', 'scope:expressions', 'scope:factor-math']],
  [
    'scope:mining',
    [
      'scope:market',
      'scope:results',
      'scope:platform',
      'scope:object-store',
      'scope:warehouse',
      'scope:factors',
      'scope:expressions',
      'scope:factor-math',
    ],
  ],
  [
    'scope:discovery',
    [
      'scope:market',
      'scope:results',
      'scope:platform',
      'scope:warehouse',
      'scope:factors',
      'scope:expressions',
      'scope:factor-math',
    ],
  ],
  [
    'scope:portfolio',
    [
      'scope:market',
      'scope:results',
      'scope:platform',
      'scope:warehouse',
      'scope:factors',
      'scope:expressions',
      'scope:factor-math',
    ],
  ],
  [
    'scope:visualization',
    [
      'scope:discovery',
      'scope:portfolio',
      'scope:market',
      'scope:results',
      'scope:platform',
      'scope:warehouse',
      'scope:mining',
      'scope:factors',
      'scope:expressions',
      'scope:factor-math',
    ],
  ],
  ['scope:stack', ['scope:mining', 'scope:object-store', 'scope:platform']],
].map(([sourceTag, allowed]) => ({ sourceTag, onlyDependOnLibsWithTags: [sourceTag, ...allowed] }));

export default tseslint.config(
  { ignores: ['**/node_modules', '**/dist', '**/cdktf.out', '**/.nx'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { '@nx': nx },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@nx/enforce-module-boundaries': [
        'error',
        {
          // A command of fm loads what only it needs when it runs; other commands import the same libraries outright.
          checkDynamicDependenciesExceptions: ['@fm/.*'],
          depConstraints: [
            { sourceTag: 'type:app', onlyDependOnLibsWithTags: ['type:lib'], bannedExternalImports: cdktfPackages },
            { sourceTag: 'type:lib', onlyDependOnLibsWithTags: ['type:lib'], bannedExternalImports: cdktfPackages },
            { sourceTag: 'type:script', onlyDependOnLibsWithTags: ['type:lib', 'type:stack'] },
            { sourceTag: 'type:stack', onlyDependOnLibsWithTags: ['type:stack', 'type:lib'] },
            ...boundaries,
          ],
        },
      ],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@cdktf/provider-aws',
              message:
                'Import one resource by subpath, as @cdktf/provider-aws/lib/s3-bucket/index.js: the root loads 2,600 modules.',
            },
          ],
        },
      ],
      eqeqeq: 'error',
    },
  },
  prettier,
);
