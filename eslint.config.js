import js from '@eslint/js'
import tseslint from 'typescript-eslint'

const PURE = ['firmware-protocol/src/**/*.ts', 'processing/src/model/**/*.ts', 'processing/src/analysis/**/*.ts']

export default tseslint.config(
  { ignores: ['**/dist/**', 'dist.next-*/**', '**/node_modules/**', 'coverage/**', 'data/**'] },
  js.configs.recommended,
  tseslint.configs.recommended,
  {
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
    },
  },
  {
    // The pure rooms: results depend on samples alone, never on the computer's clock or chance.
    files: PURE,
    rules: {
      'no-restricted-globals': ['error', 'Date', 'performance', 'process', 'Buffer', 'console', 'setTimeout', 'setInterval', 'fetch'],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Seeded generators only: results are repeatable.' },
      ],
    },
  },
  {
    // share() with a synchronous replay silently loses the second foot: split with connect().
    files: ['**/*.ts', '**/*.tsx'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'rxjs',
              importNames: ['share', 'shareReplay', 'publish'],
              message: 'Split with connect(): share() loses the right foot.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs', globals: { module: 'writable', require: 'readonly' } },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
)
