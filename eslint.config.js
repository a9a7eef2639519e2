/**
 * What the linter looks at. Rules that need types are on for TypeScript; scripts get the plain
 * ones.
 */
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const typed = {
  files: ['**/*.ts', '**/*.tsx'],
  extends: [tseslint.configs.recommendedTypeChecked],
  languageOptions: {
    parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
  },
  rules: {
    // The house rules of types: brands and column files say why where they must cast.
    '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
    '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
    '@typescript-eslint/switch-exhaustiveness-check': [
      'error',
      { considerDefaultExhaustiveForUnions: true },
    ],
    '@typescript-eslint/no-unused-vars': [
      'error',
      { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
    ],
    '@typescript-eslint/no-non-null-assertion': 'error',
  },
};

const plain = {
  files: ['**/*.js'],
  extends: [tseslint.configs.recommended],
};

const everywhere = {
  files: ['**/*.ts', '**/*.tsx', '**/*.js'],
  rules: {
    eqeqeq: 'error',
    'no-var': 'error',
    'prefer-const': 'error',
    'no-param-reassign': 'error',
    'no-constant-condition': ['error', { checkLoops: false }],
  },
};

export default defineConfig(
  { ignores: ['dist/', 'coverage/', 'node_modules/'] },
  typed,
  plain,
  everywhere,
);
