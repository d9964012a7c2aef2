import { defineConfig } from "eslint/config";
import jest from "eslint-plugin-jest";
import tseslint from "typescript-eslint";

export default defineConfig(
  { ignores: ["**/dist/**", "**/node_modules/**", ".cache/**", "coverage/**"] },
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: { project: "./tsconfig.check.json", tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "max-lines": ["error", { max: 250, skipBlankLines: true, skipComments: true }],
      "max-params": ["error", 4],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      // An interface has a name that editors and documents show; a type is spelt out.
      "@typescript-eslint/no-empty-object-type": [
        "error",
        { allowInterfaces: "with-single-extends" },
      ],
    },
  },
  {
    files: ["**/*.ts"],
    rules: {
      // One dialect: what is compiled to CommonJS needs no ending of a file (but in `import()`).
      "no-restricted-syntax": [
        "error",
        ...["ImportDeclaration", "ExportNamedDeclaration", "ExportAllDeclaration"].map((kind) => ({
          selector: `${kind}[source.value=/^\\.{1,2}\\/.*\\.js$/]`,
          message: "Leave out the ending .js.",
        })),
      ],
    },
  },
  {
    files: ["**/*.cjs"],
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
  {
    // What Pulumi's constructor fills is declared by the table of the class.
    files: ["provider/src/program/**/*.ts"],
    rules: { "@typescript-eslint/no-unsafe-declaration-merging": "off" },
  },
  {
    files: ["provider/src/**/*.ts", "emulator/src/**/*.ts", "tools/**/*.mjs"],
    rules: {
      "max-lines-per-function": ["error", { max: 35, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ["test/**/*.ts", "*/test/**/*.ts"],
    plugins: { jest },
    rules: {
      ...jest.configs["flat/recommended"].rules,
      // A project's `up`, `refresh` and `destroy` throw when Pulumi fails or finds what it must not.
      "jest/expect-expect": ["error", { assertFunctionNames: ["expect*", "project.*"] }],
      // What every test of a file must leave behind is said once, in `afterEach`.
      "jest/no-standalone-expect": [
        "error",
        { additionalTestBlockFunctions: ["afterEach", "testOfClasses", "testOfClasses.each"] },
      ],
    },
  },
);
