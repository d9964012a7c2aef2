#!/usr/bin/env node
import { startEmulator } from "./index.js";
void startEmulator();
