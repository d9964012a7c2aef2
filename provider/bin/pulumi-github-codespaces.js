#!/usr/bin/env node
// Lies here, not in dist/, so that npm can link the command before the package is built.
void import("../dist/command.js");
